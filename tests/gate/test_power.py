"""On a made-up machine that drifts between campaigns, the gate passes on equals and fails on a tenth."""

from __future__ import annotations

from random import Random

import pytest

from benchmarks.analyse.regression import compare, compare_within
from benchmarks.gate.measuring import ADVISED_BLOCKS, FEWEST_PAIRED_BLOCKS
from benchmarks.plan import questions
from benchmarks.record.progress import Progress
from benchmarks.record.schema import Block, Contender, Sample
from tests.campaigns import PLAIN, cell, header, sample

pytestmark = pytest.mark.slow

TRIES, ENOUGH = 20, 19
SPREAD = 0.03
"""From one process to the next: a lively machine."""
CELL = "session/toy/tuned"
TRUE_S = {"plain": 0.0001, "alpha": 2.0, "beta": 1.2}
WHOLE_S = {"plain": 0.08, "alpha": 2.5, "beta": 1.6}


def campaign(true_s: dict[str, float], blocks: int, seed: int, slower: float = 1.0) -> Progress:
    """A finished campaign on a machine that is ``slower``, and slows by another tenth while it runs."""
    random = Random(seed)
    names = tuple(true_s)
    contenders = tuple(Contender(name, name, baseline=name == "plain") for name in names)
    progress = Progress(header(cell(contenders=names, maximum=blocks), contenders=contenders))
    for block in range(blocks):
        pace = slower * (1 + 0.1 * block / blocks)
        for name in names:
            progress.take(_sample(name, block, true_s[name] * pace, pace, random))
        progress.take(Block(CELL, block, 0, [], counts=True))
    return progress


def _sample(name: str, block: int, seconds: float, pace: float, random: Random) -> Sample:
    luck = random.gauss(1, SPREAD)
    taken = sample(name, block, seconds * luck)
    whole = WHOLE_S.get(name, 1.0) * pace * random.gauss(1, SPREAD)
    taken.metrics["process.wall_ns"] = whole * 1e9
    return taken


def regressed(progress: Progress, other: Progress) -> set[str]:
    return {one.contender for one in compare(progress, other) if one.change == "regression"}


def test_equal_campaigns_on_a_machine_of_another_speed_that_day_pass() -> None:
    passed = sum(
        not regressed(
            campaign(TRUE_S, ADVISED_BLOCKS, 2 * n), campaign(TRUE_S, ADVISED_BLOCKS, 2 * n + 1, slower=1.15)
        )
        for n in range(TRIES)
    )
    assert passed >= ENOUGH


def test_a_tenth_is_found_on_a_machine_of_another_speed_that_day() -> None:
    worse = TRUE_S | {"alpha": 2.2}
    found = sum(
        "alpha"
        in regressed(
            campaign(TRUE_S, ADVISED_BLOCKS, 2 * n), campaign(worse, ADVISED_BLOCKS, 2 * n + 1, slower=0.9)
        )
        for n in range(TRIES)
    )
    assert found >= ENOUGH


PAIRS = {"alpha": "alpha:before", "beta": "beta:before"}


def beside(alpha_s: float, seed: int) -> Progress:
    return campaign({"alpha:before": 2.0, "alpha": alpha_s, "beta:before": 1.2, "beta": 1.2}, 12, seed)


def test_equal_files_in_the_same_blocks_pass() -> None:
    passed = sum(
        all(one.change != "regression" for one in compare_within(beside(2.0, seed), PAIRS))
        for seed in range(TRIES)
    )
    assert passed >= ENOUGH


def test_a_tenth_in_the_same_blocks_is_found() -> None:
    found = sum(
        {one.contender for one in compare_within(beside(2.2, seed), PAIRS) if one.change == "regression"}
        == {"alpha"}
        for seed in range(TRIES)
    )
    assert found >= ENOUGH


def test_ten_blocks_are_enough_for_every_headline_figure_of_two_sides() -> None:
    """The smallest p-value that ten blocks can give survives Hochberg's correction over that many figures."""
    family = 2 * sum(bool(question.headline) for question in questions.load())
    assert 2 * 0.5**FEWEST_PAIRED_BLOCKS * family < 0.05


def test_plain_python_is_the_yardstick_of_others_and_not_of_itself() -> None:
    found = compare(campaign(TRUE_S, 10, 1), campaign(TRUE_S, 10, 2, slower=1.15))
    assert {one.contender: one.relative for one in found} == {"plain": False, "alpha": True, "beta": True}
    assert PLAIN.baseline
