"""Compare two campaigns, whose blocks have nothing to do with each other and need not be equally many.

The Hodges-Lehmann shift (the median of all differences between a value of one side and a value of the other)
with the interval that inverts the exact Mann-Whitney test. Assumes independent values of one shape on both
sides. Drift of the machine from one campaign to the next is not in the interval: where both campaigns have a
baseline, compare the ratios to it instead of the times themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from math import floor, sqrt
from statistics import NormalDist

import numpy as np

from benchmarks.analyse.comparison import Comparison, log_ratios, visible_ratio
from benchmarks.analyse.interval import Interval
from benchmarks.analyse.signed_rank import Floats, finite

EXACT_UP_TO = 50
"""Values a side. Above, the normal approximation with continuity correction."""


def compare(a: Sequence[float] | Floats, b: Sequence[float] | Floats, confidence: float = 0.95) -> Comparison:
    """Compare all of ``a`` with all of ``b``.

    Answers and errors are those of :func:`benchmarks.analyse.paired.compare`, except that the lengths may
    differ. The smallest sizes with a 95 % interval are 4 against 4, 3 against 5 and 2 against 8.
    """
    first, second = finite(a), finite(b)
    sizes = (first.size, second.size)
    differences = np.sort(np.subtract.outer(second, first).ravel())
    difference = _shift(differences, sizes, confidence)
    columns = np.repeat(second, first.size), np.tile(first, second.size)
    logs, no_ratio = log_ratios(*columns)
    logs = None if logs is None else np.sort(logs)
    log_ratio = None if logs is None else _shift(logs, sizes, confidence)
    freedom = sum(sizes) - 2
    return Comparison(
        difference=difference,
        log_ratio=log_ratio,
        no_ratio=no_ratio,
        p_value=_p_value(differences if logs is None else logs, sizes),
        smallest_difference=difference.smallest_visible(freedom),
        smallest_ratio=visible_ratio(None if log_ratio is None else log_ratio.smallest_visible(freedom)),
    )


def _shift(differences: Floats, sizes: tuple[int, int], confidence: float) -> Interval:
    estimate = float(np.median(differences))
    rank = critical_rank(*sizes, confidence)
    if rank == 0:
        return Interval(estimate, None, None, min(sizes), confidence)
    return Interval(estimate, float(differences[rank - 1]), float(differences[-rank]), min(sizes), confidence)


def _p_value(differences: Floats, sizes: tuple[int, int]) -> float:
    statistic = min(int(np.count_nonzero(differences <= 0)), int(np.count_nonzero(differences >= 0)))
    return min(1.0, 2 * probability_at_most(statistic, *sizes))


def critical_rank(a: int, b: int, confidence: float) -> int:
    """The k for which the k-th smallest to k-th largest difference is an interval; 0 where none exists."""
    tail = (1 - confidence) / 2
    if max(a, b) <= EXACT_UP_TO:
        return int(np.searchsorted(_distribution(a, b), tail, side="right"))
    mean, deviation = _moments(a, b)
    return max(0, floor(mean + deviation * NormalDist().inv_cdf(tail) - 0.5) + 1)


def probability_at_most(statistic: int, a: int, b: int) -> float:
    """P(U <= statistic) when both sides have one distribution, for ``a`` and ``b`` values."""
    if max(a, b) <= EXACT_UP_TO:
        return float(_distribution(a, b)[min(statistic, a * b)])
    mean, deviation = _moments(a, b)
    return NormalDist().cdf((statistic + 0.5 - mean) / deviation)


@cache
def _distribution(a: int, b: int) -> Floats:
    """P(U <= u) for u = 0 … a b, counted in whole numbers by the Gaussian binomial."""
    counts = [1] + [0] * (a * b)
    for step in range(1, a + 1):
        for place in range(a * b, b + step - 1, -1):
            counts[place] -= counts[place - b - step]
        for place in range(step, a * b + 1):
            counts[place] += counts[place - step]
    total = sum(counts)
    running = 0
    cumulative = []
    for count in counts:
        running += count
        cumulative.append(running / total)
    return np.array(cumulative)


def _moments(a: int, b: int) -> tuple[float, float]:
    return a * b / 2, sqrt(a * b * (a + b + 1) / 12)
