from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from benchmarks.analyse import signed_rank
from benchmarks.analyse.interval import ValuesError

FINITE = st.floats(-1e6, 1e6, allow_subnormal=False)
WITH_TIES = st.one_of(st.integers(-4, 4).map(float), FINITE)


def test_the_depression_scores_of_hollander_and_wolfe_give_the_interval_of_the_textbook():
    before = np.array([1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30])
    after = np.array([0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29])
    interval = signed_rank.location(after - before)
    assert (interval.estimate, interval.low, interval.high) == pytest.approx((-0.46, -0.786, -0.010))
    assert signed_rank.p_value(after - before) == pytest.approx(0.0390625)


@pytest.mark.parametrize("count", range(1, 9))
def test_the_null_distribution_is_that_of_all_sign_patterns(count):
    ranks = np.arange(1, count + 1)
    sums = [int(np.dot(signs, ranks)) for signs in product((0, 1), repeat=count)]
    for statistic in range(count * (count + 1) // 2 + 1):
        assert signed_rank.probability_at_most(statistic, count) == np.mean(np.array(sums) <= statistic)


@pytest.mark.parametrize("count", [5, 6, 10, 15, 40, 50])
def test_p_values_without_ties_are_those_of_scipy(count):
    random = np.random.default_rng(count)
    for shift in (0.0, 0.3, 1.0):
        values = random.normal(shift, 1.0, count)
        assert signed_rank.p_value(values) == pytest.approx(stats.wilcoxon(values, method="exact").pvalue)


@given(st.lists(st.integers(-3, 3).map(float), min_size=1, max_size=20), st.integers(0, 2**32))
def test_ties_and_zeros_never_make_the_p_value_smaller_than_breaking_them_would(values, seed):
    broken = values + np.random.default_rng(seed).uniform(-1e-6, 1e-6, len(values))
    assert signed_rank.p_value(values) >= signed_rank.p_value(broken)


@pytest.mark.parametrize("sizes", [[1] * 9, [0, 0, 1, 1, 1, 2, 2, 3, 3], [1, 1, 2, 2, 2, 2, 5, 5, 5]])
def test_tied_values_are_called_different_in_at_most_five_percent_of_all_sign_patterns(sizes):
    patterns = [np.array(signs) * sizes for signs in product((-1.0, 1.0), repeat=len(sizes))]
    assert np.mean([signed_rank.p_value(values) <= 0.05 for values in patterns]) <= 0.05


@pytest.mark.parametrize(
    ("count", "rank"), [(5, 0), (6, 1), (7, 3), (8, 4), (10, 9), (15, 26), (20, 53), (25, 90)]
)
def test_the_critical_ranks_are_those_of_the_tables(count, rank):
    assert signed_rank.critical_rank(count, 0.95) == rank


@pytest.mark.parametrize("count", [51, 60, 100])
def test_the_approximation_above_fifty_is_within_one_rank_of_the_exact_test(count):
    exact = np.searchsorted(signed_rank._distribution(count), 0.025, side="right")
    assert abs(signed_rank.critical_rank(count, 0.95) - exact) <= 1


def test_the_exact_interval_covers_between_95_and_97_percent_at_every_number_of_blocks():
    for count in range(6, 51):
        rank = signed_rank.critical_rank(count, 0.95)
        assert 0.95 <= 1 - 2 * signed_rank.probability_at_most(rank - 1, count) <= 0.97


@pytest.mark.parametrize("count", range(1, 6))
def test_fewer_than_six_values_have_an_estimate_and_no_interval(count):
    interval = signed_rank.location([3.0] * count)
    assert (interval.estimate, interval.low, interval.high, interval.n) == (3.0, None, None, count)
    assert interval.half_width is None
    assert interval.smallest_visible() is None
    assert not interval.excludes(0.0)
    assert not interval.within(1e9)


def test_equal_values_give_an_interval_without_width():
    interval = signed_rank.location([0.25] * 8)
    assert (interval.low, interval.estimate, interval.high) == (0.25, 0.25, 0.25)
    assert signed_rank.p_value([0.25] * 8) == 2 / 2**8
    assert signed_rank.p_value([0.0] * 8) == 1.0


def test_one_outlier_moves_the_estimate_no_further_than_its_neighbours():
    values = [1.0, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 1.8]
    assert signed_rank.location([*values, 1e9]).estimate < 1.8


@pytest.mark.parametrize("values", [[], [1.0, float("nan")], [float("inf"), 1.0], [[1.0], [2.0]]])
def test_what_is_no_list_of_finite_numbers_is_refused(values):
    with pytest.raises(ValuesError):
        signed_rank.location(values)


@given(st.lists(WITH_TIES, min_size=1, max_size=25))
def test_the_p_value_is_small_exactly_when_the_interval_excludes_zero(values):
    for confidence in (0.90, 0.95, 0.99):
        excluded = signed_rank.location(values, confidence).excludes(0.0)
        assert excluded == (signed_rank.p_value(values) <= 1 - confidence)


@given(st.lists(WITH_TIES, min_size=6, max_size=25))
def test_the_estimate_lies_inside_its_interval(values):
    interval = signed_rank.location(values)
    assert interval.low <= interval.estimate <= interval.high


@given(st.lists(WITH_TIES, min_size=6, max_size=25), st.randoms())
def test_the_order_of_the_blocks_changes_nothing(values, random):
    shuffled = random.sample(values, len(values))
    assert signed_rank.location(shuffled) == signed_rank.location(values)
    assert signed_rank.p_value(shuffled) == signed_rank.p_value(values)


@given(st.lists(WITH_TIES, min_size=2, max_size=40), st.data())
def test_averages_that_are_selected_are_those_that_stand_at_these_places_when_written_out(values, data):
    array = np.array(values)
    written = signed_rank.walsh_averages(array)
    place = data.draw(st.integers(0, len(written) - 1))
    (selected,) = _selecting(array, [place])
    assert selected == pytest.approx(written[place], rel=1e-15, abs=1e-15 * np.abs(array).max())
    assert np.sign(selected) == np.sign(written[place])


def _selecting(values, places):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(signed_rank, "WRITTEN_OUT_UP_TO", 1)
        return signed_rank.averages_at(values, places)


def test_many_values_are_never_paired_with_each_other_in_memory(monkeypatch):
    monkeypatch.setattr(signed_rank, "walsh_averages", None)
    values = np.random.default_rng(1).normal(0.1, 1.0, 5_000)
    interval = signed_rank.location(values)
    assert interval.low < 0.1 < interval.high
    assert signed_rank.p_value(values) == pytest.approx(stats.wilcoxon(values).pvalue, rel=1e-3)
