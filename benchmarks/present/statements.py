"""What one answer allows to be said, word for word; swapping two contenders' data swaps their names.

A difference is always told from the side that makes it positive, so no sentence depends on the order in
which the contenders stand in the plan.
"""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.analyse.comparison import Comparison
from benchmarks.analyse.interval import Interval
from benchmarks.analyse.results import Answer, Own, Pairing
from benchmarks.analyse.verdict import Kind
from benchmarks.present import figures
from benchmarks.present.roles import own_of
from benchmarks.present.sentences import CAMPAIGN, Cited, Part, Sentence, named
from benchmarks.record.schema import Cell, Question
from benchmarks.safe_text import one_line

TOO_SMALL = "too small to notice"
"""A verdict of its own: the difference may be proven, and no person would notice it."""
_COMPARATIVES = {"s": "faster", "B": "smaller", "1": "lower"}
_VERBS = {"s": "takes", "B": "needs", "1": "has"}
_ABSENCES = {
    "failed": " failed: ",
    "mismatch": " gave other outputs than the reference, so its figures count for nothing: ",
    "unsupported": " cannot do this: ",
    "untested": " was not measured: ",
}


def comparative(question: Question) -> str:
    """What the better side of a question is called."""
    return "higher" if question.better == "higher" else _COMPARATIVES[question.unit]


def unnoticeable(pairing: Pairing, question: Question) -> bool:
    """Whether a proven difference is smaller than a person notices."""
    if winner(pairing) is None or question.noticeable is None or pairing.comparison is None:
        return False
    return abs(pairing.comparison.difference.estimate) < question.noticeable


def undecided(pairing: Pairing, question: Question) -> str:
    """The verdict's words where nobody is noticeably better; empty where somebody is."""
    final = pairing.final
    if final.kind is Kind.SAME:
        unseen = question.noticeable is not None and "difference" in final.reason
        return TOO_SMALL if unseen else "same"
    if unnoticeable(pairing, question):
        return TOO_SMALL
    return "" if winner(pairing) else final.kind.value


def winner(pairing: Pairing) -> str | None:
    """Who is proven better, if one is."""
    return {Kind.A_FASTER: pairing.a, Kind.B_FASTER: pairing.b}.get(pairing.final.kind)


def size_text(cell: Cell) -> str:
    """``n=10``, ``kind=frame, bytes=1048576``; empty for a workload of one size."""
    return ", ".join(f"{name}={value}" for name, value in cell.size.items())


def place(cell: Cell) -> str:
    """Where something was measured, short: ``training, tuned lane``."""
    parts = [f"{cell.workload} {size_text(cell)}".strip(), f"{cell.lane} lane"]
    parts += ["cold bytecode"] if cell.bytecode == "cold" else []
    return ", ".join(parts)


def statement(answer: Answer, pairing: Pairing) -> Sentence:
    """The one sentence that the pairing's verdict allows."""
    comparison = pairing.comparison
    if comparison is None or pairing.final.kind is Kind.NOT_COMPARABLE:
        return _not_comparable(answer, pairing)
    told = _told(pairing, comparison)
    if pairing.final.kind is Kind.SAME:
        return _same(answer, pairing, told)
    best = winner(pairing)
    if best is None:
        return _unproven(answer, pairing, told)
    return _proven(answer, pairing, told, best)


def added(answer: Answer, pairing: Pairing) -> Sentence:
    """What an orchestrator (``pairing.b``) adds to the baseline (``pairing.a``), or takes less than it."""
    if pairing.comparison is None:
        return _not_comparable(answer, pairing)
    cell = (answer.cell.id,)
    difference = pairing.comparison.difference
    parts: list[Part] = [named(pairing.b)]
    if difference.estimate < 0:
        figure = Cited(figures.estimate(difference.negated(), answer.question), cell)
        parts += [f" {_VERBS[answer.question.unit]} ", figure, " less than ", named(pairing.a)]
    else:
        figure = Cited(figures.estimate(difference, answer.question), cell)
        parts += [" adds ", figure, " to ", named(pairing.a)]
    parts += [*_ratio(pairing.comparison.ratio, cell), *_ending(answer, difference.n)]
    return Sentence(tuple(parts), "added", pairing.b, _about(answer))


