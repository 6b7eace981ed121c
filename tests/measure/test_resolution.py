from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import pytest

from benchmarks.measure.outcome import Invocation, Outcome
from benchmarks.measure.process import run
from benchmarks.selfcheck.resolution import ResolutionError, command_timer, describe, resolve, take_pairs

MS = 1_000_000


def noisy_pairs(count: int, spread: float, drift: float = 0.0, seed: int = 7) -> list[tuple[int, int]]:
    """Times of a command of 100 ms that scatter by ``spread`` and change by ``drift`` in all."""
    random = Random(seed)

    def once(place: int) -> int:
        return round(100 * MS * (1 + random.gauss(0, spread)) * (1 + drift * place / max(1, count - 1)))

    return [(once(place), once(place)) for place in range(count)]


def test_a_noisier_machine_tells_less_apart() -> None:
    quiet, noisy = resolve(noisy_pairs(150, 0.01)), resolve(noisy_pairs(150, 0.05))
    assert 4 < noisy.smallest_share / quiet.smallest_share < 6


def test_the_smallest_difference_is_what_15_paired_blocks_can_show() -> None:
    # Student's t over 15 differences: (t(0.975) + t(0.80)) · √2 · 2 % / √15 = 2.2 %.
    found = resolve(noisy_pairs(600, 0.02))
    assert (found.blocks, found.cells) == (15, 40)
    assert 0.018 < found.smallest_share < 0.026
    assert 1.8 * MS < found.smallest_ns < 2.6 * MS


def test_the_scatter_of_single_times_is_a_standard_deviation() -> None:
    assert resolve(noisy_pairs(300, 0.03)).spread_share == pytest.approx(0.03, rel=0.2)


def test_drift_is_the_change_from_beginning_to_end() -> None:
    assert resolve(noisy_pairs(100, 0.005, drift=0.2)).drift_share == pytest.approx(0.2, rel=0.15)


def test_drift_within_pairs_cancels_out_of_the_smallest_difference() -> None:
    steady, drifting = resolve(noisy_pairs(150, 0.01)), resolve(noisy_pairs(150, 0.01, drift=0.3))
    assert drifting.smallest_share == pytest.approx(steady.smallest_share, rel=0.1)


def test_a_machine_that_slows_down_every_second_run_is_caught() -> None:
    pairs = [(first, round(second * 1.1)) for first, second in noisy_pairs(60, 0.01)]
    assert resolve(pairs).false_differences == 4


def test_fewer_pairs_than_a_cell_make_one_small_cell() -> None:
    found = resolve(noisy_pairs(8, 0.01))
    assert (found.blocks, found.cells, found.pairs) == (8, 1, 8)


def test_too_few_pairs_are_refused() -> None:
    with pytest.raises(ResolutionError, match="too few"):
        resolve(noisy_pairs(3, 0.01))


def test_known_figures_reach_the_text() -> None:
    found = replace(
        resolve(noisy_pairs(30, 0.01)),
        median_ns=123_400_000,
        spread_share=0.021,
        drift_share=-0.034,
        smallest_ns=5_670_000,
        smallest_share=0.046,
        false_differences=1,
    )
    assert describe(found) == {
        "command": "123.4 ms, timed 60 times in pairs",
        "spread of single times": "2.1%",
        "drift over the trial": "-3.4%",
        "smallest visible difference in 15 blocks": "5.67 ms (4.6%)",
        "different from itself": "1 of 2 cells",
    }


@dataclass
class SlowCommand:
    """Takes ``duration_s`` of the time that its own clock tells."""

    duration_s: float
    now_s: float = 0.0

    def time_once(self) -> int:
        self.now_s += self.duration_s
        return round(self.duration_s * 1e9)

    def clock_s(self) -> float:
        return self.now_s


@pytest.mark.parametrize(("duration_s", "pairs"), [(0.5, 20), (600, 6)])
def test_pairs_are_taken_until_the_time_is_over_but_never_fewer_than_6(duration_s: float, pairs: int) -> None:
    command = SlowCommand(duration_s)
    assert len(take_pairs(command.time_once, command.clock_s, budget_s=20)) == pairs


def test_the_command_is_timed_as_a_sample_is(tmp_path: Path) -> None:
    asked: list[Invocation] = []

    def watched(invocation: Invocation) -> Outcome:
        asked.append(invocation)
        return run(invocation)

    assert command_timer(watched, tmp_path / "room")() > 0
    assert asked[0].environment["HOME"] == str(tmp_path / "room" / "home")


def test_a_command_that_fails_ends_with_one_line(
    tmp_path: Path, invocation: Callable[..., Invocation]
) -> None:
    failing = run(invocation("raise SystemExit(4)"))
    with pytest.raises(ResolutionError, match=r"exit 4; is this Python complete\?"):
        command_timer(lambda _: failing, tmp_path / "room")()
