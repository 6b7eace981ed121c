"""Tell beforehand what each headline of a plan can prove, at the spread of earlier campaigns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import exp, sqrt

import numpy as np
from scipy.special import stdtrit

from benchmarks.analyse.comparison import log_ratios
from benchmarks.analyse.interval import Interval
from benchmarks.analyse.paired import pair
from benchmarks.analyse.results import answers
from benchmarks.record.progress import Progress
from benchmarks.record.schema import Header

CONFIDENCE = 0.95
HeadlinePlace = tuple[str, str]
"""Question and cell, by id."""


@dataclass(frozen=True)
class PlannedHeadline:
    """One headline question: how many pairs it gets, and what they can prove."""

    question: str
    cell: str
    pairs: int
    spread: float | None
    """Standard deviation of the log-ratio within a block; ``None`` where it was never measured."""

    @property
    def provable_ratio(self) -> float | None:
        """The smallest true ratio that four of five such campaigns would prove on its own."""
        return None if self.spread is None else smallest_ratio(self.spread, self.pairs)

    def text(self) -> str:
        """One line for people."""
        begin = f"{self.question}: {self.pairs} pairs in {self.cell}"
        ratio = self.provable_ratio
        if self.spread is None or ratio is None:
            return f"{begin}; the spread there is not known yet"
        return (
            f"{begin}; at a spread of {self.spread:.0%} from pair to pair, as measured before, "
            f"a difference of {ratio - 1:.0%} is proven in four of five campaigns"
        )


def smallest_ratio(spread: float, pairs: int) -> float | None:
    """The smallest ratio above 1 that ``pairs`` show with 80 % chance; ``None`` for too few pairs.

    Student's interval of the mean log-ratio stands for the exact signed-rank interval, which is as wide for
    normal noise to within a few per cent.
    """
    if pairs < 2:
        return None
    half = float(stdtrit(pairs - 1, (1 + CONFIDENCE) / 2)) * spread / sqrt(pairs)
    visible = Interval(0.0, -half, half, pairs, CONFIDENCE).smallest_visible()
    return None if visible is None else exp(visible)


def headlines(header: Header, known: Mapping[HeadlinePlace, float]) -> Iterator[PlannedHeadline]:
    """Every headline that the plan has a cell for, with the spread that is ``known`` of it."""
    cells = {cell.id: cell for cell in header.cells}
    for question in header.questions:
        if question.headline in cells:
            cell = cells[question.headline]
            yield PlannedHeadline(
                question.id, cell.id, cell.minimum_blocks, known.get((question.id, cell.id))
            )


def spreads(campaigns: Sequence[Progress]) -> dict[HeadlinePlace, float]:
    """The widest spread of two orchestrators within a block, by question and cell; later campaigns win."""
    return {place: spread for progress in campaigns for place, spread in _spreads(progress)}


def _spreads(progress: Progress) -> Iterator[tuple[HeadlinePlace, float]]:
    real = [one.name for one in progress.header.contenders if not one.baseline and one.twin_of is None]
    for answer in answers(progress):
        values = {own.contender: dict(own.values) for own in answer.own if own.contender in real}
        found = [spread for a, b in combinations(values.values(), 2) if (spread := _spread(a, b)) is not None]
        if found:
            yield (answer.question.id, answer.cell.id), max(found)


def _spread(a: Mapping[int, float], b: Mapping[int, float]) -> float | None:
    both = pair(a, b)
    if len(both.blocks) < 3:
        return None
    logs, _ = log_ratios(np.array(both.b), np.array(both.a))
    return None if logs is None else float(np.std(logs, ddof=1))
