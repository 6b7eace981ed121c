"""The grounds for trust turn bad where they are, and not before."""

from __future__ import annotations

import pytest

from benchmarks.analyse.results import Own, answers
from benchmarks.present.live import TimeForecast
from benchmarks.present.sections.growth import end_mark
from benchmarks.present.trust import checks
from benchmarks.record.progress import Progress
from benchmarks.record.schema import Block, Stop
from tests.campaigns import cell, header, sample

CELL = "session/toy/tuned"


def disturbed(blocks: int, of: int) -> Progress:
    progress = Progress(header())
    for block in range(of):
        for name in ("plain", "alpha", "beta"):
            progress.take(sample(name, block, 1.0))
        flags = ["others: busy"] if block < blocks else []
        progress.take(Block(CELL, block, 0, flags, counts=True, noise={"elapsed_ns": 4e9}))
    return progress


@pytest.mark.parametrize(("blocks", "state"), [(0, "good"), (2, "good"), (3, "look"), (8, "look")])
def test_more_than_a_quarter_of_disturbed_blocks_is_worth_a_look(blocks: int, state: str) -> None:
    progress = disturbed(blocks, of=8)
    noise = next(one for one in checks(progress, answers(progress)) if one.title == "Noise")
    assert noise.state == state
    assert noise.sentence.text.startswith(f"{blocks} of 8 blocks were disturbed")


def test_without_a_block_there_is_no_ground_for_trust() -> None:
    progress = Progress(header())
    noise = next(one for one in checks(progress, answers(progress)) if one.title == "Noise")
    assert noise.state == "none"


@pytest.mark.parametrize(
    ("standing", "reason", "mark"),
    [
        ("unsupported", "there is no such command, timeout or not", "⊘"),
        ("failed", "exit 1", "✕"),
        ("failed", "timed out after 5 s", "⌧"),
        ("failed", "killed for want of memory", "⌧"),
        ("mismatch", "outputs differ", "✕"),
    ],
)
def test_unsupported_failed_and_killed_are_different_ends(standing: str, reason: str, mark: str) -> None:
    assert end_mark(Own("alpha", standing, None, reason, 1, 1)) == mark  # type: ignore[arg-type]


def test_what_is_left_is_the_blocks_that_lack_at_the_pace_of_their_cell() -> None:
    progress = Progress(header(cell(minimum=10, maximum=20)))
    for line in (sample("alpha", 0, 1.0), Block(CELL, 0, 0, [], counts=True, noise={"elapsed_ns": 4e9})):
        progress.take(line)
    forecast = TimeForecast.of(progress, 100.0)
    assert (forecast.done, forecast.planned, forecast.left_s) == (1, 10, 9 * 4.0)
    progress.take(Stop(CELL, 1, "budget"))
    assert TimeForecast.of(progress, 100.0) == TimeForecast(1, 1, 0.0)


def test_before_the_first_sample_nobody_knows_what_is_left() -> None:
    assert TimeForecast.of(Progress(header()), 0.0).left_s is None
