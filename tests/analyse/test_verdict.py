from __future__ import annotations

from math import log1p

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from benchmarks.analyse import paired, verdict
from benchmarks.analyse.interval import ValuesError
from benchmarks.analyse.verdict import Kind, Verdict
from tests.analyse import checks
from tests.analyse.figures import PAIRS

ONES = [1.0] * 12
NOISY = [1.0, 1.2, 0.8, 1.1, 0.9, 1.3, 0.7, 1.05, 0.95, 1.15, 0.85, 1.0]


def decide(a, b, margin=0.05, noticeable=None, **flags):
    return verdict.decide(paired.compare(a, b), margin, noticeable, **flags)


def test_the_faster_is_named():
    checks.the_faster_is_named()


def test_same_holds_for_the_whole_interval():
    checks.same_holds_for_the_whole_interval()


def test_more_is_better_where_the_question_says_so():
    assert decide(ONES, [1.2] * 12, higher_is_better=True).kind is Kind.B_FASTER


def test_an_interval_inside_the_margin_is_same():
    assert decide(ONES, [1.0, 1.01, 0.99, 1.02, 0.98, 1.0] * 2).kind is Kind.SAME


def test_a_proven_difference_inside_the_margin_is_same_and_still_names_the_side_it_favours():
    answer = decide(ONES, [1.02] * 12)
    assert (answer.kind, answer.proven) == (Kind.SAME, Kind.A_FASTER)


@pytest.mark.parametrize("ratio", [1.05, 1 / 1.05])
def test_an_interval_that_ends_on_the_margin_is_inside_it(ratio):
    assert decide(ONES, [ratio] * 12).kind is Kind.SAME


def test_a_proven_difference_that_reaches_beyond_the_margin_is_faster_even_if_small():
    assert decide(ONES, [1.051] * 12).kind is Kind.A_FASTER


def test_a_difference_that_nobody_notices_is_same_whatever_the_ratio():
    comparison = paired.compare([0.002] * 12, [0.004] * 12)
    assert verdict.decide(comparison, 0.05, noticeable=0.010).kind is Kind.SAME
    assert verdict.decide(comparison, 0.05).kind is Kind.A_FASTER


def test_a_wide_interval_around_equality_proves_nothing():
    answer = decide(ONES, NOISY)
    assert answer.kind is Kind.NOT_PROVEN
    assert "wider than the margin" in answer.reason


def test_five_blocks_prove_nothing_and_the_verdict_says_so():
    answer = decide([1.0] * 5, [9.0] * 5)
    assert answer == Verdict(Kind.NOT_PROVEN, "5 blocks are too few for a 95 % interval")


def test_contenders_without_a_common_block_are_not_comparable():
    assert verdict.decide(None, 0.05).kind is Kind.NOT_COMPARABLE
    assert verdict.decide(None, 0.05).reason


def test_a_mismatch_is_not_comparable_for_the_reason_given():
    assert verdict.not_comparable("outputs differ") == Verdict(Kind.NOT_COMPARABLE, "outputs differ")


def test_a_metric_with_zeros_is_decided_by_its_difference():
    zeros, some = [0.0] * 12, [3.0] * 12
    assert decide(zeros, some).kind is Kind.A_FASTER
    assert decide(zeros, some, noticeable=5.0).kind is Kind.SAME
    assert decide(zeros, zeros).kind is Kind.SAME
    assert decide([0.0, 1.0] * 6, [1.0, 0.0] * 6).kind is Kind.NOT_PROVEN


@pytest.mark.parametrize(("margin", "noticeable"), [(-0.1, None), (0.1, -1.0)])
def test_a_negative_margin_is_refused(margin, noticeable):
    with pytest.raises(ValuesError, match="margin cannot be negative"):
        decide(ONES, ONES, margin, noticeable)


MARGIN = st.sampled_from([0.0, 0.01, 0.05, 0.5])
NOTICEABLE = st.sampled_from([None, 0.0, 0.05, 1.0])


@given(PAIRS, MARGIN, NOTICEABLE, st.booleans())
def test_swapping_the_contenders_mirrors_the_verdict(values, margin, noticeable, higher_is_better):
    a, b = values
    forth = decide(a, b, margin, noticeable, higher_is_better=higher_is_better)
    assert decide(b, a, margin, noticeable, higher_is_better=higher_is_better) == forth.swapped()


@given(PAIRS, MARGIN, NOTICEABLE, st.integers(-30, 30).map(lambda power: 2.0**power))
def test_a_change_of_unit_by_a_power_of_two_changes_no_verdict(values, margin, noticeable, factor):
    a, b = ([factor * value for value in side] for side in values)
    same = decide(a, b, margin, None if noticeable is None else factor * noticeable)
    before = decide(*values, margin, noticeable)
    assert (same.kind, same.proven) == (before.kind, before.proven)


@given(PAIRS, MARGIN, st.floats(1e-9, 1e9))
def test_a_change_of_unit_changes_no_verdict_except_on_the_very_edge(values, margin, factor):
    log_ratio = paired.compare(*values).log_ratio
    edges = (-log1p(margin), 0.0, log1p(margin))
    assume(all(abs(bound - edge) > 1e-9 for bound in (log_ratio.low, log_ratio.high) for edge in edges))
    a, b = ([factor * value for value in side] for side in values)
    assert decide(a, b, margin) == decide(*values, margin)


@given(PAIRS, MARGIN, NOTICEABLE)
def test_same_never_appears_while_the_interval_leaves_the_margin(values, margin, noticeable):
    comparison = paired.compare(*values)
    ratio, difference = comparison.ratio, comparison.difference
    leaves_ratio = ratio.low < 1 / (1 + margin) - 1e-9 or ratio.high > 1 + margin + 1e-9
    leaves_difference = noticeable is None or max(-difference.low, difference.high) > noticeable
    if leaves_ratio and leaves_difference:
        assert verdict.decide(comparison, margin, noticeable).kind is not Kind.SAME


@given(PAIRS, MARGIN, NOTICEABLE)
def test_faster_never_appears_while_the_interval_includes_equality(values, margin, noticeable):
    comparison = paired.compare(*values)
    if comparison.ratio.low <= 1.0 <= comparison.ratio.high:
        answer = verdict.decide(comparison, margin, noticeable)
        assert answer.kind in (Kind.SAME, Kind.NOT_PROVEN)
        assert answer.proven is None


def test_contenders_eight_percent_apart_are_hardly_ever_the_same_within_five():
    random = np.random.default_rng(12)
    sides = np.exp(random.normal(0.0, 0.02, (500, 2, 15)))
    kinds = [decide(a, 1.08 * b).kind for a, b in sides]
    assert kinds.count(Kind.SAME) <= 0.01 * len(kinds)
    assert kinds.count(Kind.A_FASTER) >= 0.95 * len(kinds)


def test_one_block_is_told_in_the_singular():
    assert decide([1.0], [2.0]).reason == "1 block is too few for a 95 % interval"
    assert decide([1.0, 1.0], [2.0, 2.1]).reason == "2 blocks are too few for a 95 % interval"
