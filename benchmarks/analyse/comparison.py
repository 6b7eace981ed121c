"""What a comparison of two contenders found, in the metric's unit and as a ratio."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import exp

import numpy as np

from benchmarks.analyse.interval import Interval
from benchmarks.analyse.signed_rank import Floats

_GRID = 2.0**40
"""Log-ratios are rounded to 2**-40, about 1e-12. Sums and halves of them are then exact, and ratios that
differ by rounding alone (0.3 / 0.1 and 3 / 1) are ties, so that a change of unit cannot tip a verdict."""
_LARGEST_RATIO = 1e300


@dataclass(frozen=True)
class Comparison:
    """Contender b against contender a. Swapping the two negates ``difference`` and ``log_ratio``."""

    difference: Interval
    """b - a, in the metric's unit."""
    log_ratio: Interval | None
    """ln(b / a), or ``None`` where ``no_ratio`` says why."""
    no_ratio: str
    """Why there is no ratio; empty where there is one."""
    p_value: float
    """Two-sided, against equality: of the log-ratio where there is one, else of the difference. It is at most
    ``1 - confidence`` exactly when that interval excludes equality."""
    smallest_difference: float | None
    """The smallest true difference that a run like this would have seen in 80 % of cases."""
    smallest_ratio: float | None
    """The same as a ratio above 1; its inverse is as visible."""
    dropped: int = 0
    """Blocks left out because one of the two has no value there."""

    @property
    def ratio(self) -> Interval | None:
        """The ratio b / a."""
        return None if self.log_ratio is None else self.log_ratio.exponential()

    def swapped(self) -> Comparison:
        """Contender a against contender b."""
        log_ratio = None if self.log_ratio is None else self.log_ratio.negated()
        return replace(self, difference=self.difference.negated(), log_ratio=log_ratio)

    @property
    def n(self) -> int:
        """Values a side that the comparison rests on."""
        return self.difference.n


def log_ratios(numerator: Floats, denominator: Floats) -> tuple[Floats | None, str]:
    """ln(numerator / denominator) by element; or ``None`` and the reason why some ratio does not exist.

    Exactly antisymmetric: swapping the arguments changes the sign and nothing else.
    """
    smallest = float(min(numerator.min(), denominator.min()))
    if smallest <= 0:
        return None, f"a ratio needs values above zero, and the smallest is {smallest:g}"
    with np.errstate(over="ignore"):
        upright = np.maximum(numerator, denominator) / np.minimum(numerator, denominator)
    if upright.max() > _LARGEST_RATIO:
        return None, "the values differ by more than a ratio can say"
    signs = np.where(numerator >= denominator, 1.0, -1.0)
    return signs * np.round(np.log(upright) * _GRID) / _GRID, ""


def on_grid(log_ratio: float) -> float:
    """The same rounding for a single bound, so that margins compare with log-ratios like with like."""
    return round(log_ratio * _GRID) / _GRID


def visible_ratio(smallest_log_ratio: float | None) -> float | None:
    """From the logarithm to the ratio itself."""
    return None if smallest_log_ratio is None else exp(smallest_log_ratio)
