"""At most five sentences for the top of a report: what speaks for each side, what is equal, what is open.

Chosen by rules that know no name: headline questions before others (only their verdicts are corrected for
being several), then the bound of the interval that lies nearest to equality, the larger the stronger.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from benchmarks.analyse.results import Answer, Pairing
from benchmarks.analyse.verdict import Kind
from benchmarks.present.roles import Roles, own_of, pairing_of
from benchmarks.present.sentences import CAMPAIGN, Cited, Sentence, named, sentence
from benchmarks.present.statements import absence, statement, unnoticeable, winner

MOST = 5
_EXPLORATORY = " Exploratory: not a headline question, so not corrected for being one of many."


@dataclass(frozen=True)
class _Candidate:
    answer: Answer
    pairing: Pairing

    @property
    def strength(self) -> float:
        """How far the nearer bound of the log-ratio lies from equality; 0 without a ratio or an interval."""
        ratio = self.pairing.comparison.log_ratio if self.pairing.comparison else None
        if ratio is None or ratio.low is None or ratio.high is None:
            return 0.0
        return max(0.0, ratio.low, -ratio.high)

    @property
    def has_interval(self) -> bool:
        """Whether there were blocks enough for one."""
        return self.pairing.comparison is not None and self.pairing.comparison.difference.low is not None


def headlines(roles: Roles, answers: Sequence[Answer]) -> tuple[Sentence, ...]:
    """The strongest proven point of each side, the foremost *same* and *not proven*, and a failure."""
    candidates = [
        _Candidate(answer, pairing)
        for answer in answers
        for pair in roles.pairs
        if (pairing := pairing_of(answer, pair)) is not None
    ]
    sides = _sides(roles, candidates)
    others = [
        *_first(candidates, Kind.SAME),
        *_first(candidates, Kind.NOT_PROVEN),
        *_failures(roles, answers),
    ]
    return (*sides[:MOST], *others)[:MOST]


def _sides(roles: Roles, candidates: list[_Candidate]) -> list[Sentence]:
    """One sentence a side, the strongest first, so that the plan's order shows nowhere."""
    best = {name: _strongest(name, candidates) for pair in roles.pairs for name in pair}
    told = sorted((point for point in best.values() if point), key=_rank, reverse=True)
    sentences = [_told(point) for point in told]
    if told:
        silent = [name for name, point in best.items() if point is None]
        sentences += [_nothing_for(name) for name in silent]
    return sentences


def _strongest(name: str, candidates: Iterable[_Candidate]) -> _Candidate | None:
    points = [point for point in candidates if winner(point.pairing) == name]
    return max(points, key=_rank, default=None)


def _rank(point: _Candidate) -> tuple[bool, bool, float]:
    noticeable = not unnoticeable(point.pairing, point.answer.question)
    return noticeable, point.answer.headline, point.strength


def _first(candidates: Sequence[_Candidate], kind: Kind) -> list[Sentence]:
    """The foremost of its kind among those with blocks enough for an interval: they alone had a chance.

    Headlines first, then tuned and warm cells, in the order of the questions. What had too few blocks is
    counted in a warning, and told here only where nothing had enough.
    """
    fair = [point for point in candidates if point.has_interval] or candidates
    found = [point for point in fair if point.pairing.final.kind is kind]
    if kind is Kind.SAME:
        found = [point for point in found if not _contradicted(point, candidates)]
    found.sort(key=_importance)
    return [_told(point) for point in found[:1]]


def _contradicted(point: _Candidate, candidates: Sequence[_Candidate]) -> bool:
    """Whether another cell of the same question and pair has a noticeable winner: no *same* may lead then."""
    return any(
        one.answer.question.id == point.answer.question.id
        and (one.pairing.a, one.pairing.b) == (point.pairing.a, point.pairing.b)
        and winner(one.pairing) is not None
        and not unnoticeable(one.pairing, one.answer.question)
        for one in candidates
    )


def _importance(point: _Candidate) -> tuple[bool, bool, bool]:
    cell = point.answer.cell
    return not point.answer.headline, cell.lane != "tuned", cell.bytecode != "warm"


def _failures(roles: Roles, answers: Sequence[Answer]) -> Iterator[Sentence]:
    """What somebody could not do at all though somebody else could."""
    for standing in ("mismatch", "failed"):
        for answer in answers:
            for name in roles.orchestrators:
                own = own_of(answer, name)
                if own is not None and own.standing == standing:
                    yield absence(answer, own)
                    return


def _told(point: _Candidate) -> Sentence:
    told = statement(point.answer, point.pairing)
    if point.answer.question.note:
        told = replace(told, parts=(*told.parts, " Note: ", Cited(point.answer.question.note, (CAMPAIGN,))))
    if point.answer.headline or told.kind != "proven":
        return told
    return replace(told, parts=(*told.parts, _EXPLORATORY))


def _nothing_for(name: str) -> Sentence:
    return sentence("Nothing here is proven in favour of ", named(name), ".", kind="unproven", who=name)
