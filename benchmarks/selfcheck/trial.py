"""Small campaigns whose answer is known: plain Python against itself, with or without a delay."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace

from benchmarks.analyse.results import Answer, answers
from benchmarks.campaign.draw import draw
from benchmarks.campaign.loop import Observer
from benchmarks.campaign.open import wire
from benchmarks.campaign.options import Options
from benchmarks.plan.schedule import order_of
from benchmarks.record.journal import begin, read
from benchmarks.record.progress import Progress, replay
from benchmarks.record.schema import Cell, Contender, Header, Line, Question

WHOLE_PROCESS = Question(
    id="process",
    ask="How long does the whole process take?",
    probe="session",
    metric="process.wall_ns",
    unit="s",
    margin=0.05,
)


@dataclass(frozen=True)
class Trial:
    """One finished campaign and its one answer."""

    progress: Progress
    answer: Answer


def template(say: Callable[[str], None], engines: Sequence[str] = ("plain",)) -> Header:
    """The plan of a campaign of these engines on the smallest chain, to be varied by :func:`vary`."""
    wanted = Options(
        workloads=["chain"],
        questions=["run"],
        engines=list(engines),
        seed=0,
        twin=False,
        command=("fvk", "selfcheck"),
    )
    return draw(wanted, say)


def vary(header: Header, question: Question, further: Contender, blocks: int, seed: int) -> Header:
    """The same plan with one question, a further contender, this many blocks and another seed."""
    contenders = [*header.contenders, further]
    cell = _cell(header.cells[0], [contender.name for contender in contenders], blocks, seed)
    return replace(header, seed=seed, questions=[question], contenders=contenders, cells=[cell])


def _cell(cell: Cell, names: list[str], blocks: int, seed: int) -> Cell:
    order = [order_of(seed, cell.id, block, 0, names) for block in range(blocks)]
    return replace(cell, contenders=names, minimum_blocks=blocks, maximum_blocks=blocks, order=order)


def carry_out(header: Header, directory: Path) -> Trial:
    """Run the planned campaign in ``directory``, which must not hold one."""
    begin(directory, [header])
    campaign = wire(directory, Silent())
    try:
        campaign.run()
    finally:
        campaign.journal.close()
    progress = replay(read(directory))
    return Trial(progress, answers(progress)[0])


class Silent(Observer):
    """Shows nothing: a self-check reports campaign by campaign."""

    def sampling(self, cell: Cell, block: int, contender: str) -> None:
        """Nothing."""

    def wrote(self, line: Line, progress: Progress) -> None:
        """Nothing."""
