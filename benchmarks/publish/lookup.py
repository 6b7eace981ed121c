"""Looks one figure up in the raw data, and tells it in a line: for the ledger of claims."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from benchmarks.analyse.results import Answer, Pairing
from benchmarks.errors import UsageError
from benchmarks.present.roles import Pair, pairing_of
from benchmarks.present.statements import statement
from benchmarks.record.schema import Table

LookupRecord = Mapping[str, Any]
EARLY = ("mypy", "import", "compile")
"""Stages that need no run."""
WRONG = ("wrong result", "wrong artefact")


def told(
    wanted: str, tables: Mapping[str, Table], answers: Sequence[Answer], pair: Pair | None = None
) -> str:
    """``PART`` for a summary, ``PART/CASE`` for one row, ``question/ID@WORKLOAD`` for a verdict.

    Says that it is not in the data where it is not, so that a page never loses a line in silence. Raises
    :class:`~benchmarks.errors.UsageError` for a part, or for a case of a part, that does not exist.
    """
    part, _, case = wanted.partition("/")
    if part == "question":
        return _verdict(case, answers, pair)
    if part not in SUMMARIES:
        raise UsageError(f"evidence {wanted!r}: no part {part!r}; there are question, {', '.join(SUMMARIES)}")
    if part not in tables:
        return f"{wanted}: not in the committed data yet"
    records = tables[part].rows
    if not case:
        return "; ".join(SUMMARIES[part](side, of_side) for side, of_side in _by_side(records).items())
    of_case = [record for record in records if case in {record.get("case"), record.get("workload")}]
    if not of_case:
        raise UsageError(
            f"evidence {wanted!r}: no such case in the committed data; see `fvk authoring {part}`"
        )
    return f"{case.replace('_', ' ')}: " + "; ".join(
        f"{record['side']} {ROWS[part](record)}" for record in of_case
    )


def _by_side(records: Sequence[LookupRecord]) -> dict[str, list[LookupRecord]]:
    sides: dict[str, list[LookupRecord]] = {}
    for record in records:
        sides.setdefault(record["side"], []).append(record)
    return sides


def _verdict(wanted: str, answers: Sequence[Answer], pair: Pair | None) -> str:
    """On the pair, or on the last two contenders: a headline answer, and of several that of most blocks."""
    question, _, workload = wanted.partition("@")
    fitting = [
        (one, pairing)
        for one in answers
        if one.question.id == question and one.cell.workload == workload
        if (pairing := pairing_of(one, pair) if pair else one.pairings[-1]) is not None
    ]
    if not fitting:
        return f"{question} of {workload}: not in the committed data yet"
    return statement(*max(fitting, key=lambda found: (found[0].headline, _count(found[1])))).text


def _count(pairing: Pairing) -> int:
    return pairing.comparison.n if pairing.comparison else 0


def _mistakes(side: str, records: Sequence[LookupRecord]) -> str:
    shown = [one for one in records if one["effect"] != "not shown"]
    early = sum(one["stage"] in EARLY for one in shown)
    late = sum(one["stage"] == "run" for one in shown)
    wrong = sum(one["effect"] in WRONG for one in shown)
    stopped = [one["named"] for one in shown if one["effect"] == "stopped" and one["named"]["line"] != "-"]
    lines = sum(one["line"] == "message" for one in stopped)
    return (
        f"{side} stops {early} of {len(shown)} mistakes before a run and {late} in it, "
        f"lets {wrong} through with a wrong result or artefact, "
        f"and shows the author's line in {lines} of {len(stopped)} messages"
    )


def _capabilities(side: str, records: Sequence[LookupRecord]) -> str:
    verdicts = Counter(one["verdict"] for one in records)
    return f"{side}: " + ", ".join(f"{count} {verdict}" for verdict, count in verdicts.most_common())


def _changes(side: str, records: Sequence[LookupRecord]) -> str:
    lines, tokens = sum(one["lines"] for one in records), sum(one["tokens"] for one in records)
    return f"{side}: {lines} lines and {tokens} tokens for {len(records)} changes"


def _code(side: str, records: Sequence[LookupRecord]) -> str:
    sdk, wrapping = (sum(one[f"{tint}_lines"] for one in records) for tint in ("sdk", "wrapping"))
    inside = sum(one["imports_inside"] for one in records)
    return (
        f"{side}: {sdk} lines of the SDK and {wrapping} wrapping in {len(records)} workloads, "
        f"{inside} imports inside steps"
    )


def _mistake(one: LookupRecord) -> str:
    if one["stage"] == "never":
        produced = (
            f" ({one['result']!r} where {one['right']!r} is right)" if one["effect"] == "wrong result" else ""
        )
        return f"never, {one['effect']}{produced}"
    return f"{one['stage']}" + (", not shown" if one["effect"] == "not shown" else "")


def _capability(one: LookupRecord) -> str:
    extra = one["extra_lines"]
    if not extra:
        return str(one["verdict"])
    verdict = "works" if one["verdict"] == "works with more lines" else one["verdict"]
    return f"{verdict} with {_counted(extra, 'more line')}"


def _change(one: LookupRecord) -> str:
    return f"{_counted(one['lines'], 'line')}, {_counted(one['tokens'], 'token')}"


def _workload(one: LookupRecord) -> str:
    return (
        f"{one['sdk_lines']} lines of the SDK, {one['wrapping_lines']} wrapping, "
        f"{len(one['sdk_names'])} names to know, {one['imports_inside']} imports inside steps"
    )


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


SUMMARIES: Mapping[str, Callable[[str, Sequence[LookupRecord]], str]] = {
    "mistakes": _mistakes,
    "capabilities": _capabilities,
    "changes": _changes,
    "code": _code,
}
ROWS: Mapping[str, Callable[[LookupRecord], str]] = {
    "mistakes": _mistake,
    "capabilities": _capability,
    "changes": _change,
    "code": _workload,
}
