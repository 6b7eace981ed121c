"""How a metric grows with the size: the cost of one more unit, the fixed cost, and the exponent of growth.

Each block is fitted by itself (Theil-Sen: the median slope over all pairs of sizes) and the signed-rank
interval is taken over the blocks' fits. A block sees one state of the machine, so what slows all its sizes
down together is one fit among others, instead of several points that look independent. Pooling all points
into one Theil-Sen line, as ``scipy.stats.theilslopes`` does, assumes independent points of equal spread,
while timings spread in proportion and share their block's drift: in simulations its 95 % interval of the
slope covered in 70 % to 100 % of cases, depending on sizes and drift; that of the blocks' fits in 94 % to
97 %.

Block i of one size and block i of another are matched by number: the campaign runs the cells in rounds, so
they are close in time, and the match is valid even where they are not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from benchmarks.analyse.interval import Interval
from benchmarks.analyse.signed_rank import Floats, finite, location

SMALLEST_FIT = 3
"""Sizes. Two always lie on a line, so they cannot speak about growth."""

BySize = Mapping[float, Mapping[int, float]]
"""``{size: {block: value}}`` of one contender, or of the overhead of one contender over another."""


@dataclass(frozen=True)
class NoFit:
    """Why there is no fit."""

    reason: str


@dataclass(frozen=True)
class FittedLine:
    """``metric = fixed + per_unit · size``."""

    per_unit: Interval
    """In the metric's unit per unit of size."""
    fixed: Interval
    """In the metric's unit, at size zero."""
    slopes: Mapping[int, float]
    """``per_unit`` by block: pair two contenders' slopes to compare them."""
    sizes: tuple[float, ...]
    dropped: int
    """Blocks left out because some size has no value there."""


@dataclass(frozen=True)
class Growth:
    """``metric ~ size ** exponent``: 1 grows in proportion, 2 with the square, 0 not at all.

    A fixed cost pulls the exponent towards zero; leave it out beforehand (overhead over the baseline) to see
    how the growing part grows.
    """

    exponent: Interval
    sizes: tuple[float, ...]
    dropped: int


@dataclass(frozen=True)
class _Grid:
    sizes: Floats
    blocks: tuple[int, ...]
    values: Floats
    """(blocks, sizes)."""
    dropped: int


def line(by_size: BySize, confidence: float = 0.95) -> FittedLine | NoFit:
    """Fit a straight line. Fewer than three sizes, or no block with all of them, answer :class:`NoFit`.

    Fewer than six complete blocks give estimates without intervals. Values that are not finite raise
    :class:`~benchmarks.analyse.interval.ValuesError`.
    """
    grid = _grid(by_size)
    if isinstance(grid, NoFit):
        return grid
    slopes, fixed = _theil_sen(grid.sizes, grid.values)
    return FittedLine(
        per_unit=location(slopes, confidence),
        fixed=location(fixed, confidence),
        slopes=dict(zip(grid.blocks, slopes.tolist(), strict=True)),
        sizes=tuple(grid.sizes.tolist()),
        dropped=grid.dropped,
    )


def crossing(by_size: BySize, level: float, confidence: float = 0.95) -> Interval | NoFit:
    """The size at which the line of each block reaches ``level``; beyond the sizes measured, a forecast.

    As :func:`line`, and a metric that does not grow in some block reaches nothing.
    """
    grid = _grid(by_size)
    if isinstance(grid, NoFit):
        return grid
    slopes, intercepts = _theil_sen(grid.sizes, grid.values)
    if slopes.min() <= 0:
        return NoFit("it does not grow with the size")
    return location((level - intercepts) / slopes, confidence)


def growth(by_size: BySize, confidence: float = 0.95) -> Growth | NoFit:
    """Fit the exponent on logarithms; as :func:`line`, and sizes and values must be above zero."""
    grid = _grid(by_size)
    if isinstance(grid, NoFit):
        return grid
    if grid.sizes.min() <= 0 or grid.values.min() <= 0:
        return NoFit("an exponent needs sizes and values above zero")
    exponents, _ = _theil_sen(np.log(grid.sizes), np.log(grid.values))
    return Growth(location(exponents, confidence), tuple(grid.sizes.tolist()), grid.dropped)


def _grid(by_size: BySize) -> _Grid | NoFit:
    if len(by_size) < SMALLEST_FIT:
        return NoFit(f"{len(by_size)} sizes measured; a fit needs {SMALLEST_FIT}")
    sizes = sorted(by_size)
    blocks = sorted(set.intersection(*(set(by_size[size]) for size in sizes)))
    if not blocks:
        return NoFit("no block has a value at every size")
    seen = set.union(*(set(by_size[size]) for size in sizes))
    values = finite([by_size[size][block] for block in blocks for size in sizes])
    return _Grid(
        finite(sizes), tuple(blocks), values.reshape(len(blocks), len(sizes)), len(seen) - len(blocks)
    )


def _theil_sen(x: Floats, values: Floats) -> tuple[Floats, Floats]:
    """Slope and intercept of each row of ``values`` over ``x``."""
    first, second = np.triu_indices(len(x), k=1)
    rises = (values[:, second] - values[:, first]) / (x[second] - x[first])
    slopes: Floats = np.median(rises, axis=1)
    intercepts: Floats = np.median(values - slopes[:, np.newaxis] * x, axis=1)
    return slopes, intercepts