def absence(answer: Answer, own: Own) -> Sentence:
    """That a contender has no figure here, and why; failed, unsupported and untested are three things."""
    parts = (
        named(own.contender),
        _ABSENCES.get(own.standing, ": "),
        _reason(answer, own.reason),
        *_place(answer),
    )
    return Sentence(parts, "failed", own.contender, _about(answer))


@dataclass(frozen=True)
class _Told:
    """Two contenders, told from the side that makes the difference positive."""

    less: str
    more: str
    difference: Interval
    ratio: Interval | None

    @property
    def both(self) -> tuple[Part, ...]:
        return (named(self.less), " and ", named(self.more))


def _told(pairing: Pairing, comparison: Comparison) -> _Told:
    if comparison.difference.estimate >= 0:
        return _Told(pairing.a, pairing.b, comparison.difference, comparison.ratio)
    log_ratio = comparison.log_ratio
    ratio = None if log_ratio is None else log_ratio.negated().exponential()
    return _Told(pairing.b, pairing.a, comparison.difference.negated(), ratio)


def _proven(answer: Answer, pairing: Pairing, told: _Told, best: str) -> Sentence:
    question = answer.question
    parts: list[Part] = [named(best), f" is {comparative(question)}: ", *_more(answer, told)]
    parts += _ending(answer, told.difference.n)
    if unnoticeable(pairing, question) and question.noticeable is not None:
        limit = Cited(figures.round_quantity(question.noticeable, question.unit), (CAMPAIGN,))
        parts += [" Not noticeable: below the ", limit, " that a person notices."]
    return Sentence(tuple(parts), "proven", best, _about(answer))


def _same(answer: Answer, pairing: Pairing, told: _Told) -> Sentence:
    question = answer.question
    inside: tuple[Part, ...] = (
        ", inside the margin of ",
        Cited(f"±{question.margin * 100:.3g} %", (CAMPAIGN,)),
    )
    if question.noticeable is not None and "difference" in pairing.final.reason:
        limit = Cited(figures.round_quantity(question.noticeable, question.unit), (CAMPAIGN,))
        inside = (", below the ", limit, " that a person notices")
    between: tuple[Part, ...] = (*told.both, " count as the same: ")
    if undecided(pairing, question) == TOO_SMALL:
        between = ("The difference between ", *told.both, f" is {TOO_SMALL}: ")
    parts = (
        *between,
        *_more(answer, told),
        *inside,
        *_ending(answer, told.difference.n),
    )
    return Sentence(parts, "same", "", _about(answer))


def _unproven(answer: Answer, pairing: Pairing, told: _Told) -> Sentence:
    better = comparative(answer.question)
    parts: list[Part] = ["It is not proven which of ", *told.both, f" is {better}: ", *_more(answer, told)]
    parts += _ending(answer, told.difference.n)
    if pairing.final.reason:
        parts += [" Why: ", _reason(answer, pairing.final.reason), "."]
    return Sentence(tuple(parts), "unproven", "", _about(answer))


def _not_comparable(answer: Answer, pairing: Pairing) -> Sentence:
    first, second = pairing.a, pairing.b
    own = own_of(answer, first)
    if own is not None and own.standing == "measured":
        first, second = second, first
    reason = _reason(answer, pairing.final.reason)
    parts = (named(first), " cannot be compared with ", named(second), ": ", reason, *_place(answer))
    return Sentence(parts, "failed", "", _about(answer))


def _more(answer: Answer, told: _Told) -> tuple[Part, ...]:
    cell = (answer.cell.id,)
    verb = _VERBS[answer.question.unit]
    difference = Cited(figures.estimate(told.difference, answer.question), cell)
    return (
        named(told.more),
        f" {verb} ",
        difference,
        " more than ",
        named(told.less),
        *_ratio(told.ratio, cell),
    )


def _ratio(ratio: Interval | None, cell: tuple[str, ...]) -> tuple[Part, ...]:
    return () if ratio is None else (", ", Cited(figures.ratio(ratio), cell))


def _about(answer: Answer) -> Cited:
    return Cited(answer.question.ask, (CAMPAIGN,))


def _reason(answer: Answer, reason: str) -> Cited:
    return Cited(one_line(reason, 200), (answer.cell.id,))


def _place(answer: Answer) -> tuple[Part, ...]:
    return (" (", Cited(place(answer.cell), (answer.cell.id,)), ").")


def _ending(answer: Answer, count: int) -> tuple[Part, ...]:
    return (", ", Cited(f"n={count}", (answer.cell.id,)), *_place(answer))
