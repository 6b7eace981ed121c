"""How each figure went from version to version, and which release moved it beyond the noise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from benchmarks.analyse.comparison import Comparison
from benchmarks.analyse.family import Member, correct
from benchmarks.analyse.interval import Interval
from benchmarks.analyse.results import Answer, Own, answers
from benchmarks.analyse.verdict import Kind, Verdict, decide
from benchmarks.history.versions import Version, versions_of
from benchmarks.record.progress import Progress


@dataclass(frozen=True)
class TrendPoint:
    """One version's figure, or why it has none."""

    version: Version
    own: Own | None

    @property
    def reason(self) -> str:
        """Why there is no figure; empty where there is one."""
        if self.own is None:
            return self.version.problem or "it takes no part in this cell"
        return "" if self.own.standing == "measured" else f"{self.own.standing}: {self.own.reason}"

    @property
    def interval(self) -> Interval | None:
        """The figure; ``None`` where there is a reason."""
        return self.own.interval if self.own and not self.reason else None


@dataclass(frozen=True)
class Move:
    """One version beside the one before it that has a figure, block by block."""

    older: Version
    newer: Version
    comparison: Comparison
    verdict: Verdict
    """Corrected over every move of the whole history."""
    noise: float | None
    """How far the A/A interval reaches from equality, in the scale of ``deciding``; ``None`` without one."""

    @property
    def deciding(self) -> Interval:
        """Of the log-ratio, or of the difference where a figure can be zero."""
        return self.comparison.log_ratio or self.comparison.difference

    @property
    def moved(self) -> bool:
        """Whether the release moved the figure: proven after correction, and further than the noise.

        Noise is what one version differs from itself in the same blocks. Where that is not known (no twin,
        or too few blocks for its interval), nothing counts as moved.
        """
        proven = self.verdict.kind in (Kind.A_FASTER, Kind.B_FASTER)
        return proven and self.noise is not None and abs(self.deciding.estimate) > self.noise


@dataclass(frozen=True)
class Trend:
    """One question in one cell, oldest version first."""

    answer: Answer
    points: tuple[TrendPoint, ...]
    moves: tuple[Move, ...]

    def move_to(self, version: Version) -> Move | None:
        """How the figure came to this version's."""
        return next((move for move in self.moves if move.newer == version), None)


def trends(progress: Progress) -> tuple[Trend, ...]:
    """Every question, in the order of the questions; :class:`RawFileError` for another kind of campaign."""
    versions = versions_of(progress)
    return tuple(_corrected([_trend(answer, versions) for answer in answers(progress)]))


def _trend(answer: Answer, versions: Sequence[Version]) -> Trend:
    own = {one.contender: one for one in answer.own}
    points = tuple(TrendPoint(version, own.get(version.contender)) for version in versions)
    return Trend(answer, points, tuple(_moves(answer, points)))


def _moves(answer: Answer, points: Sequence[TrendPoint]) -> Iterator[Move]:
    pairings = {(pairing.a, pairing.b): pairing for pairing in answer.pairings}
    measured = [point.version for point in points if not point.reason]
    for older, newer in pairwise(measured):
        pairing = pairings.get((older.contender, newer.contender))
        if pairing is None or pairing.comparison is None:
            continue
        # Whether somebody would notice does not matter here: a release moved the figure, or did not.
        better = answer.question.better == "higher"
        verdict = decide(pairing.comparison, answer.question.margin, higher_is_better=better)
        yield Move(older, newer, pairing.comparison, verdict, _noise(answer, pairing.comparison))


def _noise(answer: Answer, comparison: Comparison) -> float | None:
    twin = answer.twin.comparison if answer.twin else None
    if twin is None:
        return None
    interval = twin.difference if comparison.log_ratio is None else twin.log_ratio
    if interval is None or interval.low is None or interval.high is None:
        return None
    return max(abs(interval.low), abs(interval.high))


def _corrected(found: Sequence[Trend]) -> Iterator[Trend]:
    family = {
        f"{number} {move.newer.contender}": Member(move.verdict, move.comparison.p_value)
        for number, trend in enumerate(found)
        for move in trend.moves
    }
    verdicts = correct(family)
    for number, trend in enumerate(found):
        names = [f"{number} {move.newer.contender}" for move in trend.moves]
        moves = zip(trend.moves, names, strict=True)
        corrected = tuple(replace(move, verdict=verdicts[name].verdict) for move, name in moves)
        yield replace(trend, moves=corrected)
