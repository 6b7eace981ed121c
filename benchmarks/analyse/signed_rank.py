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

import struct
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


WRITTEN_OUT_UP_TO = 500
"""Values whose pairwise averages are all written down and sorted; from here on selection is faster."""
_MAGNITUDE = (1 << 63) - 1


def location(values: Sequence[float] | Floats, confidence: float = 0.95) -> Interval:
    """Hodges-Lehmann estimate (the median of the Walsh averages) with its exact interval.

    Fewer than six values have no 95 % interval, because even the full range covers less often than that.
    Equal values give an interval of no width. No values, or values that are not finite, raise
    :class:`ValuesError`.
    """
    count = len(values)
    total, rank = count * (count + 1) // 2, critical_rank(count, confidence)
    places = ((total - 1) // 2, total // 2, max(0, rank - 1), total - max(1, rank))
    below, above, low, high = averages_at(finite(values), places)
    if rank == 0:
        return Interval((below + above) / 2, None, None, count, confidence)
    return Interval((below + above) / 2, low, high, count, confidence)


def p_value(values: Sequence[float] | Floats) -> float:
    """Two-sided signed-rank p-value for a centre of zero, in agreement with :func:`location`."""
    array = np.sort(finite(values))
    statistic = min(_count_up_to(array / 2, 0.0), _count_up_to(-array[::-1] / 2, 0.0))
    return min(1.0, 2 * probability_at_most(statistic, len(values)))


def walsh_averages(values: Floats) -> Floats:
    """All ``n (n + 1) / 2`` pairwise means, each value with itself included, ascending."""
    first, second = _pairs(len(values))
    halves = values / 2
    return np.sort(halves[first] + halves[second])


def averages_at(values: Floats, places: Sequence[int]) -> list[float]:
    """The Walsh averages that stand at these places (from 0) in ascending order.

    Of many values they are found without writing all of them down: memory grows with the number of values,
    and not with its square.
    """
    if len(values) <= WRITTEN_OUT_UP_TO:
        averages = walsh_averages(values)
        return [float(averages[place]) for place in places]
    halves = np.sort(values) / 2
    return [_selected(halves, place) for place in places]


def _selected(halves: Floats, place: int) -> float:
    """The smallest number that more than ``place`` averages do not exceed, by bisection over all doubles.

    The average may be off by a rounding, but never in its sign, so that it agrees with :func:`p_value`.
    """
    low, high = _ordinal(float(halves[0] * 2)), _ordinal(float(halves[-1] * 2))
    negative = len(halves) * (len(halves) + 1) // 2 - _count_up_to(-halves[::-1], 0.0)
    if place < negative:
        high = min(high, -1)
    elif place < _count_up_to(halves, 0.0):
        return 0.0
    else:
        low = max(low, 1)
    while low < high:
        middle = (low + high) // 2
        if _count_up_to(halves, _double(middle)) > place:
            high = middle
        else:
            low = middle + 1
    return _double(low)


def _count_up_to(halves: Floats, limit: float) -> int:
    """How many Walsh averages are at most ``limit``, given half of every value, ascending."""
    reached = np.searchsorted(halves, limit - halves, side="right")
    return int(np.maximum(reached - np.arange(len(halves)), 0).sum())


def _ordinal(value: float) -> int:
    """Whole numbers in the order of the doubles."""
    bits: int = struct.unpack("<q", struct.pack("<d", value))[0]
    return bits if bits >= 0 else -(bits & _MAGNITUDE)


def _double(ordinal: int) -> float:
    value: float = struct.unpack("<d", struct.pack("<q", abs(ordinal)))[0]
    return value if ordinal >= 0 else -value


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
