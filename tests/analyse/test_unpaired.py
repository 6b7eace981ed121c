from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from benchmarks.analyse import unpaired
from benchmarks.analyse.interval import ValuesError
from tests.analyse.figures import POSITIVE, negated

SAMPLE = st.lists(POSITIVE, min_size=4, max_size=12)


@pytest.mark.parametrize(("a", "b"), [(1, 1), (2, 3), (4, 4), (3, 5)])
def test_the_null_distribution_is_that_of_all_ways_to_divide_the_ranks(a, b):
    divisions = list(combinations(range(a + b), a))
    statistics = np.array([sum(ranks) - a * (a - 1) // 2 for ranks in divisions])
    for statistic in range(a * b + 1):
        expected = np.mean(statistics <= statistic)
        assert unpaired.probability_at_most(statistic, a, b) == pytest.approx(expected)


@pytest.mark.parametrize(("a", "b"), [(4, 4), (6, 10), (10, 40), (40, 40)])
def test_p_values_without_ties_are_those_of_scipy(a, b):
    random = np.random.default_rng(a * b)
    for ratio in (1.0, 1.02, 1.05):
        old = np.exp(random.normal(0.0, 0.05, a))
        new = ratio * np.exp(random.normal(0.0, 0.05, b))
        expected = stats.mannwhitneyu(old, new, method="exact").pvalue
        assert unpaired.compare(old, new).p_value == pytest.approx(expected)


def test_campaigns_of_unequal_length_are_compared():
    comparison = unpaired.compare(
        [1.0, 1.1, 0.9, 1.05, 0.95, 1.02], [2.0, 2.2, 1.8, 2.1, 1.9, 2.05, 1.95, 2.01]
    )
    assert comparison.ratio.low < 2.0 < comparison.ratio.high
    assert (comparison.n, comparison.ratio.excludes(1.0)) == (6, True)


def test_three_against_three_have_an_estimate_and_no_interval():
    comparison = unpaired.compare([1.0, 1.0, 1.0], [2.0, 2.0, 2.0])
    assert comparison.ratio.estimate == pytest.approx(2.0)
    assert comparison.ratio.low is None


def test_no_values_are_refused():
    with pytest.raises(ValuesError):
        unpaired.compare([], [1.0])


def test_the_approximation_above_fifty_is_within_a_thousandth_of_the_exact_ranks():
    exact = np.searchsorted(unpaired._distribution(51, 60), 0.025, side="right")
    assert unpaired.critical_rank(51, 60, 0.95) == pytest.approx(exact, rel=1e-3)


@given(SAMPLE, SAMPLE)
def test_swapping_the_campaigns_mirrors_every_figure(old, new):
    forth, back = unpaired.compare(old, new), unpaired.compare(new, old)
    assert back.difference == negated(forth.difference)
    assert back.log_ratio == negated(forth.log_ratio)
    assert back.p_value == pytest.approx(forth.p_value)


@given(SAMPLE, SAMPLE)
def test_the_p_value_is_small_exactly_when_the_interval_excludes_equality(old, new):
    comparison = unpaired.compare(old, new)
    assert comparison.log_ratio.excludes(0.0) == (comparison.p_value <= 0.05)


def test_the_interval_covers_at_its_nominal_rate():
    random = np.random.default_rng(8)
    old, new = np.exp(random.normal(0.0, 0.05, (2, 2000, 10)))
    covered = [not unpaired.compare(a, 1.2 * b).ratio.excludes(1.2) for a, b in zip(old, new, strict=True)]
    assert 0.93 <= np.mean(covered) <= 0.97


@pytest.mark.parametrize(("a", "b"), [(51, 51), (51, 60), (55, 52), (60, 60), (70, 51)])
def test_above_fifty_the_approximation_gives_the_rank_that_counting_gives(a, b):
    counted = int(np.searchsorted(unpaired._distribution(a, b), 0.025, side="right"))
    assert unpaired.critical_rank(a, b, 0.95) == counted


@pytest.mark.parametrize("statistic", [1000, 1100, 1300])
def test_above_fifty_the_approximation_gives_the_probability_that_counting_gives(statistic):
    counted = float(unpaired._distribution(51, 51)[statistic])
    assert unpaired.probability_at_most(statistic, 51, 51) == pytest.approx(counted, abs=5e-4)
