"""Wrong analyses that a benchmark could have: the check beside each tells it from the right one."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pytest

from benchmarks.analyse import family as families
from benchmarks.analyse import paired, verdict
from benchmarks.analyse.verdict import Kind, Verdict
from benchmarks.plan import stopping
from tests.analyse import checks


@dataclass(frozen=True)
class Mutant:
    """One fault, where it is put in, and the check that must notice."""

    name: str
    module: object
    attribute: str
    fault: Callable
    check: Callable[[], None]


real_compare = paired.compare
real_decide = verdict.decide


def without_pairing(a, b, confidence=0.95):
    return real_compare(a, np.roll(b, len(b) // 2), confidence)


def without_logarithm(numerator, denominator):
    return numerator / denominator - 1, ""


def labels_shuffled(a, b, confidence=0.95):
    coins = random.Random(0)
    sides = [pair if coins.random() < 0.5 else pair[::-1] for pair in zip(a, b, strict=True)]
    return real_compare(*zip(*sides, strict=True), confidence)


def contenders_swapped(a, b, confidence=0.95):
    return real_compare(b, a, confidence)


def stop_on_significance(rule, pairs):
    return real_compare(pairs.a, pairs.b).log_ratio.excludes(0.0)


def same_by_the_estimate_alone(comparison, margin, noticeable=None, **flags):
    if abs(comparison.ratio.estimate - 1) <= margin:
        return Verdict(Kind.SAME)
    return real_decide(comparison, margin, noticeable, **flags)


def no_correction(member, adjusted_p, alpha, family_size):
    return member.verdict


MUTANTS = [
    Mutant("pairing removed", paired, "compare", without_pairing, checks.what_a_block_does_to_both_cancels),
    Mutant("log dropped", paired, "log_ratios", without_logarithm, checks.a_known_ratio_comes_back),
    Mutant("labels shuffled", paired, "compare", labels_shuffled, checks.a_true_five_percent_is_seen),
    Mutant("A and B swapped", paired, "compare", contenders_swapped, checks.the_faster_is_named),
    Mutant(
        "stop on significance",
        stopping,
        "_precise",
        stop_on_significance,
        checks.equal_contenders_rarely_differ,
    ),
    Mutant(
        "same by the estimate",
        verdict,
        "decide",
        same_by_the_estimate_alone,
        checks.same_holds_for_the_whole_interval,
    ),
    Mutant(
        "no correction", families, "_after", no_correction, checks.a_family_of_equals_rarely_has_a_difference
    ),
]


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_the_check_passes_on_the_real_code_and_fails_on_the_mutant(mutant, monkeypatch):
    mutant.check()
    monkeypatch.setattr(mutant.module, mutant.attribute, mutant.fault)
    with pytest.raises(AssertionError):
        mutant.check()
