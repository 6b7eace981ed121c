"""Repeated campaigns are held against each other, headline by headline."""

from __future__ import annotations

from benchmarks.publish.reproducibility_page import page
from tests.campaigns import campaign


def test_campaigns_that_say_the_same_agree() -> None:
    text = page({"quick": campaign({"alpha": 2}), "again-1": campaign({"alpha": 2}, seed=5)})
    assert text.count("beta faster") == 2
    assert "All verdicts are the same. The intervals agree." in text


def test_campaigns_that_say_otherwise_are_told_apart() -> None:
    text = page({"quick": campaign({"alpha": 2}), "again-1": campaign({"beta": 2}, seed=5)})
    assert "The verdicts are not all the same. The intervals do not all agree." in text


def test_every_campaign_stands_with_its_command_and_its_disturbed_blocks() -> None:
    text = page({"quick": campaign({}), "again-1": campaign({}, seed=5)})
    assert text.count("0 of 10") == 2
