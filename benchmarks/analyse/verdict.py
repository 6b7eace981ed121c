"""Five verdicts on two contenders, and nothing in between.

In this order:

1. *not comparable*: there is nothing to decide on, for the reason given.
2. *same*: the whole interval lies inside the margin that was written down before the measurement, as a
   ratio (``1 / (1 + margin)`` to ``1 + margin``) or, where one is given, in the metric's unit
   (±``noticeable``). An interval that lies inside and excludes equality is *same* too: the difference is
   real, and of no consequence by the question's own measure. ``proven`` still says which side it favours.
3. *A faster*, *B faster*: the interval of the ratio excludes equality. The difference may be small; whether
   its estimate is noticeable is for the report to say.
4. *not proven*: everything else, too few blocks among it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from math import log1p

from benchmarks.analyse.comparison import Comparison, on_grid
from benchmarks.analyse.interval import Interval, ValuesError


class Kind(Enum):
    """What can be said of two contenders. "Faster" stands for "better" in metrics other than time."""

    A_FASTER = "A faster"
    B_FASTER = "B faster"
    SAME = "same"
    NOT_PROVEN = "not proven"
    NOT_COMPARABLE = "not comparable"


_MIRROR = {Kind.A_FASTER: Kind.B_FASTER, Kind.B_FASTER: Kind.A_FASTER}


@dataclass(frozen=True)
class Verdict:
    """One verdict and why."""

    kind: Kind
    reason: str = ""
    """Which margin made it *same*, or what stands in the way of a verdict; empty for *faster*."""
    proven: Kind | None = None
    """``A_FASTER`` or ``B_FASTER`` where the interval excludes equality, even if the verdict is *same*."""

    def swapped(self) -> Verdict:
        """The same verdict with the contenders exchanged."""
        proven = None if self.proven is None else _MIRROR[self.proven]
        return Verdict(_MIRROR.get(self.kind, self.kind), self.reason, proven)


def not_comparable(reason: str) -> Verdict:
    """The verdict on contenders that did different work, or where one did none."""
    return Verdict(Kind.NOT_COMPARABLE, reason)


def decide(
    comparison: Comparison | None,
    margin: float,
    noticeable: float | None = None,
    *,
    higher_is_better: bool = False,
) -> Verdict:
    """The verdict from the intervals alone.

    ``margin`` is relative (0.05 for 5 %), ``noticeable`` in the metric's unit; both must be zero or more, or
    :class:`ValuesError`. ``None`` for the comparison means that no block has a value of both. Without a ratio
    (a metric that can be zero) the difference decides, and only ``noticeable`` can make it *same*.
    """
    if margin < 0 or (noticeable is not None and noticeable < 0):
        raise ValuesError(f"a margin cannot be negative: {margin=}, {noticeable=}; correct the question")
    if comparison is None:
        return not_comparable("no block has a value of both contenders")
    deciding = comparison.difference if comparison.log_ratio is None else comparison.log_ratio
    proven = _direction(deciding, higher_is_better=higher_is_better)
    if inside := _inside(comparison, margin, noticeable):
        return Verdict(Kind.SAME, inside, proven)
    if proven is not None:
        return Verdict(proven, "", proven)
    return Verdict(Kind.NOT_PROVEN, _what_is_missing(deciding))


def _inside(comparison: Comparison, margin: float, noticeable: float | None) -> str:
    """Which margin holds the whole interval; empty for none."""
    if comparison.log_ratio is not None and comparison.log_ratio.within(on_grid(log1p(margin))):
        return f"the whole interval of the ratio lies inside ±{margin * 100:g} %"
    if noticeable is not None and comparison.difference.within(noticeable):
        return "the whole interval of the difference is too small to notice"
    if comparison.log_ratio is None and comparison.difference.within(0.0):
        return "no difference in any block"
    return ""


def _direction(interval: Interval, *, higher_is_better: bool) -> Kind | None:
    """Who is better where the interval of b against a excludes zero."""
    if not interval.excludes(0.0):
        return None
    a_is_lower = interval.estimate > 0
    return Kind.A_FASTER if a_is_lower != higher_is_better else Kind.B_FASTER


def _what_is_missing(interval: Interval) -> str:
    if interval.low is None:
        blocks = "1 block is" if interval.n == 1 else f"{interval.n} blocks are"
        return f"{blocks} too few for a {interval.confidence * 100:g} % interval"
    return "the interval includes equality and is wider than the margin"
