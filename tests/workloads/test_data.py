"""Data that travels, jobs on data, retries and caches: equal to plain Python, or unsupported for a reason."""

import ast
import errno
from functools import cache
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from threadpoolctl import threadpool_limits

from kfp_impl.embedding import stage
from shared.contract import Unsupported
from shared.workloads import find
from shared.workloads.payload import KINDS
from tests.pipelines.contenders import ENGINES

pytestmark = pytest.mark.slow

TUNED = "tuned"
WORKLOADS = ("payload", "etl", "search", "batch_inference", "flaky", "cached")
KIBIBYTE = 1024
SMALL = [
    *(("payload", {"kind": kind, "bytes": KIBIBYTE}) for kind in KINDS),
    ("flaky", {"k": 3}),
]
"""Beside the smallest size of every workload, which ``test_every_workload.py`` runs."""
REFUSED = {
    ("flyte", "payload", "nanosecond_frame"): "flytekit writes a frame's times in microseconds",
    ("flyte2", "payload", "nanosecond_frame"): "flyte writes a frame's times in microseconds",
    ("flyte", "flaky", 3): "flytekit's local run makes one attempt",
}
"""By contender, workload and the first parameter of its size: how the reason begins."""


def case_id(value):
    return ",".join(map(str, value.values())) if isinstance(value, dict) else value


@pytest.fixture(autouse=True)
def lane_environment(monkeypatch):
    for engine in ENGINES.values():
        for name, value in engine.environment[TUNED].items():
            monkeypatch.setenv(name, value)
    # One thread, as in the harness: more of them spin, and slow each other down on a busy machine.
    for library in ("OMP", "OPENBLAS", "MKL"):
        monkeypatch.setenv(f"{library}_NUM_THREADS", "1")
    with threadpool_limits(1):
        yield


def run(contender, name, size):
    """Return the workload, what plain Python gives and what the contender gives; run once."""
    return find(name), *_run(contender, name, tuple(size.items()))


@cache
def _run(contender, name, size):
    engine, workload, told = ENGINES[contender](), find(name), dict(size)
    inputs = workload.inputs(told)
    pipeline = engine.load(name, told, TUNED)
    if isinstance(pipeline, Unsupported):
        return None, pipeline
    with TemporaryDirectory() as directory:
        outputs = engine.run(pipeline, inputs, Path(directory))
    return workload.reference(inputs, told), outputs


@pytest.mark.parametrize(("name", "size"), SMALL, ids=case_id)
@pytest.mark.parametrize("contender", ENGINES)
def test_a_local_run_gives_what_plain_python_gives_or_is_refused_with_a_reason(contender, name, size):
    refusal = REFUSED.get((contender, name, next(iter(size.values()))))
    workload, expected, outputs = run(contender, name, size)
    if refusal is None:
        assert not isinstance(outputs, Unsupported), outputs
        assert workload.mismatch(expected, outputs) is None
    else:
        assert outputs.reason.startswith(refusal)
        assert outputs.attempt


@pytest.mark.parametrize(
    ("name", "size"), [("flaky", {"k": 3}), ("payload", {"kind": "nanosecond_frame", "bytes": 8})]
)
def test_what_flytekit_cannot_run_it_compiles_all_the_same(name, size, tmp_path):
    engine = ENGINES["flyte"]()
    pipeline = engine.load(name, size, TUNED)
    assert engine.compile(pipeline, tmp_path)
    assert isinstance(engine.run(pipeline, {}, tmp_path), Unsupported)
    assert isinstance(engine.steps(pipeline, {}, tmp_path), Unsupported)


# What is refused is tried: a test that fails here tells of an SDK that can do more than it could.


def test_flytekit_still_makes_one_attempt_where_two_retries_are_asked_for(tmp_path):
    from flytekit.exceptions.user import FlyteRecoverableException

    from flyte_impl.flaky import retrying

    counter = tmp_path / "attempts"
    with pytest.raises(FlyteRecoverableException, match="attempt 1 of 3 failed"):
        retrying(3)(counter=str(counter), needed=3)
    assert counter.read_text() == "1"


def test_flytekit_still_refuses_a_time_between_two_microseconds():
    from flyte_impl.payload import nanosecond_frame_workflow

    with pytest.raises(Exception, match=r"timestamp\[ns\] to timestamp\[us\] would lose data"):
        nanosecond_frame_workflow(size_bytes=8)


def test_flytekit_still_has_no_key_of_the_authors_own():
    from flytekit import Cache

    from flyte_impl.cached import NO_KEY, build

    with pytest.raises(TypeError, match="unexpected keyword argument 'key'"):
        Cache(version="1", key="1")
    assert build({"way": "key"}) is NO_KEY


