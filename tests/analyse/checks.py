"""Named checks of the analysis: tests run them on the real code, and on mutants that they must tell apart.

Each goes through the modules' attributes at the moment of the call, so that a replaced function is the one
that is checked.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from benchmarks.analyse import family as families
from benchmarks.analyse import paired, verdict
from benchmarks.analyse.verdict import Kind
from benchmarks.plan.stopping import StoppingRule
from tests import simulate
from tests.simulate import LIVELY, QUIET, Machine, Outcome

CONTENDERS = ("plain", "flyte", "kfp")
STANDARD = StoppingRule(minimum_blocks=10, maximum_blocks=40, half_width=0.05, budget_s=1e9)
QUICK = StoppingRule(minimum_blocks=6, maximum_blocks=40, half_width=0.05, budget_s=1e9)


def blocks(count: int) -> StoppingRule:
    """A rule that leaves the stopping rule no choice."""
    return StoppingRule(count, count, half_width=0.05, budget_s=1e9)


def campaigns(
    machine: Machine, rule: StoppingRule, ratio: float, count: int, seed: int, *, shuffled: bool = True
) -> list[Outcome]:
    """Conclusions on kfp against flyte, where kfp truly takes ``ratio`` times as long."""
    random = np.random.default_rng(seed)
    true_s = {"plain": 0.2, "flyte": 1.0, "kfp": ratio}
    outcomes = []
    for number in range(count):
        if shuffled:
            schedule = simulate.shuffled_blocks(seed + number, CONTENDERS, rule.maximum_blocks)
        else:
            schedule = simulate.one_after_the_other(CONTENDERS, rule.maximum_blocks)
        samples = simulate.measure(machine, schedule, true_s, random)
        outcomes.append(simulate.conclude(samples, "flyte", "kfp", rule))
    return outcomes


def share_different(outcomes: list[Outcome]) -> float:
    """How often the interval of the ratio excludes equality."""
    return sum(outcome.comparison.log_ratio.excludes(0.0) for outcome in outcomes) / len(outcomes)


def share_covering(outcomes: list[Outcome], ratio: float) -> float:
    """How often the interval of the ratio holds the truth."""
    return sum(not outcome.comparison.ratio.excludes(ratio) for outcome in outcomes) / len(outcomes)


def differ(a: Sequence[float], b: Sequence[float]) -> bool:
    """Whether one comparison by itself calls the two different."""
    return paired.compare(a, b).log_ratio.excludes(0.0)


def a_known_ratio_comes_back() -> None:
    """Every block says exactly 2, so nothing but 2 may come out."""
    values = [1.0, 2.0, 3.0, 5.0, 8.0, 13.0, 21.0]
    ratio = paired.compare(values, [2 * value for value in values]).ratio
    assert (ratio.estimate, ratio.low, ratio.high) == pytest.approx((2.0, 2.0, 2.0), rel=1e-11)


def what_a_block_does_to_both_cancels() -> None:
    """Blocks differ by a factor of three, the contenders by exactly 1 %."""
    speeds = np.linspace(1.0, 3.0, 15)
    noise = np.random.default_rng(5).normal(1.0, 0.001, (2, 15))
    ratio = paired.compare(speeds * noise[0], 1.01 * speeds * noise[1]).ratio
    assert 1.005 < ratio.low <= ratio.high < 1.015


def the_faster_is_named() -> None:
    """The first takes 1.0 s, the second 1.2 s."""
    faster, slower = np.full(12, 1.0), np.full(12, 1.2)
    assert verdict.decide(paired.compare(faster, slower), margin=0.05).kind is Kind.A_FASTER


def a_true_five_percent_is_seen(count: int = 300) -> None:
    """At 2 % spread with 15 blocks, in at least 95 % of campaigns, with drift and outliers and without."""
    for machine in (QUIET, LIVELY):
        assert share_different(campaigns(machine, blocks(15), 1.05, count, seed=11)) >= 0.95


def equal_contenders_rarely_differ(
    machine: Machine = LIVELY, rule: StoppingRule = STANDARD, count: int = 400
) -> None:
    """At most 6 % of campaigns call equals different, at a nominal 5 %."""
    assert share_different(campaigns(machine, rule, 1.0, count, seed=23)) <= 0.06


def same_holds_for_the_whole_interval() -> None:
    """The estimate is 1, the interval wide: that is no proof of sameness."""
    comparison = paired.compare([1.0, 1.1] * 5, [1.1, 1.0] * 5)
    assert comparison.ratio.estimate == 1.0
    assert verdict.decide(comparison, margin=0.05).kind is Kind.NOT_PROVEN


def a_family_of_equals_rarely_has_a_difference(count: int = 300, size: int = 5) -> None:
    """The chance of any false *faster* among the headlines stays at the level of a single one."""
    random = np.random.default_rng(31)
    alarms = 0

    for _ in range(count):
        family = {}
        for member in range(size):
            comparison = paired.compare(*np.exp(random.normal(0.0, 0.02, (2, 12))))
            family[str(member)] = families.Member(verdict.decide(comparison, margin=0.0), comparison.p_value)
        corrected = families.correct(family).values()
        alarms += any(member.verdict.kind in (Kind.A_FASTER, Kind.B_FASTER) for member in corrected)

    assert alarms / count <= 0.06
