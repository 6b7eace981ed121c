"""One campaign over all versions of an engine, beside plain Python."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace as with_changes

from benchmarks.analyse.family import blocks_needed
from benchmarks.campaign.draw import draw as draw_campaign
from benchmarks.campaign.draw import workload
from benchmarks.campaign.options import Options
from benchmarks.errors import UsageError
from benchmarks.history.versions import TABLE, Version, rows
from benchmarks.plan import profiles, questions
from benchmarks.plan.engines import BASELINE
from benchmarks.plan.schedule import order_of
from benchmarks.record.journal import begin
from benchmarks.record.schema import Cell, Contender, Header, Table

QUESTIONS = ("import", "load", "compile", "run", "step")
BLOCKS = 10
"""The signed-rank test of ten blocks can reach p = 0.002, which survives correction for 25 moves."""
WORKLOAD = "chain"
LANE = "tuned"
BUDGET_S = 3600.0
"""Disturbed blocks are repeated for so long; every cell takes all its blocks in any case."""


@dataclass(frozen=True)
class HistoryRequest:
    """What to measure of each version."""

    questions: tuple[str, ...] = QUESTIONS
    workloads: tuple[str, ...] = (WORKLOAD,)
    blocks: int = BLOCKS
    seed: int | None = None
    timeout_s: float | None = None
    command: Sequence[str] = ()


def check(asked: HistoryRequest) -> None:
    """:class:`UsageError` for a question or workload that is unknown, or that a history has no cell for."""
    workloads = [workload(name) for name in asked.workloads]
    rules = [rule for rule in profiles.find("quick").rules if rule.lane == LANE]
    for question in questions.select(questions.load(), list(asked.questions)):
        own = [
            rule
            for rule in rules
            if (rule.probe, rule.meter, rule.target) == (question.probe, question.meter, question.target)
        ]
        if not any(rule.covers(workload) for rule in own for workload in workloads):
            raise UsageError(
                f"--question {question.id}: no quick cell of {', '.join(asked.workloads)} answers it; "
                f"take others, such as {','.join(QUESTIONS)}, or --workload {WORKLOAD}"
            )


def draw(versions: Sequence[Version], asked: HistoryRequest) -> Header:
    """The plan: of each probe the largest quick size, tuned lane, every version in every block.

    The A/A twin is of the newest version, which is the least likely not to run here.
    """
    names = [one.contender for one in versions if one.contender]
    if len(names) < 2:
        raise UsageError("fvk history: fewer than two of the versions could be installed; see above why")
    options = Options(
        workloads=list(asked.workloads),
        questions=list(asked.questions),
        engines=[BASELINE, *reversed(names)],
        seed=asked.seed,
        minimum_blocks=asked.blocks,
        budget_s=BUDGET_S,
        timeout_s=asked.timeout_s,
        command=asked.command,
    )
    header = draw_campaign(options, lambda _: None)
    ordered = _oldest_first(header.contenders, names)
    cells = [_with_everybody(cell, asked.blocks, ordered, header.seed) for cell in _largest(header.cells)]
    return with_changes(header, contenders=ordered, cells=cells)


def too_few(header: Header, versions: Sequence[Version]) -> str:
    """What to say where no release could be marked however much it moved a figure; empty otherwise."""
    figures = sum(question.is_answered_by(cell) for question in header.questions for cell in header.cells)
    moves = figures * (sum(bool(one.contender) for one in versions) - 1)
    needed = blocks_needed(max(1, moves))
    fewest = min(cell.maximum_blocks for cell in header.cells)
    if fewest >= needed:
        return ""
    return f"{fewest} blocks can prove none of {moves} moves corrected together: --blocks {needed} can"


def write_plan(directory: Path, header: Header, versions: Sequence[Version], *tables: Table) -> None:
    """Begin the raw file with the plan and the versions."""
    begin(directory, [header, Table(TABLE, rows(versions)), *tables])


def _oldest_first(contenders: Sequence[Contender], names: Sequence[str]) -> list[Contender]:
    place = {BASELINE: -1, **{name: number for number, name in enumerate(names)}}
    return sorted(contenders, key=lambda one: place.get(one.name, len(names)))


def _largest(cells: Sequence[Cell]) -> list[Cell]:
    """The last tuned cell of each probe and workload: sizes are planned smallest first."""
    tuned = [cell for cell in cells if cell.lane == LANE and cell.bytecode == "warm"]
    return list({(cell.probe, cell.meter, cell.workload): cell for cell in tuned}.values())


def _with_everybody(cell: Cell, blocks: int, contenders: Sequence[Contender], seed: int) -> Cell:
    """The cell with every version and the twin: without its noise no release can be marked."""
    names = [contender.name for contender in contenders]
    return with_changes(
        cell,
        contenders=names,
        minimum_blocks=blocks,
        maximum_blocks=blocks,
        needed_blocks=0,
        order=[order_of(seed, cell.id, block, 0, names) for block in range(blocks)],
        wave=0,
        smaller="",
    )
