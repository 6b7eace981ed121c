"""What a sample costs beyond the process it measures, beside what ``pyperf command`` costs for the same.

``python -m benchmarks.selfcheck.overhead`` prints both. pyperf starts a worker process that in turn starts
the command; by default one worker takes four values in a row, the first of which is thrown away. Here
every sample has a launcher of its own, so that no value depends on an earlier one.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.measure.environment import Room, clean_environment
from benchmarks.measure.outcome import Invocation, Outcome
from benchmarks.measure.process import run

COMMAND = (sys.executable, "-I", "-S", "-c", "pass")
SAMPLES = 60
"""What pyperf takes by default: 20 processes of 3 values."""


@dataclass(frozen=True)
class Cost:
    """What it took to get ``values`` values."""

    values: int
    median_ns: int
    """Of the command's own time, as the tool measured it."""
    beyond_ns: int
    """Elapsed time per value beyond the command's own."""


def of_samples(
    directory: Path,
    start: Callable[[Invocation], Outcome] = run,
    samples: int = SAMPLES,
    argv: Sequence[str] = COMMAND,
) -> Cost:
    """Take samples as a campaign does: a room, an environment, a launcher, a process, all for each."""
    begun = time.monotonic_ns()
    walls = []
    for number in range(samples):
        room = Room.make(directory / str(number))
        environment = clean_environment(room, interpreter=Path(sys.executable), caller={}, hash_seed=0)
        outcome = start(Invocation(tuple(argv), environment, room.work, room.logs, timeout_s=60))
        walls.append(outcome.wall_ns or 0)
    return _cost(walls, time.monotonic_ns() - begun)


def of_pyperf(
    directory: Path, processes: int = 20, values: int = 3, warmups: int = 1, argv: Sequence[str] = COMMAND
) -> Cost:
    """Let pyperf time the same command. Its own start is left out: two runs of unlike size are compared."""
    small, _ = _pyperf(directory / f"{values}-small.json", 1, values, warmups, argv)
    large, walls = _pyperf(directory / f"{values}-large.json", 1 + processes, values, warmups, argv)
    return _cost(walls[values:], large - small)


def _pyperf(
    output: Path, processes: int, values: int, warmups: int, argv: Sequence[str]
) -> tuple[int, list[int]]:
    counts = (f"--processes={processes}", f"--values={values}", f"--warmups={warmups}", "--loops=1")
    command = (
        sys.executable,
        "-m",
        "pyperf",
        "command",
        "--quiet",
        *counts,
        f"--output={output}",
        "--",
        *argv,
    )
    begun = time.monotonic_ns()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    elapsed_ns = time.monotonic_ns() - begun
    runs = json.loads(output.read_text(encoding="utf-8"))["benchmarks"][0]["runs"]
    return elapsed_ns, [round(value * 1e9) for one in runs for value in one.get("values", ())]


def _cost(walls_ns: Sequence[int], elapsed_ns: int) -> Cost:
    return Cost(len(walls_ns), round(median(walls_ns)), (elapsed_ns - sum(walls_ns)) // len(walls_ns))


def compare(samples: int = SAMPLES) -> Iterator[str]:
    """Measure one after the other; a line each as soon as it is known."""
    with tempfile.TemporaryDirectory() as directory:
        root = Path(directory)
        yield _line("a sample of this harness", of_samples(root / "samples", samples=samples))
        yield _line("pyperf, 3 values a worker", of_pyperf(root, processes=max(1, samples // 3)))
        yield _line("pyperf, 1 value a worker", of_pyperf(root, samples, values=1, warmups=0))


def _line(name: str, cost: Cost) -> str:
    return (
        f"{name}: the command takes {cost.median_ns / 1e6:.1f} ms (median), "
        f"and a value {cost.beyond_ns / 1e6:.1f} ms beyond it (mean), n={cost.values}"
    )


def main() -> None:
    """Measure both and print a line each."""
    for line in compare():
        print(line, flush=True)


if __name__ == "__main__":
    main()
