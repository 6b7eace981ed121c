"""Which release is said to have moved a figure, on histories whose truth is known."""

from __future__ import annotations

import pytest

from benchmarks.errors import RawFileError
from benchmarks.history.campaign import too_few
from benchmarks.history.page import History, absent, moved
from benchmarks.history.trend import Trend, trends
from benchmarks.history.versions import versions_of
from tests.campaigns import campaign
from tests.history.known import known


def trend(*arguments: object, **more: object) -> Trend:
    (found,) = trends(known(*arguments, **more))  # type: ignore[arg-type]
    return found


def movers(found: Trend) -> list[str]:
    return [move.newer.wanted for move in found.moves if move.moved]


def test_the_release_that_moved_a_figure_is_marked_and_no_other() -> None:
    assert movers(trend({"1": 1.0, "2": 1.0, "3": 1.2, "4": 1.2})) == ["3"]


def test_versions_that_are_alike_are_never_marked() -> None:
    for seed in range(20):
        assert movers(trend({"1": 1.0, "2": 1.0, "3": 1.0}, seed=seed)) == []


def test_a_move_that_is_proven_but_smaller_than_the_noise_is_not_marked() -> None:
    quiet = {"1": 1.0, "2": 1.0, "3": 1.08}
    assert movers(trend(quiet)) == ["3"]
    assert movers(trend(quiet, twin_spread=0.4)) == []


def test_without_a_twin_the_noise_is_not_known_and_nothing_is_marked() -> None:
    found = trend({"1": 1.0, "2": 2.0}, twin=False)
    assert movers(found) == []
    assert [move.noise for move in found.moves] == [None]


def test_moves_are_corrected_for_being_several() -> None:
    """Six blocks reach p = 0.031: enough for one move alone, not for one of two."""
    alone = trend({"1": 1.0, "2": 1.5}, blocks=6)
    assert movers(alone) == ["2"]
    assert movers(trend({"1": 1.0, "2": 1.5, "3": 1.5}, blocks=6)) == []


def test_a_version_that_does_not_run_is_passed_over_and_told_with_its_reason() -> None:
    progress = known({"1": 1.0, "2": 5.0, "3": 1.3}, failing=("2",))
    (found,) = trends(progress)
    assert [(move.older.wanted, move.newer.wanted) for move in found.moves] == [("1", "3")]
    lines = absent(History.read("toy", progress))
    assert any(line.startswith("2.0, run: failed") and "ImportError" in line for line in lines)


def test_a_version_that_does_not_install_is_told_with_its_reason() -> None:
    assert "9: does not install: there is no tinysdk==9" in absent(
        History.read("toy", known({"1": 1, "2": 1}))
    )


def test_the_sentence_says_which_release_moved_what_in_which_direction_and_on_how_many_blocks() -> None:
    worse = moved(History.read("toy", known({"1": 1.0, "2": 1.5})))
    better = moved(History.read("toy", known({"1": 1.5, "2": 1.0})))
    assert len(worse) == len(better) == 1
    assert worse[0].startswith("◆ 2.0 moved run, for the worse: 1.5")
    assert worse[0].endswith("of 1.0, n=10")
    assert "for the better: 0.66" in better[0]


def test_an_ordinary_campaign_is_not_taken_for_a_history() -> None:
    with pytest.raises(RawFileError, match="fvk history"):
        trends(campaign({"plain": 1, "alpha": 2}))


@pytest.mark.parametrize(("blocks", "told"), [(6, "--blocks 7 can"), (7, "")])
def test_blocks_that_could_mark_no_release_are_told_beforehand(blocks: int, told: str) -> None:
    """Two moves need p below 0.025: six blocks reach 0.031, seven 0.016."""
    progress = known({"1": 1.0, "2": 1.0, "3": 1.0}, blocks=blocks)
    said = too_few(progress.header, versions_of(progress))
    assert said.endswith(told)
    assert bool(said) == bool(told)
