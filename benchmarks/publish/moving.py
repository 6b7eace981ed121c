"""What a move gains and loses in what was tried for real: mistakes and features, from the raw file's rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

MoveRecord = Mapping[str, Any]
STAGES = ("mypy", "import", "compile", "run", "never")
"""From the earliest; the first that stops a mistake."""
HARMLESS = ("harmless", "not shown")
VERDICTS = ("works locally", "works with more lines", "compiles only", "not possible")
"""From best to worst."""


@dataclass(frozen=True)
class MoveKind:
    """One way in which a case may end up, and how the page heads it."""

    title: str
    good: bool
    """Whether the author is better off."""


CAUGHT = MoveKind("newly caught", good=True)
GONE = MoveKind("no mistake any more", good=True)
EARLIER = MoveKind("caught earlier", good=True)
LATER = MoveKind("caught later", good=False)
REFUSED = MoveKind("newly refused though harmless", good=False)
LOST = MoveKind("no longer caught", good=False)
GAINED = MoveKind("gained", good=True)
LESS_WORK = MoveKind("possible with less", good=True)
MORE_WORK = MoveKind("possible with more", good=False)
GIVEN_UP = MoveKind("lost", good=False)
MISTAKES = (CAUGHT, GONE, EARLIER, LATER, REFUSED, LOST)
CAPABILITIES = (GAINED, LESS_WORK, MORE_WORK, GIVEN_UP)
"""Every kind, in the order in which they are shown."""


@dataclass(frozen=True)
class Moved:
    """One case that does not end as before."""

    case: str
    title: str
    kind: MoveKind
    before: str
    after: str


@dataclass(frozen=True)
class Balance:
    """What a part's rows say of one move."""

    moved: tuple[Moved, ...]
    same: int
    untried: tuple[str, ...]
    """Cases that one of the two sides lacks, or could not try."""


def mistakes(rows: Iterable[MoveRecord], source: str, target: str) -> Balance:
    """Where the target stops each mistake, beside where the source did."""
    return _balance(rows, source, target, _mistake, _stopped, lambda row: row["stage"] == "not tried")


def unchecked(rows: Iterable[MoveRecord]) -> list[MoveRecord]:
    """The rows of mistakes as they are for an author who runs no type checker."""
    return [{**row, "stage": row.get("stage_without_mypy", row["stage"])} for row in rows]


def capabilities(rows: Iterable[MoveRecord], source: str, target: str) -> Balance:
    """What the target can do of each feature, beside what the source can."""
    return _balance(rows, source, target, _capability, _able, lambda row: row["verdict"] == "not tried")


def _balance(
    rows: Iterable[MoveRecord],
    source: str,
    target: str,
    kind: Callable[[MoveRecord, MoveRecord], MoveKind | None],
    told: Callable[[MoveRecord], str],
    untried: Callable[[MoveRecord], bool],
) -> Balance:
    by_case: dict[str, dict[str, MoveRecord]] = {}
    for row in rows:
        by_case.setdefault(str(row["case"]), {})[str(row["side"])] = row
    moved, lacking, same = [], [], 0
    for case, sides in by_case.items():
        before, after = sides.get(source), sides.get(target)
        if before is None or after is None or untried(before) or untried(after):
            lacking.append(case)
            continue
        found = kind(before, after)
        if found is None:
            same += 1
        else:
            moved.append(Moved(case, str(after.get("title", "")), found, told(before), told(after)))
    return Balance(tuple(moved), same, tuple(lacking))


def _mistake(before: MoveRecord, after: MoveRecord) -> MoveKind | None:
    was, now = STAGES.index(before["stage"]), STAGES.index(after["stage"])
    never = len(STAGES) - 1
    if was == now == never:
        wrong, is_wrong = before["effect"] not in HARMLESS, after["effect"] not in HARMLESS
        return None if wrong == is_wrong else LOST if is_wrong else GONE
    if now == never:
        return GONE if after["effect"] in HARMLESS else LOST
    if was == never:
        return REFUSED if before["effect"] in HARMLESS else CAUGHT
    return None if was == now else EARLIER if now < was else LATER


def _stopped(row: MoveRecord) -> str:
    stage, alone = str(row["stage"]), str(row.get("stage_without_mypy", row["stage"]))
    if stage == "never":
        return f"never: {row['effect']}"
    return stage if stage == alone else f"{stage} (without it: {alone})"


def _capability(before: MoveRecord, after: MoveRecord) -> MoveKind | None:
    was, now = _rank(before), _rank(after)
    impossible = VERDICTS.index("not possible")
    if was == now:
        return None
    if was[0] == impossible:
        return GAINED
    if now[0] == impossible:
        return GIVEN_UP
    return LESS_WORK if now < was else MORE_WORK


def _rank(row: MoveRecord) -> tuple[int, int]:
    return VERDICTS.index(row["verdict"]), int(row.get("extra_lines", 0))


def _able(row: MoveRecord) -> str:
    lines = int(row.get("extra_lines", 0))
    words = "line" if lines == 1 else "lines"
    return f"{row['verdict']}, {lines} {words}" if lines else str(row["verdict"])