def test_flytekit_still_demands_a_version_to_turn_the_cache_on():
    from flytekit import task

    with pytest.raises(ValueError, match="version is not defined"):

        @task(cache=True)
        def step(value: int) -> int:
            return value


def test_kfps_default_lane_still_installs_kfp_without_what_it_needs(tmp_path):
    engine = ENGINES["kfp"]()
    assert engine.load("cached", find("cached").smallest, "default").reason.endswith("to be run by one")
    (file,) = engine.compile(engine.load("flaky", {"k": 1}, "default"), tmp_path)
    assert "'--no-deps'" in file.read_text()


# How each side bends what it carries.


def fidelity(contender, kind):
    _, expected, outputs = run(contender, "payload", {"kind": kind, "bytes": KIBIBYTE})
    before, after = expected["fidelity"], outputs["fidelity"]
    return {
        name: after.get(name) for name in before.keys() | after.keys() if before.get(name) != after.get(name)
    }


@pytest.mark.parametrize(
    ("contender", "kind", "bent"),
    [
        ("flyte", "int_list", {}),
        ("kfp", "int_list", {"types": "128 float"}),
        ("flyte", "wide_int_list", {}),
        (
            "kfp",
            "wide_int_list",
            {
                "types": "128 float",
                "changed": "128 of 128",
                "first change": "9007199254740993 arrived as 9007199254740992",
            },
        ),
        ("flyte", "placeholder_string", {}),
        ("flyte", "frame", {"type of moment": "datetime64[us]"}),
        ("kfp", "frame", {}),
        ("flyte", "file", {}),
        ("kfp", "file", {"ending of the name": ""}),
        ("flyte", "directory", {}),
        ("kfp", "directory", {}),
    ],
)
def test_what_a_local_run_bends(contender, kind, bent):
    assert fidelity(contender, kind) == bent


def test_kfp_fills_its_own_placeholder_in_a_text_that_only_looks_like_one():
    assert "characters became" in fidelity("kfp", "placeholder_string")["change"]


@pytest.mark.parametrize("kind", ["int_list", "string"])
def test_kfp_cannot_start_a_step_whose_parameter_outgrows_one_argument_of_a_command(kind):
    with pytest.raises(OSError, match="Argument list too long") as raised:
        run("kfp", "payload", {"kind": kind, "bytes": 128 * KIBIBYTE})
    assert raised.value.errno == errno.E2BIG


@pytest.mark.parametrize("kind", ["int_list", "string"])
def test_flytekit_hands_the_same_parameter_on(kind):
    workload, expected, outputs = run("flyte", "payload", {"kind": kind, "bytes": 128 * KIBIBYTE})
    assert workload.mismatch(expected, outputs) is None


def test_kfp_still_takes_one_collected_for_one_consumer_only():
    from kfp import dsl

    from kfp_impl.search import attempt, choose, load

    def pipeline(candidates: list[float]):
        frame = load().outputs["frame"]
        with dsl.ParallelFor(candidates) as candidate:
            trial = attempt(frame=frame, candidate=candidate).output
        trials = dsl.Collected(trial)
        choose(trials=trials)
        choose(trials=trials)

    with pytest.raises(KeyError, match="for-loop-1"):
        dsl.pipeline(pipeline)


# What a component of the default lane carries.


def components(name):
    module = import_module(f"kfp_impl.{name}")
    return [found for found in vars(module).values() if hasattr(found, "python_func")]


@pytest.mark.parametrize("name", WORKLOADS)
def test_a_component_in_a_stock_image_finds_every_name_that_it_imports_of_ours(name):
    assert components(name)
    for component in components(name):
        source = ast.parse(Path(component.python_func.__code__.co_filename).read_text())
        (body,) = (
            node for node in source.body if getattr(node, "name", "") == component.python_func.__name__
        )
        for statement in (node for node in ast.walk(body) if isinstance(node, ast.ImportFrom)):
            if statement.module.startswith("shared"):
                file = stage(component.python_func) / (statement.module.replace(".", "/") + ".py")
                defined = {getattr(node, "name", "") for node in ast.parse(file.read_text()).body}
                assert {alias.name for alias in statement.names} <= defined


@pytest.mark.parametrize("name", WORKLOADS)
def test_sizes_grow_and_the_quick_profile_has_none(name):
    sizes = find(name).sizes
    assert sizes["quick"] == ()
    assert set(map(case_id, sizes["standard"])) <= set(map(case_id, sizes["full"]))
    grown = [size.get("bytes", size.get("rows", size.get("n", size.get("k", 0)))) for size in sizes["full"]]
    assert grown == sorted(grown)


def test_two_runs_never_count_their_attempts_in_the_same_file():
    inputs = find("flaky").inputs
    assert inputs({"k": 2})["counter"] != inputs({"k": 2})["counter"]
