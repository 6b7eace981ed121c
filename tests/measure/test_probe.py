"""Every figure of a sample is traced from an engine that is known to do just that, in a real process.

Times are held from below, and apart from each other by processes that only sleep or only compute: nothing
here depends on how fast, or how busy, a machine is.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.record.schema import Contender
from tests.measure.known_engines import BURNT_S, SLEPT_S
from tests.measure.sampling import Bench, cell

SLEPT_NS, BURNT_NS = SLEPT_S * 1e9, BURNT_S * 1e9
ROUNDING_NS = 1e6
"""The kernel's two clocks of one process agree to about a microsecond; the phases begin a little apart."""
WARM = {"rebuild": 3, "rerun": 3}


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


def test_every_phase_that_sleeps_takes_its_sleep_and_no_processor_time(bench: Bench) -> None:
    metrics = bench.take("Sleeping", rounds=WARM).metrics
    phases = ("import", "load", "compile", "run", "rebuild", "rerun")
    short = {phase: metrics[f"{phase}.wall_ns"] for phase in phases if metrics[f"{phase}.wall_ns"] < SLEPT_NS}
    assert not short
    idle = {phase: metrics[f"{phase}.wall_ns"] - metrics[f"{phase}.cpu_ns"] for phase in phases}
    assert not {phase: ns for phase, ns in idle.items() if ns < 0.9 * SLEPT_NS}


def test_a_build_is_its_load_and_its_first_compile(bench: Bench) -> None:
    metrics = bench.take("Sleeping").metrics
    for unit in ("wall_ns", "cpu_ns"):
        assert metrics[f"build.{unit}"] == metrics[f"load.{unit}"] + metrics[f"compile.{unit}"]


def test_a_rebuild_is_loaded_anew(bench: Bench) -> None:
    assert bench.take("Sleeping", rounds={"rebuild": 1}).metrics["rebuild.wall_ns"] >= 2 * SLEPT_NS


def test_processor_time_counts_the_process_and_the_children_it_waited_for(bench: Bench) -> None:
    metrics = bench.take("Burning").metrics
    assert metrics["load.cpu_ns"] >= BURNT_NS - ROUNDING_NS
    assert metrics["run.cpu_ns"] >= 2 * BURNT_NS - ROUNDING_NS


def test_the_whole_process_costs_what_its_phases_cost_and_more(bench: Bench) -> None:
    metrics = bench.take("Burning").metrics
    for unit in ("wall_ns", "cpu_ns"):
        assert metrics[f"process.{unit}"] > metrics[f"load.{unit}"] + metrics[f"run.{unit}"]
    assert metrics["process.peak_rss_bytes"] > 2**20


def test_the_libraries_of_a_workload_are_imported_apart(bench: Bench, tmp_path: Path) -> None:
    (tmp_path / "pandas.py").write_text(f"import time\ntime.sleep({SLEPT_S})\n")
    metrics = bench.take("Known", workload="etl", size={"rows": 1000}, phases=[]).metrics
    assert metrics["libraries.wall_ns"] >= SLEPT_NS
    assert metrics["libraries.wall_ns"] - metrics["libraries.cpu_ns"] >= 0.9 * SLEPT_NS


def test_an_artefact_is_counted_file_by_file_and_byte_by_byte(bench: Bench) -> None:
    metrics = bench.take("Writing").metrics
    assert {name: value for name, value in metrics.items() if name.startswith("artefact.")} == {
        "artefact.bytes": 115,
        "artefact.files": 2,
        "artefact.largest_file_bytes": 100,
        "artefact.argument_bytes": 1002,
    }


def test_of_two_builds_the_files_that_differ_are_counted_and_named(bench: Bench) -> None:
    sample = bench.take("Writing", rounds={"rebuild": 1})
    assert sample.metrics["artefact.differing_files"] == 1
    assert sample.notes == {"two builds differ in": "differing.yaml"}


def test_of_two_builds_a_file_that_is_gone_differs(bench: Bench) -> None:
    sample = bench.take("Forgetting", rounds={"rebuild": 1})
    assert (sample.metrics["artefact.differing_files"], len(sample.notes)) == (1, 1)


def test_an_artefact_without_files_has_no_bytes_and_nothing_that_differs(bench: Bench) -> None:
    sample = bench.take("Known", rounds={"rebuild": 1})
    told = {name: value for name, value in sample.metrics.items() if name.startswith("artefact.")}
    assert set(told.values()) == {0}
    assert not sample.notes


def test_written_bytes_are_what_a_run_added_to_home_temporary_and_working_directory(bench: Bench) -> None:
    written = bench.take("Writing").metrics["run.written_bytes"]
    assert written == (1000 - 200) + 30 + 4


@pytest.mark.parametrize(("engine", "most"), [("Touching", 1), ("Overlapping", 3)])
def test_concurrency_is_how_many_steps_overlapped_at_most(bench: Bench, engine: str, most: int) -> None:
    assert bench.take(engine, expect=False).metrics["run.concurrency"] == most


