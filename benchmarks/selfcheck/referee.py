"""The same import commands timed by pyperf, an independent tool that should see the same."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from random import Random

from benchmarks.analyse.interval import Interval
from benchmarks.analyse.paired import single
from benchmarks.errors import UsageError
from benchmarks.measure.environment import Room, clean_environment
from benchmarks.measure.outcome import Invocation
from benchmarks.measure.process import run as run_process

ROUNDS = 10
AGREEMENT = 0.05
"""Medians this close count as the same; so do overlapping intervals."""
TIMEOUT_S = 120.0


@dataclass(frozen=True)
class Opinion:
    """Both tools on one command, in seconds."""

    statement: str
    ours: Interval
    theirs: Interval

    @property
    def agree(self) -> bool:
        """Within 5 %, or with intervals that overlap."""
        near = abs(self.ours.estimate / self.theirs.estimate - 1) <= AGREEMENT
        ends = (self.ours.low, self.ours.high, self.theirs.low, self.theirs.high)
        if any(end is None for end in ends):
            return near
        low, high, their_low, their_high = (float(end or 0) for end in ends)
        return near or (low <= their_high and their_low <= high)


def run(statements: Sequence[str], say: Callable[[str], None]) -> list[Opinion]:
    """Time ``python -c STATEMENT`` with both tools in turn, in rounds of shuffled order."""
    if find_spec("pyperf") is None:
        raise UsageError("selfcheck referee: there is no pyperf here; install this project's extra 'dev'")
    ours: dict[str, list[float]] = {statement: [] for statement in statements}
    theirs: dict[str, list[float]] = {statement: [] for statement in statements}
    random = Random(0)  # noqa: S311 - the order of a schedule is no secret
    with tempfile.TemporaryDirectory(prefix="fvk-referee-") as scratch:
        for number in range(ROUNDS):
            turns = [(statement, tool) for statement in statements for tool in (_ours, _theirs)]
            random.shuffle(turns)
            for place, (statement, tool) in enumerate(turns):
                room = Room.make(Path(scratch, f"{number}-{place}"))
                (ours if tool is _ours else theirs)[statement].append(tool(statement, room))
            say(f"round {number + 1} of {ROUNDS}")
    return [Opinion(s, single(ours[s]), single(theirs[s])) for s in statements]


def _environment(room: Room) -> dict[str, str]:
    return clean_environment(room, interpreter=Path(sys.executable), caller={}, hash_seed=0)


def _ours(statement: str, room: Room) -> float:
    outcome = run_process(
        Invocation((sys.executable, "-c", statement), _environment(room), room.work, room.logs, TIMEOUT_S)
    )
    if outcome.reason or outcome.wall_ns is None:
        raise UsageError(f"python -c {statement!r}: {outcome.reason}")
    return outcome.wall_ns / 1e9


def _theirs(statement: str, room: Room) -> float:
    """One process of one value, so that both tools see the same number of fresh processes."""
    report = room.root / "pyperf.json"
    options = ("--processes", "1", "--values", "1", "--loops", "1", "--warmups", "0", "--quiet")
    command = [sys.executable, "-m", "pyperf", "command", *options, "--output", str(report), "--copy-env"]
    done = subprocess.run(
        [*command, "--", sys.executable, "-c", statement],
        env=_environment(room),
        cwd=room.work,
        capture_output=True,
        text=True,
        timeout=TIMEOUT_S,
        check=False,
    )
    if done.returncode:
        raise UsageError(f"pyperf could not time python -c {statement!r}: {done.stderr.strip()[-300:]}")
    told = json.loads(report.read_text(encoding="utf-8"))
    return float(told["benchmarks"][0]["runs"][-1]["values"][0])
