"""A plan says beforehand what each headline can prove, and campaigns of that size then do prove it."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.analyse.paired import compare
from benchmarks.campaign.provable import headlines, smallest_ratio, spreads
from benchmarks.record.progress import Progress
from benchmarks.record.schema import Block
from tests.campaigns import RUN, cell, header, sample


@pytest.mark.parametrize(("spread", "pairs"), [(0.02, 8), (0.09, 16), (0.2, 12)])
def test_four_of_five_campaigns_prove_what_the_plan_says(spread: float, pairs: int) -> None:
    ratio = smallest_ratio(spread, pairs)
    assert ratio is not None
    random = np.random.default_rng(5)
    logs = np.log(ratio) + random.normal(0.0, spread, (600, pairs))
    proven = [compare([1.0] * pairs, list(np.exp(row))).ratio.excludes(1.0) for row in logs]  # type: ignore[union-attr]
    assert 0.74 <= np.mean(proven) <= 0.86


def test_more_pairs_prove_smaller_differences() -> None:
    found = [smallest_ratio(0.1, pairs) or 0.0 for pairs in (6, 8, 12, 40)]
    assert found == sorted(found, reverse=True)
    assert smallest_ratio(0.1, 1) is None


def test_every_headline_of_the_plan_is_told_with_its_pairs_and_its_spread() -> None:
    (told,) = headlines(header(cell(minimum=8)), {(RUN.id, RUN.headline): 0.1})
    assert told.text().startswith("run: 8 pairs in session/toy/tuned; at a spread of 10% from pair to pair")
    (unknown,) = headlines(header(cell(minimum=8)), {})
    assert unknown.text().endswith("the spread there is not known yet")


def test_the_spread_is_that_of_the_log_ratio_within_blocks() -> None:
    progress = Progress(header())
    for block, ratio in enumerate((1.0, 2.0, 4.0)):
        progress.take(sample("alpha", block, 1.0 + block))
        progress.take(sample("beta", block, (1.0 + block) * ratio))
        progress.take(Block("session/toy/tuned", block, 0, [], counts=True))
    assert spreads([progress])[RUN.id, "session/toy/tuned"] == pytest.approx(np.log(2.0))
