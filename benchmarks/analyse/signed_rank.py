"""The exact Wilcoxon signed-rank test, and the Hodges-Lehmann interval that inverts it.

Both rest on the Walsh averages ``(x[i] + x[j]) / 2, i <= j`` of the values. Without ties and zeros, the
number of averages below a centre is the signed-rank statistic for that centre. So the interval from the k-th
smallest to the k-th largest average holds exactly the centres that the test does not reject (Lehmann 1963;
Hollander, Wolfe and Chicken, *Nonparametric Statistical Methods*, section 3.3).

Assumes independent values, symmetric about the centre, and nothing else about their distribution. Differences
of two contenders within a block are symmetric when the order inside the block is random and the contenders
are alike, whatever the drift between blocks.

Ties: an average that equals the centre counts against both sides. The test then never rejects too often, and
the closed interval never covers too seldom (Noether 1967); both may be conservative. Because the p-value
counts the same averages as the interval does, ``p_value(x) <= 1 - confidence`` holds exactly when the
interval excludes zero.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from math import floor, sqrt
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

from benchmarks.analyse.interval import Interval, ValuesError

Floats = npt.NDArray[np.float64]

EXACT_UP_TO = 50
"""To here every probability is a multiple of 2**-50, which a double holds without rounding. Above, the normal
approximation with continuity correction errs by less than 0.0005 in the tails that intervals come from."""


def location(values: Sequence[float] | Floats, confidence: float = 0.95) -> Interval:
    """Hodges-Lehmann estimate (the median of the Walsh averages) with its exact interval.

    Fewer than six values have no 95 % interval, because even the full range covers less often than that.
    Equal values give an interval of no width. No values, or values that are not finite, raise
    :class:`ValuesError`.
    """
    averages = walsh_averages(finite(values))
    count = len(values)
    estimate = float(np.median(averages))
    rank = critical_rank(count, confidence)
    if rank == 0:
        return Interval(estimate, None, None, count, confidence)
    return Interval(estimate, float(averages[rank - 1]), float(averages[-rank]), count, confidence)


def p_value(values: Sequence[float] | Floats) -> float:
    """Two-sided signed-rank p-value for a centre of zero, in agreement with :func:`location`."""
    averages = walsh_averages(finite(values))
    statistic = min(int(np.count_nonzero(averages <= 0)), int(np.count_nonzero(averages >= 0)))
    return min(1.0, 2 * probability_at_most(statistic, len(values)))


def walsh_averages(values: Floats) -> Floats:
    """All ``n (n + 1) / 2`` pairwise means, each value with itself included, ascending."""
    first, second = _pairs(len(values))
    halves = values / 2
    return np.sort(halves[first] + halves[second])


def critical_rank(count: int, confidence: float) -> int:
    """The k for which the k-th smallest to k-th largest average is an interval; 0 where none exists."""
    tail = (1 - confidence) / 2
    if count <= EXACT_UP_TO:
        return int(np.searchsorted(_distribution(count), tail, side="right"))
    mean, deviation = _moments(count)
    return max(0, floor(mean + deviation * NormalDist().inv_cdf(tail) - 0.5) + 1)


def probability_at_most(statistic: int, count: int) -> float:
    """P(T <= statistic) under the null hypothesis, for ``count`` values."""
    if statistic < 0:
        return 0.0
    if count <= EXACT_UP_TO:
        return float(_distribution(count)[min(statistic, count * (count + 1) // 2)])
    mean, deviation = _moments(count)
    return NormalDist().cdf((statistic + 0.5 - mean) / deviation)


def finite(values: Sequence[float] | Floats) -> Floats:
    """The values as an array; :class:`ValuesError` for none, or for one that is not finite."""
    array = np.asarray(values, dtype=np.float64)
    if array.ndim != 1 or array.size == 0:
        raise ValuesError(f"no list of values but shape {array.shape}; leave the cell out instead")
    if not np.isfinite(array).all():
        place = int(np.flatnonzero(~np.isfinite(array))[0])
        raise ValuesError(f"value {place} of {array.size} is {array[place]}; leave failed samples out")
    return array


@cache
def _distribution(count: int) -> Floats:
    """P(T <= t) for t = 0 … n (n + 1) / 2: each rank joins the sum with probability one half."""
    mass = np.ones(1)
    for rank in range(1, count + 1):
        longer = np.zeros(len(mass) + rank)
        longer[: len(mass)] += mass / 2
        longer[rank:] += mass / 2
        mass = longer
    return np.cumsum(mass)


@cache
def _pairs(count: int) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    first, second = np.triu_indices(count)
    return first, second


def _moments(count: int) -> tuple[float, float]:
    return count * (count + 1) / 4, sqrt(count * (count + 1) * (2 * count + 1) / 24)
