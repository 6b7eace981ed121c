"""Each part's table as text cells, told once; the terminal and Markdown only draw it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from benchmarks.authoring.capabilities import VERDICTS, CapabilityRow
from benchmarks.authoring.changes import ChangeRow
from benchmarks.authoring.code_cost import CodeRow
from benchmarks.authoring.mistakes import STAGES, MistakeRow
from benchmarks.authoring.naming import Named

Tone = str
"""``good``, ``bad``, ``open``, or nothing."""
AnyRow = TypeVar("AnyRow", MistakeRow, CapabilityRow, ChangeRow)
WRONG = ("wrong result", "wrong artefact")
NAMED = {"message": "✓", "log": "log", "no": "–", "-": ""}


@dataclass(frozen=True)
class TableCell:
    """One cell: its text, and whether that is good news."""

    text: str
    tone: Tone = ""


@dataclass(frozen=True)
class AuthoringView:
    """One table: its rows, and the remarks below it."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[TableCell, ...], ...]
    remarks: tuple[str, ...] = ()


def sides_of(rows: Iterable[AnyRow | CodeRow]) -> tuple[str, ...]:
    """The sides in the order in which they come."""
    return tuple(dict.fromkeys(row.side for row in rows))


def mistakes_view(rows: Sequence[MistakeRow]) -> AuthoringView:
    """One row a mistake: where each side stops it, and what its message names."""
    sides = sides_of(rows)
    heads = ("mistake", *(head for side in sides for head in (side, "step", "arg", "line")))
    remarks = [_stopped(side, [row for row in rows if row.side == side]) for side in sides]
    remarks += [_says(side, [row for row in rows if row.side == side]) for side in sides]
    remarks += [
        f"{row.side}, {row.case}: not the same in every run: {_counts(row)}"
        for row in rows
        if len(row.trips) > 1
    ]
    return AuthoringView(
        "Mistakes: the first of mypy, import, compile and run that stops each, or never",
        heads,
        tuple(_pivot(rows, sides, _mistake_cells, width=4)),
        tuple(remarks),
    )


def capabilities_view(rows: Sequence[CapabilityRow]) -> AuthoringView:
    """One row a feature: what each side can do."""
    sides = sides_of(rows)
    remarks = [
        f"{side}: "
        + ", ".join(
            f"{count} {verdict}"
            for verdict in VERDICTS
            if (count := sum(row.side == side and row.verdict == verdict for row in rows))
        )
        for side in sides
    ]
    return AuthoringView(
        "Capabilities: what a tiny pipeline shows",
        ("feature", *sides),
        tuple(_pivot(rows, sides, _capability_cells, width=1)),
        tuple(remarks),
    )


def changes_view(rows: Sequence[ChangeRow]) -> AuthoringView:
    """One row a change: what it costs each side, and where its effect was seen."""
    sides = sides_of(rows)
    heads = ("change", *(head for side in sides for head in (f"{side}: lines", "tokens", "files", "seen in")))
    remarks = [
        f"{side}: {sum(row.cost.lines for row in of_side)} lines and "
        f"{sum(row.cost.tokens for row in of_side)} tokens for {len(of_side)} changes"
        for side in sides
        if (of_side := [row for row in rows if row.side == side])
    ]
    return AuthoringView(
        "Changes: what a typical change of the training pipeline touches",
        heads,
        tuple(_pivot(rows, sides, _change_cells, width=4)),
        (*remarks, "lines: touched (added, removed); a line that was changed is touched once"),
    )


def code_view(rows: Sequence[CodeRow]) -> AuthoringView:
    """One row a workload and side: what is there because of the SDK."""
    heads = (
        "workload",
        "side",
        "SDK lines",
        "wrapping",
        "plain",
        "SDK tokens",
        "names",
        "decorators",
        "annotations",
        "imports inside",
        "repeated",
        "nesting",
        "for 1 line of logic",
    )
    remarks = [
        f"{side}: {sum(row.orchestrator_lines for row in of_side)} orchestrator lines "
        f"({sum(row.lines['sdk'] for row in of_side)} of the SDK, "
        f"{sum(row.lines['wrapping'] for row in of_side)} wrapping) in {len(of_side)} workloads"
        for side in sides_of(rows)
        if (of_side := [row for row in rows if row.side == side])
    ]
    return AuthoringView(
        "Code: what is there because of the SDK", heads, tuple(map(_code_cells, rows)), tuple(remarks)
    )


