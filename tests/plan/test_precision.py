"""A cell is judged by what its samples say, in the units that its questions have."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from benchmarks.plan.precision import judge
from benchmarks.record.progress import Progress
from benchmarks.record.schema import Block, Question
from tests.campaigns import RUN, cell, header, sample

BLOCKS = 16
CELL = cell(contenders=("alpha", "beta"), minimum=6, maximum=40)


def ended(question: Question, apart: float, budget_s: float = 1e9) -> str | None:
    """How a cell ends in which beta differs from alpha by up to ``apart`` seconds either way."""
    head = replace(header(CELL, budget_s=budget_s), questions=[question])
    progress = Progress(head)
    for block in range(BLOCKS):
        progress.take(sample("alpha", block, 0.02))
        progress.take(sample("beta", block, 0.02 + apart * (-1) ** block))
        progress.take(Block(CELL.id, block, 0, [], counts=True))
    return judge(progress, CELL, 10.0).reason


@pytest.mark.parametrize(
    ("apart", "noticeable", "reason"),
    [
        (0.009, 0.010, "precise"),
        (0.009, None, None),
        (0.011, 0.010, None),
        (0.0001, None, "precise"),
    ],
)
def test_an_interval_that_nobody_would_notice_is_precise_in_the_questions_unit(
    apart: float, noticeable: float | None, reason: str | None
) -> None:
    assert ended(replace(RUN, noticeable=noticeable), apart) == reason


@pytest.mark.parametrize(("apart", "reason"), [(9.0, "precise"), (11.0, None)])
def test_a_figure_that_is_no_time_is_noticed_in_its_own_unit(apart: float, reason: str | None) -> None:
    bytes_ = replace(RUN, metric="artefact.bytes", unit="B", noticeable=10.0)
    progress = Progress(replace(header(CELL), questions=[bytes_]))
    for block in range(BLOCKS):
        for name, value in (("alpha", 20.0), ("beta", 20.0 + apart * (-1) ** block)):
            taken = replace(sample(name, block, 1.0), metrics={"artefact.bytes": value})
            progress.take(taken)
        progress.take(Block(CELL.id, block, 0, [], counts=True))
    assert judge(progress, CELL, 10.0).reason == reason


def test_a_spent_budget_ends_what_is_not_precise_and_says_so() -> None:
    assert ended(replace(RUN, noticeable=None), 0.009, budget_s=10.0) == "budget"
    assert ended(replace(RUN, noticeable=None), 0.009, budget_s=10.1) is None


@pytest.mark.parametrize(
    ("most", "reason"), [(BLOCKS + 1, None), (BLOCKS, "maximum"), (BLOCKS - 1, "maximum")]
)
def test_a_cell_that_no_question_reads_ends_at_its_most_blocks(most: int, reason: str | None) -> None:
    observing = replace(cell(maximum=most), meter="none")
    progress = Progress(header(observing))
    for block in range(BLOCKS):
        progress.take(Block(observing.id, block, 0, [], counts=True))
    assert judge(progress, observing, 0.0).reason == reason
