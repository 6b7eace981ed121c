from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.analyse import family as families
from benchmarks.analyse.family import Member
from benchmarks.analyse.verdict import Kind, Verdict, not_comparable
from tests import simulate_family
from tests.analyse import checks

FASTER = Verdict(Kind.A_FASTER, "", Kind.A_FASTER)
OPEN = Verdict(Kind.NOT_PROVEN, "wide")


def test_the_step_up_is_that_of_the_textbook():
    family = {name: Member(FASTER, p) for name, p in zip("abcd", (0.005, 0.011, 0.03, 0.04), strict=True)}
    adjusted = [member.adjusted_p for member in families.correct(family).values()]
    assert adjusted == pytest.approx([0.02, 0.033, 0.04, 0.04])


@given(st.lists(st.floats(0, 1), min_size=1, max_size=12))
def test_hochberg_never_proves_less_than_holm_and_never_more_than_no_correction(p_values):
    adjusted = families.hochberg(p_values)
    stepped_down = simulate_family.holm(np.array([p_values]))[0]
    rows = zip(p_values, adjusted, stepped_down, strict=True)
    assert all(raw <= mine <= holm + 1e-12 for raw, mine, holm in rows)


def test_where_every_member_is_below_five_percent_all_are_proven():
    assert families.hochberg([0.03, 0.04, 0.01]) == [0.04, 0.04, 0.03]


def test_the_order_of_the_members_changes_nothing():
    assert families.hochberg([0.04, 0.01, 0.02])[::-1] == families.hochberg([0.02, 0.01, 0.04])


def test_blocks_that_agree_and_are_too_few_say_how_many_more_would_decide():
    family = {"run": Member(FASTER, 2 / 2**6, 6), "build": Member(OPEN, 0.5, 6)}
    reason = families.correct(family)["run"].verdict.reason
    assert reason.startswith("all 6 blocks agree, but they are too few")
    assert reason.endswith("1 more would decide")


def test_blocks_that_disagree_say_so():
    family = {"run": Member(FASTER, 0.04, 12), "build": Member(OPEN, 0.5, 12)}
    assert families.correct(family)["run"].verdict.reason.startswith("the blocks disagree")


@pytest.mark.slow
@pytest.mark.slow
def test_the_page_of_simulations_is_what_its_command_writes():
    assert simulate_family.page() == simulate_family.PAGE.read_text(encoding="utf-8")


def test_a_headline_that_does_not_survive_drops_to_not_proven_and_says_why():
    corrected = families.correct({"run": Member(FASTER, 0.03), "build": Member(OPEN, 0.5)})["run"]
    assert corrected.verdict.kind is Kind.NOT_PROVEN
    assert corrected.verdict.proven is None
    assert "2 headline questions, p is 0.06" in corrected.verdict.reason


def test_a_headline_that_survives_keeps_its_verdict():
    corrected = families.correct({"run": Member(FASTER, 0.001), "build": Member(OPEN, 0.5)})["run"]
    assert (corrected.verdict, corrected.family_size) == (FASTER, 2)


def test_same_stays_same_but_loses_its_direction():
    same = Verdict(Kind.SAME, "inside", Kind.B_FASTER)
    corrected = families.correct({"run": Member(same, 0.04), "build": Member(OPEN, 0.5)})["run"]
    assert corrected.verdict == Verdict(Kind.SAME, "inside")


def test_a_member_that_could_not_be_measured_still_counts():
    family = {"run": Member(FASTER, 0.03), "step": Member(not_comparable("outputs differ"), None)}
    corrected = families.correct(family)
    assert corrected["run"].adjusted_p == pytest.approx(0.06)
    assert corrected["step"].verdict.kind is Kind.NOT_COMPARABLE


def test_a_family_of_one_is_left_alone():
    assert families.correct({"run": Member(FASTER, 0.04)})["run"].verdict == FASTER


def test_no_family_gives_no_verdict():
    assert families.correct({}) == {}


@pytest.mark.parametrize(("size", "blocks"), [(1, 6), (2, 7), (5, 8), (10, 9)])
def test_the_blocks_a_family_needs_grow_with_its_size(size, blocks):
    assert families.blocks_needed(size) == blocks
    assert 2 / 2**blocks * size <= 0.05 < 2 / 2 ** (blocks - 1) * size


def test_a_family_of_equals_rarely_has_a_difference():
    checks.a_family_of_equals_rarely_has_a_difference(count=1500)


def test_without_the_correction_a_family_of_equals_often_has_one():
    random = np.random.default_rng(2)
    noise = np.exp(random.normal(0.0, 0.02, (300, 5, 2, 12)))
    alarms = [any(checks.differ(a, b) for a, b in family) for family in noise]
    assert np.mean(alarms) > 0.15