def _pivot(
    rows: Sequence[AnyRow], sides: Sequence[str], cells: Callable[[AnyRow], tuple[TableCell, ...]], width: int
) -> Iterable[tuple[TableCell, ...]]:
    by_case: dict[str, dict[str, AnyRow]] = {}
    for row in rows:
        by_case.setdefault(row.case, {})[row.side] = row
    for case, of_case in by_case.items():
        line = [TableCell(case)]
        for side in sides:
            line += cells(of_case[side]) if side in of_case else [TableCell("?")] * width
        yield tuple(line)


def _mistake_cells(row: MistakeRow) -> tuple[TableCell, ...]:
    if row.stage == "not tried":
        return (TableCell(row.control, "open"), TableCell(""), TableCell(""), TableCell(""))
    told = f"never: {row.effect}" if row.stage == "never" else row.stage
    if row.effect == "not shown":
        told = f"{row.stage}, not shown"
    bad = row.effect in WRONG
    tone = "bad" if bad else "good" if row.stage in {"mypy", "import", "compile"} else "open"
    return (TableCell(told, tone), *_named_cells(row.named))


def _named_cells(named: Named) -> tuple[TableCell, ...]:
    return tuple(TableCell(NAMED[where]) for where in (named.step, named.argument, named.line))


def _stopped(side: str, rows: Sequence[MistakeRow]) -> str:
    shown = [row for row in rows if row.effect != "not shown"]
    stages = {stage: sum(row.stage == stage for row in shown) for stage in STAGES}
    wrong = sum(row.effect in WRONG for row in shown)
    told = ", ".join(f"{stage} {count}" for stage, count in stages.items())
    return f"{side}, of {len(shown)}: {told} ({wrong} of them with a wrong result or artefact)"


def _says(side: str, rows: Sequence[MistakeRow]) -> str:
    stopped = [row.named for row in rows if row.effect == "stopped"]

    def share(places: Iterable[str]) -> str:
        asked = [place for place in places if place != "-"]
        return f"{sum(place == 'message' for place in asked)} of {len(asked)}"

    return (
        f"{side}, where it stops one, names the step in {share(one.step for one in stopped)}, "
        f"the argument in {share(one.argument for one in stopped)}, "
        f"the author's line in {share(one.line for one in stopped)} messages"
    )


def _counts(row: MistakeRow) -> str:
    return ", ".join(f"{stage} {count} times" for stage, count in sorted(row.trips.items()))


def _capability_cells(row: CapabilityRow) -> tuple[TableCell, ...]:
    told = f"{row.verdict}: {row.evidence}" if row.verdict == "not tried" else row.verdict
    if row.extra_lines:
        verdict = "works" if row.verdict == "works with more lines" else row.verdict
        told = f"{verdict} with {row.extra_lines} more {'line' if row.extra_lines == 1 else 'lines'}"
    tones = {"works locally": "good", "works with more lines": "good", "not possible": "bad"}
    return (TableCell(told, tones.get(row.verdict, "open")),)


def _change_cells(row: ChangeRow) -> tuple[TableCell, ...]:
    cost = row.cost
    tone = "bad" if row.effect == "not shown" else "open" if row.effect == "not tried" else "good"
    effect = f"{row.effect}: {row.evidence}" if row.effect == "not tried" else row.effect
    return (
        TableCell(f"{cost.lines} (+{cost.lines_added} −{cost.lines_removed})"),
        TableCell(str(cost.tokens)),
        TableCell(str(row.files)),
        TableCell(effect, tone),
    )


def _code_cells(row: CodeRow) -> tuple[TableCell, ...]:
    counts = (
        row.lines["sdk"],
        row.lines["wrapping"],
        row.lines["plain"],
        row.tokens["sdk"],
        len(row.sdk_names),
        row.decorators,
        row.annotations,
        row.imports_inside,
        row.repeated_lines,
        row.nesting,
    )
    return (
        TableCell(row.workload),
        TableCell(row.side),
        *(TableCell(str(count)) for count in counts),
        TableCell(f"{row.share:.2f}"),
    )
