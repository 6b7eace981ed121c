"""Whether a contender became slower from one campaign to the next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from benchmarks.analyse import unpaired
from benchmarks.analyse.comparison import Comparison
from benchmarks.analyse.family import ALPHA, Member, correct
from benchmarks.analyse.paired import compare_blocks
from benchmarks.analyse.results import NANOSECONDS, Answer, Own, answers
from benchmarks.analyse.verdict import Kind, decide
from benchmarks.record.progress import Progress
from benchmarks.record.schema import Question

DEFAULT_MARGIN = 0.05

YARDSTICK_S = 0.05
"""A baseline shorter than this has more noise of its own than drift to cancel, and is not divided by."""
_WHOLE = {"cpu_ns": "process.cpu_ns", "wall_ns": "process.wall_ns"}
"""The baseline's whole process, the yardstick where its own figure is too short or there is none: it has
nothing of an SDK in it, and slows down as the machine does."""

ValuesByBlock = dict[int, float]
"""Value by block."""

Change = Literal["regression", "improvement", "no change seen", "gone", "not compared"]
"""*gone*: measured before, and now failed, refused or of other outputs. *Not compared*: not measured."""

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
    """Whether both could divide by the baseline in every block, which cancels drift from one to the other."""
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

    A *regression* is proven (the interval excludes no change, after Hochberg's correction over all findings)
    and its estimate is beyond ``margin``. A figure that the new campaign lost by failing is *gone*. What the
    new campaign did not measure, or in too few blocks for an interval, is *not compared*. There are no
    findings where the two have no figure in common.
    """
    by_place = {(answer.question.id, answer.cell.id): answer for answer in answers(new)}
    taking_part = {one.name for one in new.header.contenders}
    found = [
        _finding(
            (old, before), (new, by_place.get((before.question.id, before.cell.id))), own.contender, margin
        )
        for before in answers(old)
        for own in before.own
        if own.standing == "measured" and own.contender in taking_part
    ]
    if all(finding.change == "not compared" for finding in found):
        return ()
    return tuple(_corrected(_without_yardstick(found, _baseline_of(old))))


def compare_within(
    progress: Progress, pairs: Mapping[str, str], margin: float = DEFAULT_MARGIN
) -> tuple[Finding, ...]:
    """The same within one campaign, block by block; ``pairs`` names each new contender's old one."""
    found = [
        _paired(answer, new, old, margin)
        for answer in answers(progress)
        for new, old in pairs.items()
        if {own.contender for own in answer.own if own.standing == "measured"} & {old}
    ]
    return tuple(_corrected(found))


def _paired(answer: Answer, new: str, old: str, margin: float) -> Finding:
    place = (answer.question, answer.cell.id, new)
    second = answer.own_of(new)
    if second.standing != "measured":
        return _lost(place, second)
    comparison = compare_blocks(dict(answer.own_of(old).values), dict(second.values))
    if comparison is None:
        return Finding(*place, None, relative=False, change="not compared", reason="no block has both")
    return _judged(place, comparison, margin, relative=False)


FigurePlace = tuple[Question, str, str]
"""Question, cell, contender."""
CampaignAnswer = tuple[Progress, Answer]


def _lost(place: FigurePlace, second: Own) -> Finding:
    """A figure that is not there any more, because it failed or because nobody measured it."""
    if second.standing == "untested":
        return Finding(*place, None, relative=False, change="not compared", reason=second.reason)
    return Finding(*place, None, relative=False, change="gone", reason=f"{second.standing}: {second.reason}")


def _judged(place: FigurePlace, comparison: Comparison, margin: float, *, relative: bool) -> Finding:
    found = change(place[0], comparison, margin)
    blocks = "1 block is" if comparison.n == 1 else f"{comparison.n} blocks are"
    few = f"{blocks} too few for an interval" if found == "not compared" else ""
    return Finding(*place, comparison, relative=relative, change=found, reason=few)


