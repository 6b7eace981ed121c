"""Whether a contender became slower from one campaign to the next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from benchmarks.analyse import unpaired
from benchmarks.analyse.comparison import Comparison
from benchmarks.analyse.holm import ALPHA, Member, correct
from benchmarks.analyse.results import Answer, answers
from benchmarks.analyse.verdict import Kind, decide
from benchmarks.record.progress import Progress
from benchmarks.record.schema import Question

DEFAULT_MARGIN = 0.05

YARDSTICK_S = 0.05
"""A baseline shorter than this has more noise of its own than drift to cancel, and is not divided by."""

Change = Literal["regression", "improvement", "no change seen", "gone"]

_DECISIVE = ("machine", "python")
"""Parts of the fingerprint that must agree; packages and the commit are what one wants to compare."""


@dataclass(frozen=True)
class Finding:
    """One contender's figure for one question in one cell, old against new."""

    question: Question
    cell: str
    contender: str
    comparison: Comparison | None
    """New against old; of the ratio to the baseline where ``relative``, else of the figure itself."""
    relative: bool
    """Whether both campaigns could divide by the baseline in every block, which cancels drift."""
    change: Change
    adjusted_p: float | None = None
    reason: str = ""


def obstacles(old: Progress, new: Progress) -> tuple[str, ...]:
    """Why the two campaigns cannot be compared: parts of the machine or of Python that differ."""
    before, after = (
        {name: value for part in _DECISIVE for name, value in _leaves(progress.header.fingerprint, part)}
        for progress in (old, new)
    )
    return tuple(
        f"{name}: {before.get(name)!r} became {after.get(name)!r}"
        for name in sorted(before.keys() | after.keys())
        if before.get(name) != after.get(name)
    )


def package_changes(old: Progress, new: Progress) -> tuple[str, ...]:
    """Packages whose version differs, for the reader to see what a regression may come from."""
    before, after = (progress.header.fingerprint.get("packages", {}) for progress in (old, new))
    return tuple(
        f"{name} {before.get(name, 'missing')} → {after.get(name, 'missing')}"
        for name in sorted(before.keys() | after.keys())
        if before.get(name) != after.get(name)
    )


def compare(old: Progress, new: Progress, margin: float = DEFAULT_MARGIN) -> tuple[Finding, ...]:
    """Every figure that both campaigns have, corrected together.

    A *regression* is proven (the interval excludes no change, after Holm's correction over all findings)
    and its estimate is beyond ``margin``; a figure that the new campaign lost by failing is ``gone``.
    """
    by_place = {(answer.question.id, answer.cell.id): answer for answer in answers(new)}
    found = [
        _finding(before, after, own.contender, margin)
        for before in answers(old)
        if (after := by_place.get((before.question.id, before.cell.id)))
        for own in before.own
        if own.standing == "measured" and any(own.contender == other.contender for other in after.own)
    ]
    return tuple(_corrected(found))


def _finding(before: Answer, after: Answer, contender: str, margin: float) -> Finding:
    second = after.own_of(contender)
    place = (before.question, before.cell.id, contender)
    if second.standing != "measured":
        return Finding(
            *place, None, relative=False, change="gone", reason=f"{second.standing}: {second.reason}"
        )
    old, new, relative = _values(before, after, contender)
    comparison = unpaired.compare(list(old.values()), list(new.values()))
    verdict = decide(comparison, 0.0, higher_is_better=before.question.better == "higher")
    ratio = comparison.ratio.estimate if comparison.ratio else None
    change: Change = "no change seen"
    if verdict.proven is not None and (ratio is None or not 1 / (1 + margin) <= ratio <= 1 + margin):
        change = "regression" if verdict.proven is Kind.A_FASTER else "improvement"
    return Finding(*place, comparison, relative=relative, change=change)


def _values(before: Answer, after: Answer, contender: str) -> tuple[dict[int, float], dict[int, float], bool]:
    """Figures by block, divided by the baseline's where every block of both campaigns has one."""
    pairs = [
        (dict(answer.own[0].values), dict(answer.own_of(contender).values)) for answer in (before, after)
    ]
    shared = all(
        values.keys() <= base.keys() and min(base.values(), default=0) >= YARDSTICK_S
        for base, values in pairs
    )
    if not shared or contender == before.own[0].contender or before.question.unit != "s":
        return pairs[0][1], pairs[1][1], False
    old, new = ({block: values[block] / base[block] for block in values} for base, values in pairs)
    return old, new, True


def _corrected(found: list[Finding]) -> Iterator[Finding]:
    members = {
        str(number): Member(decide(finding.comparison, 0.0), finding.comparison.p_value)
        for number, finding in enumerate(found)
        if finding.comparison
    }
    corrected = correct(members)
    for number, finding in enumerate(found):
        told = corrected.get(str(number))
        if told is None:
            yield finding
        elif told.adjusted_p > ALPHA:
            yield replace(finding, change="no change seen", adjusted_p=told.adjusted_p)
        else:
            yield replace(finding, adjusted_p=told.adjusted_p)


def _leaves(fingerprint: Mapping[str, Any], part: str) -> Iterator[tuple[str, object]]:
    for name, value in fingerprint.get(part, {}).items():
        yield f"{part}.{name}", value
