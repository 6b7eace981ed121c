"""Flyte 2's pod commands are handed out as the calling task calls, and what is refused is tried."""

import sys
from pathlib import Path

import pytest

from flyte2_impl.pods import command, container_of, failure
from flyte2_impl.values import from_printed
from shared.contract import Unsupported
from shared.engine_defaults import completed

from .contenders import ENGINES, start

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]


def steps_of(workload, size, inputs, directory):
    engine = ENGINES["flyte2"]()
    return engine.steps(engine.load(workload, size, "default"), inputs, directory)


def test_a_step_is_handed_out_only_when_the_one_it_takes_from_has_left_its_outputs(tmp_path):
    steps = steps_of("chain", {"n": 2}, {"value": 1}, tmp_path)
    first = next(steps)
    assert first.name == "0-advance"
    assert not (tmp_path / "1-advance").exists()
    assert start(first, tmp_path).returncode == 0
    assert next(steps).name == "1-advance"


def test_a_command_names_the_module_and_the_task_that_its_pod_imports(tmp_path):
    ENGINES["flyte2"]().load("chain", {"n": 1}, "default")
    task = sys.modules["flyte2_impl.chain"].advance
    words = command(container_of(task), tmp_path)
    assert words[0] == "a0"
    assert words[-4:] == ("mod", "flyte2_impl.chain", "instance", "advance")
    assert not any("{{" in word for word in words)


def test_an_exception_of_the_calling_task_reaches_the_harness(tmp_path):
    with pytest.raises(Exception, match="value"):
        next(steps_of("chain", {"n": 1}, {"value": "no number"}, tmp_path))


def test_a_task_that_raises_is_seen_though_it_exits_with_status_0(tmp_path):
    step = next(steps_of("flaky", {"k": 1}, {"counter": str(tmp_path / "c"), "needed": 2}, tmp_path))
    assert start(step, tmp_path).returncode == 0
    assert "attempt 1 of 2 failed" in step.failure()


def test_a_step_with_retries_is_unsupported(tmp_path):
    refusal = steps_of("flaky", {"k": 2}, {}, tmp_path)
    assert isinstance(refusal, Unsupported)
    assert refusal.reason.startswith("task flaky.attempt has retries")


def test_a_task_that_wrote_nothing_has_failed(tmp_path):
    assert failure(tmp_path) == "it wrote neither outputs.pb nor error.pb"


@pytest.mark.parametrize(
    ("printed", "values"),
    [
        ("Completed Local Run\nOutputs: ActionOutputs(o0=5)\n", {"output": 5}),
        ("Outputs: \x1b[1mActionOutputs\x1b[0m(o0=[1,\n2])", {"output": [1, 2]}),
        (
            "Outputs: ActionOutputs(o0=Evaluation(accuracy=0.5, predictions=[1]))",
            {"accuracy": 0.5, "predictions": [1]},
        ),
        ("Outputs: ActionOutputs(o0=<object at 0x7f>)", None),
        ("Execution failed", None),
        ("", None),
    ],
)
def test_what_flyte_run_prints_is_read_back_if_it_is_data(printed, values):
    assert from_printed(printed) == values


# What is refused is tried: a test that fails here tells of an SDK that can do more than it could.


def test_a_dry_deployment_describes_every_task_and_says_nothing_of_who_calls_whom(tmp_path):
    engine = ENGINES["flyte2"]()
    files = engine.compile(engine.load("chain", {"n": 1}, "default"), tmp_path)
    assert [file.name for file in files] == ["chain.advance.pb", "chain.chain_workflow.pb"]
    assert b"advance" not in files[1].read_bytes().replace(b"chain_workflow", b"")


def test_a_code_bundle_is_named_alike_by_two_deployments(tmp_path):
    made = []
    for attempt in ("one", "two"):
        (tmp_path / attempt).mkdir()
        engine = completed(ENGINES["flyte2"], "bundle")
        made.append(engine.compile(engine.load("chain", {"n": 1}, "default"), tmp_path / attempt))
    assert [file.suffix for file in made[0]] == [".pb", ".pb", ".gz"]
    assert all(b"--tgz" in file.read_bytes() for file in made[0][:2])
    assert [file.name for file in made[0]] == [file.name for file in made[1]]


def test_flyte_still_refuses_a_time_between_two_microseconds(tmp_path):
    import flyte

    from flyte2_impl.payload import nanosecond_frame_workflow

    flyte.init()
    with pytest.raises(Exception, match=r"timestamp\[ns\] to timestamp\[us\] would lose data"):
        flyte.with_runcontext(mode="local", raw_data_path=str(tmp_path)).run(
            nanosecond_frame_workflow, size_bytes=8
        )
