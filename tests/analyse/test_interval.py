"""What an interval says of itself follows from its bounds."""

from __future__ import annotations

import math

import pytest
from scipy import stats

from benchmarks.analyse.interval import Interval


@pytest.mark.parametrize("n", [6, 10, 40])
@pytest.mark.parametrize("confidence", [0.95, 0.9])
def test_the_smallest_visible_effect_is_that_of_students_distribution(n: int, confidence: float) -> None:
    student = stats.t(n - 1)
    expected = 2.0 * (1 + student.ppf(0.8) / student.ppf(0.5 + confidence / 2))
    interval = Interval(7.0, 5.0, 9.0, n, confidence)
    assert interval.smallest_visible() == pytest.approx(expected, rel=1e-12)
    assert interval.smallest_visible(n - 1) == interval.smallest_visible()


def test_without_bounds_nothing_is_visible_excluded_or_inside() -> None:
    interval = Interval(7.0, None, None, 3, 0.95)
    assert interval.smallest_visible() is interval.half_width is None
    assert not interval.excludes(0.0)
    assert not interval.within(100.0)


def test_one_bound_alone_is_no_interval() -> None:
    for interval in (Interval(1.0, None, 3.0, 6, 0.95), Interval(1.0, -3.0, None, 6, 0.95)):
        assert interval.half_width is None
        assert not interval.excludes(9.0)
        assert not interval.within(9.0)


def test_an_interval_of_log_ratios_is_one_of_ratios() -> None:
    ratios = Interval(0.0, math.log(0.5), math.log(4.0), 6, 0.95).exponential()
    assert (ratios.estimate, ratios.low, ratios.high) == pytest.approx((1.0, 0.5, 4.0))
    assert Interval(0.0, None, None, 3, 0.95).exponential() == Interval(1.0, None, None, 3, 0.95)


def test_a_bound_is_inside() -> None:
    interval = Interval(0.0, -2.0, 3.0, 6, 0.95)
    assert [interval.excludes(value) for value in (-2.001, -2.0, 0.0, 3.0, 3.001)] == [
        True,
        False,
        False,
        False,
        True,
    ]
    assert [interval.within(margin) for margin in (2.0, 2.999, 3.0)] == [False, False, True]
    assert not Interval(0.0, -4.0, 3.0, 6, 0.95).within(3.0)
    assert Interval(0.0, -3.0, 2.0, 6, 0.95).within(3.0)


def test_the_other_side_has_the_bounds_exchanged() -> None:
    assert Interval(1.0, -2.0, 3.0, 6, 0.95).negated() == Interval(-1.0, -3.0, 2.0, 6, 0.95)
