from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.analyse.paired import Pairs
from benchmarks.plan import stopping
from benchmarks.plan.stopping import Continue, Reason, StopNow, StoppingRule, decide, together

RULE = StoppingRule(minimum_blocks=10, maximum_blocks=40, half_width=0.05, budget_s=100.0)
PRECISE, MAXIMUM, BUDGET = StopNow(Reason.PRECISE), StopNow(Reason.MAXIMUM), StopNow(Reason.BUDGET)


def pairs(a, b):
    return Pairs(tuple(range(len(a))), tuple(a), tuple(b), dropped=0)


def steady(blocks, spread=0.01, ratio=1.0):
    """Ratios that alternate by ±``spread``."""
    swings = [1 + spread, 1 - spread] * blocks
    return pairs([1.0] * blocks, [ratio * swing for swing in swings[:blocks]])


def wild(blocks):
    """Ratios that spread by half."""
    return pairs([1.0] * blocks, np.exp(np.random.default_rng(3).normal(0.0, 0.5, blocks)).tolist())


def test_nothing_stops_below_the_minimum():
    assert decide(RULE, [steady(9)], 9, spent_s=1e9) == Continue()


def test_a_precise_cell_stops_at_the_minimum():
    assert decide(RULE, [steady(10)], 10, spent_s=0.0) == PRECISE


def test_a_wide_interval_goes_on():
    assert decide(RULE, [wild(20)], 20, spent_s=0.0) == Continue()


def test_a_wide_interval_stops_at_the_maximum():
    assert decide(RULE, [wild(40)], 40, spent_s=0.0) == MAXIMUM


def test_a_spent_budget_stops_what_has_its_minimum():
    assert decide(RULE, [wild(10)], 10, spent_s=100.0) == BUDGET


def test_a_precise_cell_says_so_even_when_it_ends_at_the_maximum_without_budget():
    assert decide(RULE, [steady(40)], 40, spent_s=1e9) == PRECISE


def test_one_imprecise_comparison_keeps_the_cell_going():
    assert decide(RULE, [steady(12), wild(12)], 12, spent_s=0.0) == Continue()


def test_a_precision_is_believed_some_blocks_after_it_was_reached(monkeypatch):
    ratios = [1.5, 0.6, 1.4, 0.7, 1.3, 0.8] + [1.0] * 34
    first = {}
    confirmed = stopping.CONFIRMING_BLOCKS
    for confirming in (0, confirmed):
        monkeypatch.setattr(stopping, "CONFIRMING_BLOCKS", confirming)
        stops = [n for n in range(10, 41) if decide(RULE, [pairs([1.0] * n, ratios[:n])], n, 0.0) == PRECISE]
        first[confirming] = stops[0]
    assert first[confirmed] == first[0] + confirmed


def test_an_early_interval_must_be_half_as_wide():
    quick = replace(RULE, minimum_blocks=6)
    assert decide(quick, [steady(6, spread=0.02)], 6, spent_s=0.0) == PRECISE
    assert decide(quick, [steady(6, spread=0.04)], 6, spent_s=0.0) == Continue()


def test_too_few_complete_pairs_are_never_precise():
    assert decide(RULE, [steady(5, spread=0.0)], 12, spent_s=0.0) == Continue()


def test_an_unnoticeable_width_is_precise_whatever_the_ratio():
    tiny = pairs([0.002] * 12, [0.001, 0.004] * 6)
    assert decide(RULE, [tiny], 12, spent_s=0.0) == Continue()
    assert decide(replace(RULE, noticeable=0.010), [tiny], 12, spent_s=0.0) == PRECISE


def test_a_metric_with_zeros_is_precise_by_its_difference_alone():
    zeros = pairs([0.0] * 12, [0.0, 0.001] * 6)
    assert decide(RULE, [zeros], 12, spent_s=0.0) == Continue()
    assert decide(replace(RULE, noticeable=0.010), [zeros], 12, spent_s=0.0) == PRECISE


def test_a_cell_without_a_comparison_stops_at_its_minimum():
    assert decide(RULE, [], 9, spent_s=0.0) == Continue()
    assert decide(RULE, [], 10, spent_s=0.0) == PRECISE


@pytest.mark.parametrize(
    ("decisions", "expected"),
    [
        ([], Continue()),
        ([PRECISE, Continue()], Continue()),
        ([PRECISE, PRECISE], PRECISE),
        ([PRECISE, MAXIMUM], MAXIMUM),
        ([PRECISE, BUDGET], BUDGET),
    ],
)
def test_a_cell_stops_when_all_its_questions_would(decisions, expected):
    assert together(decisions) == expected


@given(
    st.lists(st.floats(0.5, 2.0), min_size=6, max_size=40),
    st.integers(-20, 20).map(lambda power: 2.0**power),
)
def test_how_far_apart_the_contenders_are_changes_no_decision(ratios, effect):
    near = pairs([1.0] * len(ratios), ratios)
    far = pairs([1.0] * len(ratios), [effect * ratio for ratio in ratios])
    rule = replace(RULE, minimum_blocks=6, half_width=0.3)
    # Rounding can tip a width that lies on the limit itself; one of two limits a hair apart must then agree.
    answers = {
        decide(replace(rule, half_width=limit), [near], len(ratios), 0.0)
        for limit in (0.3 - 1e-9, 0.3 + 1e-9)
    }
    assert decide(rule, [far], len(ratios), 0.0) in answers
