"""A step that only waits, and the record of many such waits."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Naps:
    """What steps that wait leave behind."""

    count: int
    intervals: list[list[float]]
    """Start and end of each wait in seconds of the system's clock, which processes have in common."""


def take_nap(
    seconds: float, clock: Callable[[], float] = time.time, sleep: Callable[[float], None] = time.sleep
) -> list[float]:
    """Wait, and return when the wait began and ended, in seconds."""
    start = clock()
    sleep(seconds)
    return [start, clock()]


def gather_naps(intervals: Sequence[Sequence[float]]) -> Naps:
    """Put the intervals of all the waits together, in the order of the steps."""
    return Naps(len(intervals), [list(interval) for interval in intervals])
