"""On a clock that a test winds, every time of a sample is exact."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from benchmarks.measure import probe

MS = 1_000_000


@dataclass
class Clock:
    """Wall and processor time of the process under test; reading them costs nothing."""

    wall_ns: int = 0
    cpu_ns: int = 0

    def pass_ms(self, wall: float, cpu: float) -> None:
        self.wall_ns += round(wall * MS)
        self.cpu_ns += round(cpu * MS)


@dataclass
class Scripted:
    """An engine whose phases cost what a test says, call by call: (wall ms, cpu ms)."""

    clock: Clock
    costs: dict[str, list[tuple[float, float]]]
    sdk: str = ""
    directories: list[str] = field(default_factory=list)

    def _spend(self, verb: str) -> None:
        costs = self.costs.get(verb, [(0, 0)])
        self.clock.pass_ms(*(costs.pop(0) if len(costs) > 1 else costs[0]))

    def load(self, workload: str, size: Any, lane: str) -> Any:
        self._spend("load")
        return workload

    def compile(self, pipeline: Any, directory: Path) -> Any:
        self.directories.append(directory.name)
        self._spend("compile")
        return ()

    def longest_argument(self, files: Any) -> int:
        return 0

    def run(self, pipeline: Any, inputs: Any, directory: Path) -> Any:
        self.directories.append(directory.name)
        self._spend("run")
        return {"output": 1}


Measured = Callable[..., dict[str, Any]]


@pytest.fixture
def measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Measured:
    """Measure a session of a scripted engine; its response."""
    clock = Clock()
    monkeypatch.setattr(probe, "_cpu_ns", lambda: clock.cpu_ns)
    for name in ("HOME", "TMPDIR"):
        monkeypatch.setenv(name, str(tmp_path / name))

    def measure(costs: dict[str, list[tuple[float, float]]], **request: Any) -> dict[str, Any]:
        engine = Scripted(clock, costs)
        monkeypatch.setattr(probe, "_engine", lambda _: engine)
        given = {
            "engine": "",
            "sdk": "",
            "workload": "chain",
            "size": {"n": 1},
            "lane": "tuned",
            "directory": str(tmp_path / "work"),
            "phases": ["compile", "run"],
            "rounds": {},
        }
        response: dict[str, Any] = {"metrics": {}, "unsupported": {}, "notes": {}}
        watch = probe.Stopwatch(response["metrics"], None, clock=lambda: clock.wall_ns)
        probe.measure_session(given | request, response, watch)
        return {**response, "directories": engine.directories}

    return measure


def test_each_phase_has_its_own_wall_and_processor_time_to_the_nanosecond(measured: Measured) -> None:
    costs = {"load": [(3, 1)], "compile": [(20, 4)], "run": [(500, 900.000007)]}
    assert measured(costs)["metrics"] == {
        "libraries.wall_ns": 0,
        "libraries.cpu_ns": 0,
        "load.wall_ns": 3 * MS,
        "load.cpu_ns": 1 * MS,
        "compile.wall_ns": 20 * MS,
        "compile.cpu_ns": 4 * MS,
        "build.wall_ns": 23 * MS,
        "build.cpu_ns": 5 * MS,
        "artefact.bytes": 0,
        "artefact.files": 0,
        "artefact.largest_file_bytes": 0,
        "artefact.argument_bytes": 0,
        "run.wall_ns": 500 * MS,
        "run.cpu_ns": 900 * MS + 7,
        "run.written_bytes": 0,
    }


@pytest.mark.parametrize(
    ("warm", "median"),
    [([7], 7), ([1, 4], 2.5), ([9, 1, 2], 2), ([100, 3, 1, 4], 3.5), ([5, 4, 3, 2, 1], 3)],
)
def test_warm_rounds_are_told_by_their_median_without_the_first(
    measured: Measured, warm: list[float], median: float
) -> None:
    runs = [(1000, 2000), *((wall, 10 * wall) for wall in warm)]
    metrics = measured({"run": runs}, rounds={"rerun": len(warm)}, patience_s=60)["metrics"]
    assert (metrics["rerun.wall_ns"], metrics["rerun.cpu_ns"]) == (median * MS, 10 * median * MS)
    assert (metrics["run.wall_ns"], metrics["run.cpu_ns"]) == (1000 * MS, 2000 * MS)


def test_a_rebuild_loads_and_compiles(measured: Measured) -> None:
    costs = {"load": [(1, 1), (10, 20)], "compile": [(2, 2), (30, 5)]}
    metrics = measured(costs, rounds={"rebuild": 1})["metrics"]
    assert (metrics["rebuild.wall_ns"], metrics["rebuild.cpu_ns"]) == (40 * MS, 25 * MS)


def test_every_round_has_a_directory_of_its_own(measured: Measured) -> None:
    told = measured({}, rounds={"rebuild": 2, "rerun": 2})["directories"]
    assert told == ["compile-0", "compile-1", "compile-2", "run-0", "run-1", "run-2"]


@pytest.mark.parametrize(("first_ms", "left_out"), [(1000, False), (1000.000001, True)])
def test_rounds_are_left_out_only_when_they_would_exceed_the_patience(
    measured: Measured, first_ms: float, left_out: bool
) -> None:
    told = measured({"run": [(first_ms, 0)]}, rounds={"rerun": 4}, patience_s=4)
    assert ("rerun.wall_ns" not in told["metrics"]) is left_out
    assert ("rerun" in told["unsupported"]) is left_out


def test_patience_with_a_rebuild_is_measured_by_the_build(measured: Measured) -> None:
    costs = {"load": [(600, 0)], "compile": [(600, 0)]}
    told = measured(costs, rounds={"rebuild": 1}, patience_s=1)
    assert told["unsupported"] == {
        "rebuild": "left out: the first build took so long that 1 more would exceed 1 s"
    }


def taken(count: int) -> list[tuple[str, dict[str, int]]]:
    """Steps of 0, 1, 2 … ns, twice that of processor time, and ten bytes more each."""
    return [
        (f"s{number}", {"wall_ns": number, "cpu_ns": 2 * number, "peak_bytes": 10 * number})
        for number in range(count)
    ]


def test_of_many_steps_only_the_sum_and_the_median_are_told() -> None:
    metrics: dict[str, int] = {}
    probe._sum_steps(metrics, taken(33))
    assert metrics == {
        "steps.count": 33,
        "steps.wall_ns": 528,
        "steps.cpu_ns": 1056,
        "steps.peak_bytes": 320,
        "step.wall_ns": 16,
        "step.cpu_ns": 32,
    }
    probe._sum_steps(metrics, taken(32))
    assert metrics["step.s31.wall_ns"] == 31


def test_a_figure_that_some_step_lacks_has_no_sum() -> None:
    metrics: dict[str, int] = {}
    steps = taken(3)
    del steps[1][1]["peak_bytes"]
    probe._sum_steps(metrics, steps)
    assert "steps.peak_bytes" not in metrics
    assert metrics["steps.wall_ns"] == 3


@pytest.mark.parametrize(
    ("intervals", "most"),
    [
        ([], 0),
        ([[0, 1]], 1),
        ([[0, 1], [1, 2]], 1),
        ([[1, 2], [0, 1]], 1),
        ([[0, 2], [1, 3]], 2),
        ([[0, 9], [1, 2], [3, 4], [3, 5]], 3),
        ([[0, 1], [0, 1], [0, 1]], 3),
    ],
)
def test_steps_that_touch_do_not_overlap(intervals: list[list[float]], most: int) -> None:
    assert probe._most_at_once(intervals) == most
