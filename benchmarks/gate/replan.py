"""The plan of a campaign that measures again what an earlier one measured."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from statistics import median

from msgspec.structs import replace as with_changes

from benchmarks.campaign.contenders import contenders_of
from benchmarks.plan import engines
from benchmarks.plan.schedule import order_of
from benchmarks.record.progress import Progress
from benchmarks.record.schema import Cell, Header
from benchmarks.record.timestamp import now
from benchmarks.targets.environments import selection
from benchmarks.targets.environments.store import ENVIRONMENTS, Store

QUICK_BUDGET_S = 140.0
"""With starting, a first look and reporting, less than three minutes."""
MAXIMUM_BLOCKS = 20
FEWEST_BLOCKS = 8
_STARTING_S = 0.3
"""What a sample costs beside its process."""


def redraw(old: Progress, quick: bool, seed: int, fingerprint: Mapping[str, object]) -> Header:
    """The baseline's plan with new orders, without its twin; where it must be quick, with fewer cells."""
    header = old.header
    real = [one for one in header.contenders if one.twin_of is None]
    store = Store(ENVIRONMENTS.absolute())
    references = selection.select(engines.discover(), store, [one.engine for one in real])
    cells = [_again(cell, [one.name for one in real], quick, seed) for cell in header.cells]
    return with_changes(
        header,
        seed=seed,
        started_at=now(),
        command=["fvk", *sys.argv[1:]],
        budget_s=QUICK_BUDGET_S if quick else header.budget_s,
        contenders=contenders_of(references, twin=False),
        cells=fitting(old, cells) if quick else cells,
        fingerprint=dict(fingerprint),
        delay=None,
    )


def fitting(old: Progress, cells: Sequence[Cell]) -> list[Cell]:
    """The cells, in their order, whose fewest blocks fit the quick budget; if none does, the cheapest."""
    costs = {cell.id: block_s(old, cell) * FEWEST_BLOCKS for cell in cells}
    chosen, spent = [], 0.0
    for cell in cells:
        if spent + costs[cell.id] <= QUICK_BUDGET_S:
            chosen.append(cell)
            spent += costs[cell.id]
    return chosen or [min(cells, key=lambda cell: costs[cell.id])]


def block_s(old: Progress, cell: Cell) -> float:
    """How long one block of a cell took in the baseline, as far as it tells."""
    taken: dict[str, list[float]] = {name: [] for name in cell.contenders}
    for (owner, _, _), samples in old.samples.items():
        for name, sample in samples.items():
            if owner == cell.id and name in taken and "process.wall_ns" in sample.metrics:
                taken[name].append(sample.metrics["process.wall_ns"] / 1e9 + _STARTING_S)
    return sum(median(values) for values in taken.values() if values)


def _again(cell: Cell, names: Sequence[str], quick: bool, seed: int) -> Cell:
    own = [name for name in cell.contenders if name in names]
    maximum = max(cell.maximum_blocks, MAXIMUM_BLOCKS if quick else 0)
    return with_changes(
        cell,
        contenders=own,
        minimum_blocks=min(cell.minimum_blocks, FEWEST_BLOCKS) if quick else cell.minimum_blocks,
        maximum_blocks=maximum,
        order=[order_of(seed, cell.id, block, 0, own) for block in range(maximum)],
    )
