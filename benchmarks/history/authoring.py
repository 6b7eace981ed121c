"""What authoring gives with each version: seeded mistakes and capabilities, tried in its environment."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from benchmarks.authoring.capabilities import VERDICTS, CapabilityRow
from benchmarks.authoring.mistakes import STAGES, MistakeRow
from benchmarks.authoring.session import find
from benchmarks.authoring.sides import Side
from benchmarks.errors import FvkError
from benchmarks.history.versions import Version, versions_of
from benchmarks.plan.engines import EngineReference
from benchmarks.record.progress import Progress
from benchmarks.record.schema import Table
from benchmarks.targets.environments.store import Record

WANTED = "authoring by version"
"""The table that says that authoring belongs to the campaign; its rows name the parts to be tried."""
PARTS = ("mistakes", "capabilities")
UNTOLD = ("not tried", "not shown")
"""Results that say nothing of a version: a package is missing, or even the right file does not run here."""
_KEPT = 300
"""Characters of a message that are kept: enough to see why."""


@dataclass(frozen=True)
class AuthoringChange:
    """One mistake or capability that a release changed."""

    part: str
    case: str
    title: str
    older: Version
    newer: Version
    before: str
    after: str
    word: str
    """Such as ``newly caught`` or ``lost``."""


def wanted(asked: bool) -> tuple[Table, ...]:
    """What a plan says of authoring."""
    return (Table(WANTED, [{"part": part} for part in PARTS]),) if asked else ()


def asked(progress: Progress) -> list[str]:
    """The parts that belong to the campaign; none without authoring."""
    return [str(row["part"]) for table in progress.tables if table.name == WANTED for row in table.rows]


def missing(progress: Progress) -> list[tuple[Version, str]]:
    """What is still to be tried: versions and parts, oldest version first."""
    parts = asked(progress)
    done = {table.name for table in progress.tables}
    found = [one for one in versions_of(progress) if one.contender]
    return [(one, part) for part in parts for one in found if name_of(part, one) not in done]


def name_of(part: str, version: Version) -> str:
    """What the table of one part and version is called."""
    return f"{part} of {version.contender}"


def side_in(side: Side, engine: EngineReference, record: Record | None) -> Side:
    """The side as it is in an environment of its own."""
    packages = record.packages if record else None
    return replace(side, python=engine.python, roots=engine.roots, packages=packages)


def try_part(part: str, version: Version, side: Side, advance: Callable[[str], None]) -> Table:
    """One part with one version; where the SDK does not even start, one row with the reason."""
    try:
        tried = find(part, (side,), None, advance).rows
    except FvkError as error:
        return Table(name_of(part, version), [{"case": "", "result": "not tried", "why": str(error)[:_KEPT]}])
    return Table(name_of(part, version), [_row(row) for row in tried])


def problems(progress: Progress) -> Iterator[str]:
    """One line for each version that a part could not be tried with."""
    for version, table in _tables(progress):
        for row in table.rows:
            if not row["case"]:
                yield f"{version.wanted}, {table.name.partition(' ')[0]}: {row['why']}"


def counts(progress: Progress) -> dict[str, dict[str, dict[str, int]]]:
    """How often each result occurred, by part and version."""
    found: dict[str, dict[str, dict[str, int]]] = {}
    for version, table in _tables(progress):
        part = table.name.partition(" ")[0]
        results = [str(row["result"]) for row in table.rows if row["case"]]
        found.setdefault(part, {})[version.wanted] = {one: results.count(one) for one in results}
    return found


def best_first(results: Iterable[str]) -> list[str]:
    """Each result once, in the order of the stages or verdicts."""
    return sorted(set(results), key=lambda result: (_rank(result), result))


def changes(progress: Progress) -> list[AuthoringChange]:
    """Every case whose result a release changed, by part, then by release."""
    found = []
    tables = {table.name: table for table in progress.tables}
    known = [one for one in versions_of(progress) if one.contender]
    for part in PARTS:
        told = [(one, tables[name_of(part, one)]) for one in known if name_of(part, one) in tables]
        usable = [(one, table) for one, table in told if any(row["case"] for row in table.rows)]
        for (older, before), (newer, after) in pairwise(usable):
            found += list(_changed(part, older, newer, before, after))
    return found


def _changed(
    part: str, older: Version, newer: Version, before: Table, after: Table
) -> Iterator[AuthoringChange]:
    past = {row["case"]: str(row["result"]) for row in before.rows}
    for row in after.rows:
        was, now = past.get(row["case"], ""), str(row["result"])
        if was and was != now and was not in UNTOLD and now not in UNTOLD:
            yield AuthoringChange(
                part, row["case"], row["title"], older, newer, was, now, _word(part, was, now)
            )


def _word(part: str, was: str, now: str) -> str:
    better = _rank(now) < _rank(was)
    if part == "capabilities":
        return "gained" if better else "lost"
    if was.startswith("never") and now.startswith("never"):
        return "another outcome"
    if now == "never: harmless":
        return "now harmless"
    if was.startswith("never"):
        return "newly caught"
    if now.startswith("never"):
        return "no longer caught"
    return "caught earlier" if better else "caught later"


def _rank(result: str) -> int:
    """The place of a result among those of its part, best first."""
    first = result.partition(":")[0]
    for order in (STAGES, VERDICTS):
        if first in order:
            return order.index(first)
    return len(STAGES) + len(VERDICTS)


def _row(row: Any) -> dict[str, Any]:
    """What is kept of one case: enough to compare versions and to see why, without times."""
    told = {"case": row.case, "title": row.title}
    if isinstance(row, MistakeRow):
        never = row.stage == "never"
        result = row.effect if row.effect == "not shown" else f"never: {row.effect}" if never else row.stage
        why = row.control if row.effect == "not shown" else f"{row.exception}: {row.message}".strip(": ")
        return {**told, "result": result, "why": why[:_KEPT]}
    assert isinstance(row, CapabilityRow)
    return {**told, "result": row.verdict, "why": (row.direct or row.evidence)[:_KEPT]}


def _tables(progress: Progress) -> Iterator[tuple[Version, Table]]:
    tables = {table.name: table for table in progress.tables}
    for part in PARTS:
        for version in versions_of(progress):
            name = name_of(part, version)
            if version.contender and name in tables:
                yield version, tables[name]
