from __future__ import annotations

import numpy as np
import pytest

from benchmarks.analyse import holm
from benchmarks.analyse.holm import Member
from benchmarks.analyse.verdict import Kind, Verdict, not_comparable
from tests.analyse import checks

FASTER = Verdict(Kind.A_FASTER, "", Kind.A_FASTER)
OPEN = Verdict(Kind.NOT_PROVEN, "wide")


def test_the_step_down_is_that_of_the_textbook():
    family = {name: Member(FASTER, p) for name, p in zip("abcd", (0.005, 0.011, 0.02, 0.04), strict=True)}
    adjusted = [member.adjusted_p for member in holm.correct(family).values()]
    assert adjusted == pytest.approx([0.02, 0.033, 0.04, 0.04])


def test_a_headline_that_does_not_survive_drops_to_not_proven_and_says_why():
    corrected = holm.correct({"run": Member(FASTER, 0.03), "build": Member(OPEN, 0.5)})["run"]
    assert corrected.verdict.kind is Kind.NOT_PROVEN
    assert corrected.verdict.proven is None
    assert "2 headline questions, p is 0.06" in corrected.verdict.reason


def test_a_headline_that_survives_keeps_its_verdict():
    corrected = holm.correct({"run": Member(FASTER, 0.001), "build": Member(OPEN, 0.5)})["run"]
    assert (corrected.verdict, corrected.family_size) == (FASTER, 2)


def test_same_stays_same_but_loses_its_direction():
    same = Verdict(Kind.SAME, "inside", Kind.B_FASTER)
    corrected = holm.correct({"run": Member(same, 0.04), "build": Member(OPEN, 0.5)})["run"]
    assert corrected.verdict == Verdict(Kind.SAME, "inside")


def test_a_member_that_could_not_be_measured_still_counts():
    family = {"run": Member(FASTER, 0.03), "step": Member(not_comparable("outputs differ"), None)}
    corrected = holm.correct(family)
    assert corrected["run"].adjusted_p == pytest.approx(0.06)
    assert corrected["step"].verdict.kind is Kind.NOT_COMPARABLE


def test_a_family_of_one_is_left_alone():
    assert holm.correct({"run": Member(FASTER, 0.04)})["run"].verdict == FASTER


def test_no_family_gives_no_verdict():
    assert holm.correct({}) == {}


@pytest.mark.parametrize(("size", "blocks"), [(1, 6), (2, 7), (5, 8), (10, 9)])
def test_the_blocks_a_family_needs_grow_with_its_size(size, blocks):
    assert holm.blocks_needed(size) == blocks
    assert 2 / 2**blocks * size <= 0.05 < 2 / 2 ** (blocks - 1) * size


def test_a_family_of_equals_rarely_has_a_difference():
    checks.a_family_of_equals_rarely_has_a_difference(count=1500)


def test_without_the_correction_a_family_of_equals_often_has_one():
    random = np.random.default_rng(2)
    noise = np.exp(random.normal(0.0, 0.02, (300, 5, 2, 12)))
    alarms = [any(checks.differ(a, b) for a, b in family) for family in noise]
    assert np.mean(alarms) > 0.15
