"""What a campaign observed rather than timed, as tables: one row a case and contender."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from benchmarks.record.progress import Progress
from benchmarks.record.schema import Cell, Contender, Sample, Table


def observed_tables(progress: Progress) -> Iterator[Table]:
    """A table for each workload that observes something, unless the raw file has it already.

    A row holds the case (the size's words), the side (contender, and the size's other words), and what was
    observed; where plain Python observed the same output otherwise, only what differs from it is kept.
    """
    known = {table.name for table in progress.tables}
    rows: dict[str, list[dict[str, Any]]] = {}
    for cell in progress.header.cells:
        for contender in progress.header.contenders:
            sample = _last_sample(progress, cell, contender)
            if sample is not None:
                rows.setdefault(cell.workload, []).append(_row(progress, cell, contender, sample))
    for workload, found in rows.items():
        if workload not in known and any(
            row.keys() - {"case", "side", "message", "verdict"} for row in found
        ):
            yield Table(workload, found)


def _last_sample(progress: Progress, cell: Cell, contender: Contender) -> Sample | None:
    """The contender's last sample in this cell; one block is as good as another for what is observed."""
    if contender.twin_of or contender.baseline or cell.probe != "session" or cell.meter == "memory":
        return None
    taken = [sample for _, sample in progress.samples_of(cell.id, contender.name)]
    last = taken[-1] if taken else None
    told = last is not None and (last.observed or last.status != "ok" or "run" in last.unsupported)
    return last if told else None


def _row(progress: Progress, cell: Cell, contender: Contender, sample: Sample) -> dict[str, Any]:
    size = dict(cell.size)
    case = str(size.pop("case", None) or ", ".join(str(value) for value in size.values()))
    others = [str(value) for value in size.values()] if "case" in cell.size else []
    row: dict[str, Any] = {"case": case, "side": " ".join((contender.name, *others))}
    reference = progress.reference_of(cell)
    truth = reference.outputs if reference else {}
    for name, value in sample.observed.items():
        row[name] = _differing(truth.get(name), value) if isinstance(value, dict) else value
    if refused := sample.unsupported.get("run"):
        row["message"] = f"unsupported: {refused}"
        row["verdict"] = "unsupported"
    elif sample.status != "ok":
        row["message"] = f"{sample.status}: {sample.reason}"
        row.setdefault("verdict", sample.status)
    return row


def _differing(expected: Any, actual: dict[str, Any]) -> str:
    """What arrived otherwise than with plain Python, in words; ``faithful`` where nothing did."""
    before = expected if isinstance(expected, dict) else {}
    told = [
        f"{name}: {before.get(name)} became {actual.get(name)}"
        for name in sorted(before.keys() | actual.keys())
        if before.get(name) != actual.get(name)
    ]
    return "; ".join(told) or "faithful"