def test_where_no_intervals_are_told_no_concurrency_is(bench: Bench) -> None:
    assert "run.concurrency" not in bench.take("Known").metrics


def test_steps_are_counted_and_their_sleep_is_no_processor_time(bench: Bench) -> None:
    metrics = bench.take("Sleeping", probe="steps").metrics
    assert metrics["steps.count"] == 3
    single = [metrics[f"step.{name}.wall_ns"] for name in ("first", "second", "third")]
    assert min(single) >= SLEPT_NS
    assert metrics["steps.wall_ns"] == sum(single)
    assert metrics["step.wall_ns"] == sorted(single)[1]
    assert metrics["steps.wall_ns"] - metrics["steps.cpu_ns"] >= 0.9 * 3 * SLEPT_NS
    assert metrics["step.wall_ns"] - metrics["step.cpu_ns"] >= 0.9 * SLEPT_NS


def test_steps_are_told_the_processor_time_that_they_used(bench: Bench) -> None:
    metrics = bench.take("Burning", probe="steps").metrics
    assert metrics["steps.cpu_ns"] >= 2 * BURNT_NS - ROUNDING_NS
    assert metrics["step.cpu_ns"] >= BURNT_NS - ROUNDING_NS


def test_a_command_is_measured_as_a_process_of_its_own_and_nothing_else_is(bench: Bench) -> None:
    sample = bench.take("Burning", probe="command:run", expect=False)
    assert sample.status == "ok"
    assert set(sample.metrics) == {"process.wall_ns", "process.cpu_ns", "process.peak_rss_bytes"}
    assert sample.metrics["process.cpu_ns"] >= BURNT_NS - ROUNDING_NS


def test_what_a_command_printed_is_compared_and_what_it_said_aloud_is_not(bench: Bench) -> None:
    sample = bench.take("Burning", probe="command:run")
    assert sample.status == "mismatch"
    assert sample.reason == "outputs differ from plain Python: output: expected 1, got '{output: tuned}'"


def test_a_memory_sample_has_the_peak_of_the_tree_and_a_time_sample_has_none(bench: Bench) -> None:
    watched = bench.take("Burning", meter="memory").metrics
    assert watched["peak.processes"] >= 1
    assert watched["peak.footprint_bytes"] > 2**20
    assert not [name for name in bench.take("Known").metrics if name.startswith("peak.")]


@pytest.mark.parametrize("phase", ["import", "libraries", "load", "compile", "run", "rebuild", "rerun"])
def test_an_injected_delay_comes_back_in_its_phase_and_in_no_other(tmp_path: Path, phase: str) -> None:
    delay = {"contender": "known", "phase": phase, "ns": 150_000_000}
    sample = Bench(tmp_path, delay=delay).take("Sleeping" if phase == "import" else "Known", rounds=WARM)
    assert sample.metrics[f"{phase}.wall_ns"] >= 150_000_000
    assert sample.metrics[f"{phase}.cpu_ns"] < sample.metrics[f"{phase}.wall_ns"] + ROUNDING_NS
    others = {"load", "compile", "run"} - {phase}
    assert all(sample.metrics[f"{other}.cpu_ns"] < sample.metrics[f"{phase}.cpu_ns"] for other in others)


def test_a_delay_of_another_contender_is_not_injected(tmp_path: Path) -> None:
    delay = {"contender": "twin", "phase": "run", "ns": 1}
    bench = Bench(tmp_path, delay=delay)
    bench.take("Known")
    assert bench.requests[-1]["delay"] is None
    bench.sampler("Known").take(cell(), Contender("twin", "known", twin_of="known"), 0, 0, 0)
    assert bench.requests[-1]["delay"] == delay


REFUSALS = {
    "RefusingLoad": (
        "unsupported",
        {"load": "not loaded [known.load()]"},
        {"load", "compile", "build", "run"},
    ),
    "RefusingCompile": ("ok", {"compile": "not compiled"}, {"compile", "build", "rebuild", "artefact"}),
    "RefusingRun": ("ok", {"run": "not run [known.run()]"}, {"run", "rerun"}),
}


@pytest.mark.parametrize("engine", REFUSALS)
def test_a_phase_that_is_refused_has_a_reason_and_no_figure(bench: Bench, engine: str) -> None:
    status, unsupported, absent = REFUSALS[engine]
    sample = bench.take(engine, rounds=WARM)
    assert sample.status == status
    assert sample.unsupported == unsupported
    assert sample.reason == ("" if status == "ok" else "not loaded [known.load()]")
    assert not {name.partition(".")[0] for name in sample.metrics} & absent


