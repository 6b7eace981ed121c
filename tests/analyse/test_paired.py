from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.analyse import paired
from benchmarks.analyse.interval import ValuesError
from benchmarks.errors import FvkError
from tests.analyse import checks
from tests.analyse.figures import PAIRS, negated, scaled


def test_a_known_ratio_comes_back():
    checks.a_known_ratio_comes_back()


def test_what_a_block_does_to_both_cancels():
    checks.what_a_block_does_to_both_cancels()


def test_a_known_difference_comes_back_in_the_metrics_unit():
    difference = paired.compare([1.0, 2.0, 4.0, 8.0, 16.0, 32.0], [1.5, 2.5, 4.5, 8.5, 16.5, 32.5]).difference
    assert (difference.estimate, difference.low, difference.high) == (0.5, 0.5, 0.5)


@given(PAIRS)
def test_swapping_the_contenders_mirrors_every_figure(values):
    a, b = values
    forth, back = paired.compare(a, b), paired.compare(b, a)
    assert back.difference == negated(forth.difference)
    assert back.log_ratio == negated(forth.log_ratio)
    assert back.p_value == forth.p_value
    assert back.smallest_difference == forth.smallest_difference
    assert back.smallest_ratio == forth.smallest_ratio


@given(PAIRS, st.integers(-30, 30).map(lambda power: 2.0**power))
def test_a_change_of_unit_by_a_power_of_two_changes_no_ratio_at_all(values, factor):
    a, b = values
    before = paired.compare(a, b)
    after = paired.compare([factor * value for value in a], [factor * value for value in b])
    assert (after.log_ratio, after.p_value) == (before.log_ratio, before.p_value)
    assert after.difference == scaled(before.difference, factor)


@given(PAIRS, st.floats(1e-9, 1e9))
def test_a_change_of_unit_changes_ratios_by_rounding_alone(values, factor):
    a, b = values
    before = paired.compare(a, b).log_ratio
    after = paired.compare([factor * value for value in a], [factor * value for value in b]).log_ratio
    assert after.estimate == pytest.approx(before.estimate, abs=1e-11)
    assert (after.low, after.high) == pytest.approx((before.low, before.high), abs=1e-11)


def test_ratios_that_differ_by_rounding_alone_are_ties():
    log_ratio = paired.compare([0.1] * 3 + [1.0] * 3, [0.3] * 3 + [3.0] * 3).log_ratio
    assert log_ratio.low == log_ratio.high


def test_pairing_keeps_common_blocks_in_order_and_counts_the_others():
    pairs = paired.pair({3: 1.0, 1: 2.0, 2: 5.0}, {1: 4.0, 3: 3.0, 7: 9.0})
    assert pairs == paired.Pairs(blocks=(1, 3), a=(2.0, 1.0), b=(4.0, 3.0), dropped=2)


def test_dropped_blocks_are_told_with_the_comparison():
    comparison = paired.compare_blocks({0: 1.0, 1: 1.0, 2: 1.0}, {1: 2.0, 2: 2.0})
    assert (comparison.n, comparison.dropped) == (2, 1)


def test_contenders_without_a_common_block_have_no_comparison():
    assert paired.compare_blocks({0: 1.0}, {1: 1.0}) is None
    assert paired.compare_blocks({}, {}) is None


def test_four_blocks_give_estimates_and_no_intervals():
    comparison = paired.compare([1.0] * 4, [1.5] * 4)
    assert comparison.n == 4
    assert comparison.ratio.estimate == pytest.approx(1.5)
    assert (comparison.ratio.low, comparison.difference.high) == (None, None)
    assert (comparison.smallest_difference, comparison.smallest_ratio) == (None, None)


@pytest.mark.parametrize("low", [0.0, -1.0])
def test_a_value_of_zero_or_below_leaves_the_difference_and_says_why_there_is_no_ratio(low):
    comparison = paired.compare([low, 1, 2, 3, 4, 5], [2, 3, 4, 5, 6, 7])
    assert comparison.ratio is None
    assert "above zero" in comparison.no_ratio
    assert comparison.difference.excludes(0.0)
    assert comparison.p_value == 2 / 2**6


def test_values_too_far_apart_have_no_ratio():
    assert "more than a ratio" in paired.compare([1e-200] * 6, [1e200] * 6).no_ratio


def test_lists_of_different_length_are_refused_with_both_lengths():
    with pytest.raises(ValuesError, match="6 values cannot be paired with 5"):
        paired.compare([1.0] * 6, [1.0] * 5)


@pytest.mark.parametrize("bad", [float("nan"), float("inf")])
def test_values_that_are_not_finite_are_refused_within_the_family_of_errors(bad):
    with pytest.raises(FvkError, match="value 1 of 3"):
        paired.compare([1.0, bad, 1.0], [1.0, 1.0, 1.0])


def test_one_contenders_own_values_have_a_location():
    interval = paired.single([5.0, 1.0, 3.0, 2.0, 4.0, 6.0, 7.0])
    assert (interval.estimate, interval.low, interval.high) == (4.0, 2.0, 6.0)


def test_the_smallest_visible_ratio_is_seen_in_four_campaigns_of_five():
    random = np.random.default_rng(17)
    noise = np.exp(random.normal(0.0, 0.02, (600, 2, 12)))
    visible = [paired.compare(a, b).smallest_ratio for a, b in noise]
    effect = float(np.exp(np.mean(np.log(visible))))
    seen = [paired.compare(a, effect * b).log_ratio.excludes(0.0) for a, b in noise]
    assert np.mean(seen) == pytest.approx(0.80, abs=0.05)
