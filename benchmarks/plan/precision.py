"""Whether a cell has been measured enough, for all questions that its samples answer."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

from benchmarks.analyse.paired import Pairs, pair
from benchmarks.plan.stopping import Reason, StopNow, StoppingRule, decide, together
from benchmarks.record.progress import Progress
from benchmarks.record.schema import Cell, Question


@dataclass(frozen=True)
class Sufficiency:
    """Why the cell is finished, or ``None`` if it is not."""

    reason: str | None


def judge(progress: Progress, cell: Cell, spent_s: float) -> Sufficiency:
    """Ask the stopping rule of every question, over every pair of contenders that are not twins."""
    blocks = len(progress.counted_blocks(cell.id))
    decisions = [
        decide(_rule(progress, cell, question), _pairs(progress, cell, question), blocks, spent_s)
        for question in progress.header.questions
        if question.is_answered_by(cell)
    ]
    if not decisions:  # a cell that observes: no figure of it can become more precise
        return Sufficiency(Reason.MAXIMUM.value if blocks >= cell.maximum_blocks else None)
    decision = together(decisions)
    return Sufficiency(decision.reason.value if isinstance(decision, StopNow) else None)


def _rule(progress: Progress, cell: Cell, question: Question) -> StoppingRule:
    scale = 1e9 if question.metric.endswith("_ns") else 1.0
    return StoppingRule(
        minimum_blocks=cell.minimum_blocks,
        maximum_blocks=cell.maximum_blocks,
        half_width=question.margin,
        budget_s=progress.header.budget_s,
        noticeable=None if question.noticeable is None else question.noticeable * scale,
    )


def _pairs(progress: Progress, cell: Cell, question: Question) -> list[Pairs]:
    twins = {contender.name for contender in progress.header.contenders if contender.twin_of}
    values = [
        progress.values(cell.id, name, question.metric) for name in cell.contenders if name not in twins
    ]
    found = [pair(a, b) for a, b in combinations([value for value in values if value], 2)]
    return [pairs for pairs in found if pairs.blocks]
