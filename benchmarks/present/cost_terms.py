"""A cost as a line over a size, fitted in every block by itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from benchmarks.analyse.interval import Interval
from benchmarks.analyse.scaling import NoFit, line
from benchmarks.analyse.signed_rank import location
from benchmarks.present.view import Family


@dataclass(frozen=True)
class Term:
    """Seconds that something adds, as a line over its size, in each block."""

    blocks: Mapping[int, tuple[float, float]]
    """(fixed, per unit), in seconds and seconds per unit."""
    low: float
    high: float
    """The smallest and the largest size that was measured."""
    source: tuple[str, ...]

    def within(self, size: float) -> bool:
        """Whether a size lies inside the measured range."""
        return self.low <= size <= self.high

    def per_unit(self) -> Interval:
        """The slope."""
        return location([slope for _, slope in self.blocks.values()])

    def fixed(self) -> Interval:
        """The value at size zero."""
        return location([fixed for fixed, _ in self.blocks.values()])


def added_by(family: Family, baseline: str, name: str) -> dict[float, dict[int, float]]:
    """``{size: {block: seconds beyond the baseline}}`` where both were measured."""
    plain = dict(family.measured(baseline))
    found: dict[float, dict[int, float]] = {}
    for size, own in family.measured(name):
        base = dict(plain[size].values) if size in plain else {}
        both = {block: value - base[block] for block, value in own.values if block in base}
        if both:
            found[size] = both
    return found


def term_of(by_size: Mapping[float, Mapping[int, float]], source: tuple[str, ...]) -> Term | None:
    """A line in every block that has all sizes; ``None`` where two sizes never meet in one block."""
    if len(by_size) < 2:
        return None
    sizes = sorted(by_size)
    blocks = sorted(set.intersection(*(set(by_size[size]) for size in sizes)))
    fitted = {block: _fit({size: by_size[size][block] for size in sizes}) for block in blocks}
    return Term(fitted, sizes[0], sizes[-1], source) if fitted else None


def _fit(values: Mapping[float, float]) -> tuple[float, float]:
    """Through two sizes the line is exact; more are fitted as everywhere else."""
    fitted = line({size: {0: value} for size, value in values.items()})
    if not isinstance(fitted, NoFit):
        return fitted.fixed.estimate, fitted.per_unit.estimate
    (first, low), (second, high) = sorted(values.items())
    slope = (high - low) / (second - first)
    return low - slope * first, slope
