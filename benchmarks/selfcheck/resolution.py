"""What differences this machine can tell apart today, found by comparing one command with itself."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import numpy as np
from scipy import stats

from benchmarks.analyse.comparison import Comparison
from benchmarks.analyse.paired import compare
from benchmarks.errors import FvkError
from benchmarks.measure.environment import Room, clean_environment
from benchmarks.measure.outcome import Invocation, Outcome

BUDGET_S = 30.0
BLOCKS = 15
"""The size of an ordinary cell: what a campaign can tell apart is asked, not what 30 s of one command can."""
COMMAND = "import asyncio, email.mime.text, http.server, logging.config, sqlite3, unittest, xml.dom.minidom"
"""Reads and executes about 200 modules in about 0.1 s: the kind of work that SDK imports are made of."""


class ResolutionError(FvkError):
    """The command that the machine is tried with did not run."""


@dataclass(frozen=True)
class Resolution:
    """The answer of the doctor. Shares are relative to the command's median time."""

    pairs: int
    median_ns: int
    spread_share: float
    """Scatter of single times: 1.4826 times the median distance from the median, a standard deviation if
    the times were normally distributed."""
    drift_share: float
    """How much the time changed from the first pair to the last, by the median of all slopes (Theil-Sen)."""
    smallest_ns: float
    """The smallest true difference that a cell of ``blocks`` blocks would show with a chance of 80 %."""
    smallest_share: float
    blocks: int
    cells: int
    """Into how many cells of that size the pairs were cut; the two figures above are medians over them."""
    false_differences: int
    """Cells that called the command different from itself; about 1 in 20 is what 95 % confidence means."""


def command_timer(run: Callable[[Invocation], Outcome], directory: Path) -> Callable[[], int]:
    """A function that runs the test command once, as a sample is run, and returns its nanoseconds."""
    room = Room.make(directory)
    python = Path(sys.executable)
    invocation = Invocation(
        argv=(str(python), "-c", COMMAND),
        environment=clean_environment(room, interpreter=python, caller={}, hash_seed=0),
        directory=room.work,
        logs=room.logs,
        timeout_s=60,
    )

    def time_once() -> int:
        outcome = run(invocation)
        if outcome.reason or outcome.wall_ns is None:
            raise ResolutionError(f"{python.name} -c {COMMAND!r}: {outcome.reason}; is this Python complete?")
        return outcome.wall_ns

    return time_once


def take_pairs(
    time_once: Callable[[], int], clock_s: Callable[[], float], budget_s: float = BUDGET_S
) -> list[tuple[int, int]]:
    """Time the command twice, until ``budget_s`` is over: at least 6 pairs, after one warm-up."""
    time_once()
    end_s = clock_s() + budget_s
    pairs: list[tuple[int, int]] = []
    while len(pairs) < 6 or clock_s() < end_s:
        pairs.append((time_once(), time_once()))
    return pairs


def resolve(pairs: Sequence[tuple[int, int]], blocks: int = BLOCKS) -> Resolution:
    """Cut the pairs into cells as a campaign has them and see what each of them could have told apart.

    With fewer pairs than ``blocks`` there is one, smaller, cell; fewer than 6 raise :class:`ResolutionError`.
    """
    size = min(blocks, len(pairs))
    starts = range(0, len(pairs) - size + 1, size)
    cells = [_compare(pairs[start : start + size]) for start in starts]
    visible = [_visible(cell) for cell in cells]
    times = np.array(pairs, dtype=float)
    middle = float(np.median(times))
    slope = float(stats.theilslopes(times.mean(axis=1)).slope)
    return Resolution(
        pairs=len(pairs),
        median_ns=round(middle),
        spread_share=float(stats.median_abs_deviation(times, axis=None, scale="normal")) / middle,
        drift_share=slope * (len(pairs) - 1) / middle,
        smallest_ns=median(difference for difference, _ in visible),
        smallest_share=median(ratio - 1 for _, ratio in visible),
        blocks=size,
        cells=len(cells),
        false_differences=sum(cell.difference.excludes(0) for cell in cells),
    )


def describe(found: Resolution) -> Mapping[str, str]:
    """The figures for people: name to text with its unit."""
    return {
        "command": f"{found.median_ns / 1e6:.1f} ms, timed {found.pairs * 2} times in pairs",
        "spread of single times": f"{found.spread_share:.1%}",
        "drift over the trial": f"{found.drift_share:+.1%}",
        f"smallest visible difference in {found.blocks} blocks": (
            f"{found.smallest_ns / 1e6:.2f} ms ({found.smallest_share:.1%})"
        ),
        "different from itself": f"{found.false_differences} of {found.cells} cells",
    }


def _compare(pairs: Sequence[tuple[int, int]]) -> Comparison:
    return compare([first for first, _ in pairs], [second for _, second in pairs])


def _visible(cell: Comparison) -> tuple[float, float]:
    if cell.smallest_difference is None or cell.smallest_ratio is None:
        raise ResolutionError(f"{cell.n} pairs of times are too few to tell anything; give it more time")
    return cell.smallest_difference, cell.smallest_ratio