def _finding(
    old: CampaignAnswer, new: tuple[Progress, Answer | None], contender: str, margin: float
) -> Finding:
    (_, before), (progress, after) = old, new
    place = (before.question, before.cell.id, contender)
    if after is None:
        missing = "the new campaign did not ask it"
        return Finding(*place, None, relative=False, change="not compared", reason=missing)
    second = next((own for own in after.own if own.contender == contender), None)
    if second is None:
        missing = "it took no part in that cell"
        return Finding(*place, None, relative=False, change="not compared", reason=missing)
    if second.standing != "measured":
        return _lost(place, second)
    first_values, second_values, relative = _values(old, (progress, after), contender)
    comparison = unpaired.compare(list(first_values.values()), list(second_values.values()))
    return _judged(place, comparison, margin, relative=relative)


def change(question: Question, comparison: Comparison, margin: float) -> Change:
    """What the second of two figures is beside the first: proven, and beyond the margin, or nothing seen."""
    deciding = comparison.difference if comparison.log_ratio is None else comparison.log_ratio
    if deciding.low is None:
        return "not compared"
    verdict = decide(comparison, 0.0, higher_is_better=question.better == "higher")
    ratio = comparison.ratio.estimate if comparison.ratio else None
    if verdict.proven is None or (ratio is not None and 1 / (1 + margin) <= ratio <= 1 + margin):
        return "no change seen"
    return "regression" if verdict.proven is Kind.A_FASTER else "improvement"


def _values(
    old: CampaignAnswer, new: CampaignAnswer, contender: str
) -> tuple[ValuesByBlock, ValuesByBlock, bool]:
    """Figures by block, divided by the baseline's where every block of both campaigns has one."""
    question = old[1].question
    own = [dict(answer.own_of(contender).values) for _, answer in (old, new)]
    baseline = _baseline_of(old[0])
    unit = question.metric.rpartition(".")[2]
    if unit in _WHOLE and baseline not in (None, contender):
        for metric in (question.metric, _WHOLE[unit]):
            base = [_baseline(progress, answer, str(baseline), metric) for progress, answer in (old, new)]
            if all(_measures(yard, values) for yard, values in zip(base, own, strict=True)):
                first, second = (
                    {block: values[block] / yard[block] for block in values}
                    for yard, values in zip(base, own, strict=True)
                )
                return first, second, True
    return own[0], own[1], False


def _without_yardstick(found: list[Finding], baseline: str | None) -> list[Finding]:
    """What the others are measured by is not judged itself: alone, it cannot be told from the machine.

    Where nothing could be divided by it, its own figures are judged as they are.
    """
    if not any(finding.relative for finding in found):
        return found
    return [
        replace(finding, comparison=None, change="no change seen", reason="the yardstick of the others")
        if finding.contender == baseline and finding.change != "gone"
        else finding
        for finding in found
    ]


def _baseline_of(progress: Progress) -> str | None:
    return next((one.name for one in progress.header.contenders if one.baseline), None)


def _baseline(progress: Progress, answer: Answer, baseline: str, metric: str) -> ValuesByBlock:
    values = progress.values(answer.cell.id, baseline, metric)
    return {block: value / NANOSECONDS for block, value in values.items()}


def _measures(yard: ValuesByBlock, values: ValuesByBlock) -> bool:
    return values.keys() <= yard.keys() and min(yard.values(), default=0.0) >= YARDSTICK_S


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
        elif told.adjusted_p > ALPHA and finding.change != "not compared":
            yield replace(finding, change="no change seen", adjusted_p=told.adjusted_p)
        else:
            yield replace(finding, adjusted_p=told.adjusted_p)


def _leaves(fingerprint: Mapping[str, Any], part: str) -> Iterator[tuple[str, object]]:
    for name, value in fingerprint.get(part, {}).items():
        yield f"{part}.{name}", value
