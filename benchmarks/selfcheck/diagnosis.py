"""One look at this machine's fitness to measure: what it can tell apart, what disturbed it, what to do."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measure import machine, noise
from benchmarks.measure.noise import Noise, Snapshot
from benchmarks.measure.outcome import Invocation, Outcome
from benchmarks.selfcheck.advice import advise
from benchmarks.selfcheck.resolution import BUDGET_S, Resolution, command_timer, resolve, take_pairs


@dataclass(frozen=True)
class Diagnosis:
    """What the doctor found."""

    resolution: Resolution
    noise: Noise
    flags: tuple[str, ...]
    """Why a block would have been repeated on this machine now; empty for a quiet one."""
    advice: tuple[str, ...]


def diagnose(
    run: Callable[[Invocation], Outcome],
    clock_s: Callable[[], float],
    budget_s: float = BUDGET_S,
    look: Callable[[], Snapshot] = noise.snapshot,
) -> Diagnosis:
    """Compare one command with itself for ``budget_s`` and watch the machine meanwhile.

    Raises :class:`~benchmarks.selfcheck.resolution.ResolutionError` if the command does not run.
    """
    with tempfile.TemporaryDirectory() as directory:
        time_once = command_timer(run, Path(directory, "room"))
        before = look()
        pairs = take_pairs(time_once, clock_s, budget_s)
        happened = noise.between(before, look())
    return Diagnosis(resolve(pairs), happened, noise.flags(happened), advise(machine.describe(), happened))
