from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from benchmarks.analyse import scaling
from benchmarks.analyse.interval import Interval, ValuesError
from benchmarks.analyse.paired import compare_blocks
from benchmarks.analyse.scaling import NoFit, crossing

SIZES = (1.0, 10.0, 100.0, 1000.0)


def on_a_line(fixed, per_unit, blocks=8, sizes=SIZES):
    return {size: dict.fromkeys(range(blocks), fixed + per_unit * size) for size in sizes}


def noisy(random, fixed, per_unit, blocks, drift, sizes=SIZES):
    """Values that spread by 2 % in proportion, in blocks that drift as a whole."""
    factors = np.exp(random.normal(0.0, 0.02, (len(sizes), blocks)) + random.normal(0.0, drift, blocks))
    return {
        size: {block: (fixed + per_unit * size) * factors[row, block] for block in range(blocks)}
        for row, size in enumerate(sizes)
    }


def test_a_known_line_comes_back():
    line = scaling.line(on_a_line(2.0, 0.01))
    assert line.per_unit.estimate == pytest.approx(0.01)
    assert line.fixed.estimate == pytest.approx(2.0)
    assert (line.sizes, line.dropped, line.per_unit.n) == (SIZES, 0, 8)


@pytest.mark.parametrize("exponent", [0.0, 1.0, 2.0])
def test_a_known_growth_comes_back(exponent):
    by_size = {size: dict.fromkeys(range(8), 3.0 * size**exponent) for size in SIZES}
    assert scaling.growth(by_size).exponent.estimate == pytest.approx(exponent, abs=1e-12)


def test_the_order_in_which_sizes_are_given_changes_nothing():
    by_size = noisy(np.random.default_rng(1), 1.0, 0.01, 8, drift=0.05)
    backwards = dict(reversed(by_size.items()))
    assert scaling.line(backwards) == scaling.line(by_size)


@pytest.mark.parametrize("fit", [scaling.line, scaling.growth])
def test_two_sizes_give_no_fit_and_the_reason(fit):
    assert fit(on_a_line(1.0, 1.0, sizes=(1.0, 2.0))) == NoFit("2 sizes measured; a fit needs 3")


@pytest.mark.parametrize("fit", [scaling.line, scaling.growth])
def test_sizes_without_a_common_block_give_no_fit(fit):
    by_size = {1.0: {0: 1.0}, 2.0: {1: 1.0}, 3.0: {2: 1.0}}
    assert fit(by_size) == NoFit("no block has a value at every size")


def test_a_block_that_lacks_a_size_is_dropped_and_counted():
    by_size = on_a_line(1.0, 1.0)
    del by_size[10.0][3]
    line = scaling.line(by_size)
    assert (line.per_unit.n, line.dropped, sorted(line.slopes)) == (7, 1, [0, 1, 2, 4, 5, 6, 7])


def test_five_blocks_give_estimates_without_intervals():
    line = scaling.line(on_a_line(1.0, 1.0, blocks=5))
    assert (line.per_unit.low, line.fixed.high) == (None, None)


def test_growth_of_something_that_can_be_zero_has_no_exponent():
    assert isinstance(scaling.growth(on_a_line(0.0, 0.0)), NoFit)
    assert isinstance(scaling.growth(on_a_line(1.0, 1.0, sizes=(0.0, 1.0, 2.0))), NoFit)


def test_values_that_are_not_finite_are_refused():
    with pytest.raises(ValuesError):
        scaling.line(on_a_line(float("nan"), 1.0))


def test_two_contenders_slopes_are_compared_block_by_block():
    random = np.random.default_rng(3)
    cheap = scaling.line(noisy(random, 1.0, 0.010, 12, drift=0.0))
    dear = scaling.line(noisy(random, 1.0, 0.012, 12, drift=0.0))
    ratio = compare_blocks(cheap.slopes, dear.slopes).ratio
    assert ratio.low < 1.2 < ratio.high
    assert ratio.excludes(1.0)


@pytest.mark.parametrize("drift", [0.0, 0.05])
@pytest.mark.parametrize(("fixed", "per_unit"), [(2.0, 0.01), (0.05, 0.02), (1.0, 0.0)])
def test_slope_and_fixed_cost_are_covered_at_the_nominal_rate(fixed, per_unit, drift):
    random = np.random.default_rng(6)
    lines = [scaling.line(noisy(random, fixed, per_unit, 12, drift)) for _ in range(1000)]
    # Twelve blocks cover 95.8 % exactly; three standard errors of a thousand fits are 1.9 %.
    assert 0.93 <= np.mean([not line.per_unit.excludes(per_unit) for line in lines]) <= 0.977
    assert 0.93 <= np.mean([not line.fixed.excludes(fixed) for line in lines]) <= 0.977


def test_the_exponent_is_covered_at_the_nominal_rate():
    random = np.random.default_rng(7)
    fits = [scaling.growth(noisy(random, 0.0, 0.02, 12, drift=0.05)).exponent for _ in range(1000)]
    assert 0.93 <= np.mean([not fit.excludes(1.0) for fit in fits]) <= 0.977


def test_one_line_through_all_points_would_cover_far_too_seldom():
    random = np.random.default_rng(9)
    covered = []
    for _ in range(100):
        by_size = noisy(random, 0.05, 0.02, 12, drift=0.05)
        points = [(size, value) for size, values in by_size.items() for value in values.values()]
        sizes, values = zip(*points, strict=True)
        pooled = stats.theilslopes(values, sizes)
        covered.append(pooled.low_slope <= 0.02 <= pooled.high_slope)
    assert np.mean(covered) < 0.85


def test_the_size_at_which_a_line_reaches_a_level_is_told_with_its_interval() -> None:
    by_size = {size: dict.fromkeys(range(6), 50.0 + 2.0 * size) for size in (10.0, 20.0, 40.0)}
    found = crossing(by_size, 1050.0)
    assert isinstance(found, Interval)
    assert (found.estimate, found.low, found.high, found.n) == (500.0, 500.0, 500.0, 6)


def test_what_does_not_grow_reaches_nothing() -> None:
    flat = {size: dict.fromkeys(range(6), 5.0) for size in (1.0, 2.0, 3.0)}
    assert crossing(flat, 10.0) == NoFit("it does not grow with the size")


def test_what_does_not_grow_in_one_block_reaches_nothing():
    by_size = on_a_line(1.0, 0.5)
    for size in SIZES:
        by_size[size] = {**by_size[size], 3: 1.0 - 0.001 * size}
    assert crossing(by_size, 10.0) == NoFit("it does not grow with the size")