def test_steps_and_commands_that_are_refused_make_the_sample_unsupported(bench: Bench) -> None:
    steps = bench.take("Known", probe="steps")
    command = bench.take("Burning", probe="command:compile")
    assert (steps.status, steps.reason) == ("unsupported", "known has no pods")
    assert (command.status, command.reason) == (
        "unsupported",
        "known has no command to compile [known compile --help]",
    )


FAILURES = {
    "RaisingImport": ("import", "No module named 'tests.measure.no_such_sdk'", set()),
    "RaisingLoad": ("load", "ValueError: no load", {"libraries"}),
    "RaisingCompile": ("compile", "ValueError: no compile", {"libraries", "load"}),
    "RaisingRebuild": ("rebuild", "ValueError: no third compile", {"libraries", "load", "compile", "build"}),
    "RaisingRun": ("run", "ValueError: no run", {"libraries", "load", "compile", "build", "rebuild"}),
    "RaisingRerun": ("rerun", "ValueError: no second run", {"compile", "build", "rebuild", "run"}),
}


@pytest.mark.parametrize("engine", FAILURES)
def test_a_phase_that_raises_is_named_and_takes_no_figure_back(bench: Bench, engine: str) -> None:
    phase, said, kept = FAILURES[engine]
    sample = bench.take(engine, rounds=WARM)
    assert sample.status == "failed"
    assert sample.reason.startswith(f"exit 1 in {phase}: ")
    assert said in sample.reason
    timed = {name.removesuffix(".wall_ns") for name in sample.metrics if name.endswith(".wall_ns")}
    assert kept <= timed
    assert phase not in timed
    assert "process" not in timed
    assert said in sample.stderr_tail.splitlines()[-1]


def test_libraries_that_raise_are_named(bench: Bench, tmp_path: Path) -> None:
    (tmp_path / "pandas.py").write_text("raise ImportError('no pandas')\n")
    sample = bench.take("Known", workload="etl", size={"rows": 1000})
    assert sample.reason == "exit 1 in libraries: ImportError: no pandas"


def test_steps_that_fail_are_named_with_what_they_printed(bench: Bench) -> None:
    failing = bench.take("FailingStep", probe="steps")
    assert (failing.status, failing.reason) == ("failed", "step second: exit status 1")
    assert sorted(failing.stderr_tail.split()) == ["bad", "out", "step"]
    assert "steps.wall_ns" not in failing.metrics
    lying = bench.take("LyingStep", probe="steps")
    assert (lying.status, lying.reason) == ("failed", "step second: it wrote no output")
    assert lying.stderr_tail.strip() == "tuned"
    raising = bench.take("RaisingSteps", probe="steps")
    assert raising.reason == "exit 1 in preparing the next step: ValueError: no second step"


def test_a_sample_that_takes_too_long_is_killed_and_keeps_no_figure(bench: Bench) -> None:
    sample = bench.take("Sleeping", timeout_s=0.01)
    assert (sample.status, sample.timed_out, sample.metrics) == ("failed", True, {})
    assert "timed out after 0.01 s" in sample.reason


def test_what_a_sample_left_behind_is_counted(bench: Bench) -> None:
    assert bench.take("Leaving").left_behind == 1


def test_warm_rounds_that_would_take_too_long_are_left_out_and_say_so(bench: Bench) -> None:
    sample = bench.take("Sleeping", rounds=WARM, patience_s=0.1)
    assert sample.unsupported == {
        "rebuild": "left out: the first build took so long that 3 more would exceed 0.1 s",
        "rerun": "left out: the first run took so long that 3 more would exceed 0.1 s",
    }
    assert not {"rebuild.wall_ns", "rerun.wall_ns", "artefact.differing_files"} & sample.metrics.keys()


def test_only_the_phases_that_are_asked_for_are_measured(bench: Bench) -> None:
    timed = bench.take("Known", phases=[]).metrics
    assert {name for name in timed if not name.startswith("process.")} == {
        f"{phase}.{unit}" for phase in ("libraries", "load") for unit in ("wall_ns", "cpu_ns", "gc_ns")
    }


def test_a_phase_does_not_pay_for_the_garbage_of_the_one_before_it(tmp_path: Path) -> None:
    sample = Bench(tmp_path, observed=("frozen",)).take("Hoarding")
    assert sample.metrics["compile.gc_ns"] == 0
    assert sample.observed["frozen"] > 100_000


def test_without_settling_the_next_phase_does_pay(tmp_path: Path) -> None:
    sample = Bench(tmp_path, observed=("frozen",)).take("Hoarding", meter="memory")
    assert sample.metrics["compile.gc_ns"] > 0
    assert sample.observed["frozen"] == 0


def test_what_the_collector_takes_inside_a_phase_is_told_and_stays_in_it(bench: Bench) -> None:
    metrics = bench.take("Collecting").metrics
    assert 0 < metrics["run.gc_ns"] < metrics["run.wall_ns"]
    assert metrics["load.gc_ns"] == 0
