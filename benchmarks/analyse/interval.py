"""An estimate with the interval around it: the only form in which a figure leaves the analysis."""

from __future__ import annotations

import math
from dataclasses import dataclass

from scipy.special import stdtrit

from benchmarks.errors import FvkError

POWER = 0.80
"""The chance of seeing an effect that :meth:`Interval.smallest_visible` promises, as usual in study
planning."""


class ValuesError(FvkError):
    """Values that no statistic can be computed from: the caller passed what it should have left out."""


@dataclass(frozen=True)
class Interval:
    """An estimate, and where the truth lies with the stated confidence.

    ``low`` and ``high`` are ``None`` together: no interval of that confidence exists for so few values.
    """

    estimate: float
    low: float | None
    high: float | None
    n: int
    """Values that the estimate rests on; in a comparison of unpaired samples, of the smaller sample."""
    confidence: float
    """Asked for. Ranks are whole numbers, so an exact interval covers at least this often (n = 6: 96.9 %)."""

    @property
    def half_width(self) -> float | None:
        """Half the distance between the bounds, or ``None`` without an interval."""
        if self.low is None or self.high is None:
            return None
        return (self.high - self.low) / 2

    def excludes(self, value: float) -> bool:
        """Whether there is an interval and ``value`` lies outside it; a bound itself counts as inside."""
        return self.low is not None and self.high is not None and not self.low <= value <= self.high

    def within(self, margin: float) -> bool:
        """Whether there is an interval and it lies inside ±``margin`` as a whole, bounds included."""
        return self.low is not None and self.high is not None and -margin <= self.low and self.high <= margin

    def negated(self) -> Interval:
        """The interval of the negated quantity: a - b where this one is of b - a."""
        low = None if self.high is None else -self.high
        high = None if self.low is None else -self.low
        return Interval(-self.estimate, low, high, self.n, self.confidence)

    def exponential(self) -> Interval:
        """The interval of exp(x), which turns one of log-ratios into one of ratios."""
        low = None if self.low is None else math.exp(self.low)
        high = None if self.high is None else math.exp(self.high)
        return Interval(math.exp(self.estimate), low, high, self.n, self.confidence)

    def smallest_visible(self, degrees_of_freedom: int | None = None) -> float | None:
        """The smallest true effect that 80 % of runs like this would see; ``None`` without an interval.

        ``h · (1 + t(0.80) / t(0.975))`` with h the half-width and t the quantiles of Student's distribution
        with ``n - 1`` degrees of freedom: the interval excludes zero when the estimate exceeds h, and the
        estimate exceeds h with 80 % chance when the truth lies t(0.80) standard errors above it, h itself
        being t(0.975) of them.
        """
        if self.half_width is None:
            return None
        freedom = self.n - 1 if degrees_of_freedom is None else degrees_of_freedom
        upper = (1 + self.confidence) / 2
        return self.half_width * (1 + float(stdtrit(freedom, POWER)) / float(stdtrit(freedom, upper)))
