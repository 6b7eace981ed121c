"""What property tests draw, and what a figure must look like after a swap or a change of unit."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from benchmarks.analyse.interval import Interval

POSITIVE = st.one_of(
    st.integers(1, 6).map(float),  # ties, and ratios of 1
    st.floats(0.9, 1.1),
    st.floats(1e-6, 1e6),
)
PAIRS = st.lists(st.tuples(POSITIVE, POSITIVE), min_size=6, max_size=25).map(
    lambda pairs: tuple(zip(*pairs, strict=True))
)
"""Two contenders' values, block by block."""


def negated(interval: Interval) -> Interval:
    """The interval of -x."""
    return replace(interval, estimate=-interval.estimate, low=-interval.high, high=-interval.low)


def scaled(interval: Interval, factor: float) -> Interval:
    """The interval of x times a positive factor."""
    return replace(
        interval,
        estimate=factor * interval.estimate,
        low=factor * interval.low,
        high=factor * interval.high,
    )
