"""Estimate how long a campaign takes, from the pace of those that were measured before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.errors import RawFileError
from benchmarks.present.live import duration
from benchmarks.record.journal import FILE_NAME, read
from benchmarks.record.progress import Progress, replay
from benchmarks.record.schema import Cell, Header

RESULTS = Path("results")
COMMITTED = Path("docs", "data")
Work = tuple[str, tuple[str, ...], tuple[str, ...]]
"""What a sample does: the cell, the phases and the warm rounds, which other questions make others."""


@dataclass(frozen=True)
class Pace:
    """How long one block of a cell takes."""

    block_s: float
    grown: bool = False
    """Told from smaller sizes by a line over the steps: what grows faster than that takes longer."""


def estimate(cells: Sequence[Cell], known: Mapping[Work, float]) -> dict[str, Pace]:
    """A pace by cell: its own where it was measured, else from the next smaller sizes by their steps.

    ``known`` is seconds a sample. Cells stand smallest first, as a plan has them.
    """
    found: dict[str, Pace] = {}
    by_id = {cell.id: cell for cell in cells}
    for cell in cells:
        sample_s = known.get(_work(cell))
        if sample_s is not None:
            found[cell.id] = Pace(sample_s * len(cell.contenders))
        elif cell.smaller in found:
            found[cell.id] = Pace(_beyond(cell, by_id, found), grown=True)
    return found


def _beyond(cell: Cell, by_id: Mapping[str, Cell], found: Mapping[str, Pace]) -> float:
    """Seconds of a block on the line through the two next smaller sizes; through zero with only one."""
    near = by_id[cell.smaller]
    far = by_id.get(near.smaller)
    if far is None or far.id not in found or far.steps == near.steps:
        return found[near.id].block_s * max(1.0, cell.steps / near.steps)
    a_step_s = (found[near.id].block_s - found[far.id].block_s) / (near.steps - far.steps)
    return found[near.id].block_s + max(0.0, a_step_s) * (cell.steps - near.steps)


def told(header: Header, paces: Mapping[str, Pace]) -> str:
    """What the plan takes, in one line: never less than is known, and never more than its limit."""
    minimum_s = sum(paces[cell.id].block_s * cell.minimum_blocks for cell in header.cells if cell.id in paces)
    unknown = sum(cell.id not in paces for cell in header.cells)
    grown = sum(pace.grown for pace in paces.values())
    words = [f"seed {header.seed}"]
    if minimum_s:
        words.append(
            f"at the pace of earlier campaigns every cell has its minimum after {duration(minimum_s)}"
        )
    if grown:
        cells = "cell is" if grown == 1 else "cells are"
        words.append(f"{grown} {cells} told from smaller sizes (~) and may take longer")
    if unknown:
        words.append(
            f"{unknown} of {len(header.cells)} cells were never measured, so their time is not known"
        )
    words.append(
        f"after {duration(header.budget_s)} cells stop at their minimum, and larger sizes do not begin"
    )
    if header.limit_s is not None:
        words.append(
            f"after {duration(header.limit_s)} no cell begins a block, but for those that a headline needs"
        )
    return "; ".join(words)


def earlier_campaigns(root: Path) -> list[Progress]:
    """Every campaign below ``root`` that can be read, the newest last."""
    files = sorted(root.glob(f"*/{FILE_NAME}"), key=lambda file: file.stat().st_mtime)
    found = []
    for file in files:
        with suppress(RawFileError):
            found.append(replay(read(file)))
    return found


def known_paces(campaigns: Sequence[Progress]) -> Iterator[tuple[Work, float]]:
    """Median seconds of a sample by its work; of newer campaigns where several did the same."""
    for progress in campaigns:
        for cell in progress.header.cells:
            if taken := _seconds(progress, cell):
                yield _work(cell), median(taken) / len(cell.contenders)


def _seconds(progress: Progress, cell: Cell) -> list[float]:
    blocks = progress.blocks[cell.id]
    return [block.noise["elapsed_ns"] / 1e9 for block in blocks if "elapsed_ns" in block.noise]


def _work(cell: Cell) -> Work:
    return cell.id, tuple(cell.phases), tuple(sorted(cell.rounds))
