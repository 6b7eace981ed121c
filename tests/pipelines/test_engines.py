"""Every contender does the same work, for real, each time it is asked."""

import subprocess
import sys

import pytest

from shared.contract import Unsupported
from shared.workloads import find

from .contenders import ENGINES, walk

pytestmark = pytest.mark.slow

WORKLOAD = find("training")
INPUTS = WORKLOAD.inputs({})
FAST_LANE = {"plain": "default", "flyte": "default", "flyte2": "default", "kfp": "tuned"}
SDKS = [name for name in ENGINES if name != "plain"]


@pytest.fixture(scope="module")
def expected():
    return WORKLOAD.reference(INPUTS, {})


def bodies_run(name, action):
    """Count how often a function of that name was entered during ``action``."""
    entered = []
    sys.setprofile(lambda frame, event, arg: entered.append(1) if _enters(frame, event, name) else None)
    try:
        action()
    finally:
        sys.setprofile(None)
    return len(entered)


def _enters(frame, event, name):
    return event == "call" and frame.f_code.co_name == name


@pytest.mark.parametrize("name", ENGINES)
def test_the_pod_commands_chained_give_the_outputs_of_plain_python(name, expected, tmp_path):
    engine = ENGINES[name]()
    pipeline = engine.load("training", {}, FAST_LANE[name])
    steps, outputs = walk(engine.steps(pipeline, INPUTS, tmp_path), tmp_path)
    assert WORKLOAD.mismatch(expected, outputs) is None
    assert len(steps) == (1 if name == "plain" else WORKLOAD.step_count({}))


@pytest.mark.parametrize(("name", "body"), [("flyte", "run_training_workflow"), ("kfp", "training_pipeline")])
def test_a_second_load_in_one_process_traces_the_pipeline_again(name, body):
    engine = ENGINES[name]()
    first = engine.load("training", {}, "default")
    assert bodies_run(body, lambda: engine.load("training", {}, "default")) == 1
    again = engine.load("training", {}, "default")
    assert not {id(value) for value in vars(first).values()} >= {id(value) for value in vars(again).values()}


@pytest.mark.parametrize("name", SDKS)
def test_a_second_load_keeps_the_shared_steps_and_the_libraries(name):
    engine = ENGINES[name]()
    engine.load("training", {}, "default")
    before = {key: module for key, module in sys.modules.items() if key.startswith(("shared.", "pandas."))}
    engine.load("training", {}, "default")
    assert all(sys.modules[key] is module for key, module in before.items())


def compile_again(engine, directory):
    directory.mkdir()
    return engine.compile(engine.load("training", {}, "tuned"), directory)


def test_kfp_compiles_twice_to_the_same_bytes(tmp_path):
    engine = ENGINES["kfp"]()
    made = [compile_again(engine, tmp_path / attempt)[0].read_bytes() for attempt in ("one", "two")]
    assert made[0] == made[1]


def test_flyte_compiles_twice_to_the_same_workflow_but_for_the_order_of_upstream_nodes(tmp_path):
    # flytekit lists them from a set, so that the bytes of two builds may differ.
    from flyteidl.admin.workflow_pb2 import WorkflowSpec

    engine, made = ENGINES["flyte"](), []
    for attempt in ("one", "two"):
        *_, workflow, _launch_plan = compile_again(engine, tmp_path / attempt)
        spec = WorkflowSpec.FromString(workflow.read_bytes())
        for node in spec.template.nodes:
            node.upstream_node_ids.sort()
        made.append(spec)
    assert made[0] == made[1]


def test_flytekit_keeps_nothing_of_earlier_loads():
    from flytekit.core.context_manager import FlyteEntities
    from flytekit.core.launch_plan import LaunchPlan

    engine = ENGINES["flyte"]()
    engine.load("training", {}, "default")
    once = len(FlyteEntities.entities)
    LaunchPlan.CACHE["of an earlier load"] = None
    engine.load("training", {}, "default")
    assert len(FlyteEntities.entities) == once
    assert "of an earlier load" not in LaunchPlan.CACHE


def test_flyte2_decorates_afresh_in_a_second_load_and_traces_nothing():
    engine = ENGINES["flyte2"]()
    first = engine.load("training", {}, "default")
    assert bodies_run("training_workflow", lambda: engine.load("training", {}, "default")) == 0
    again = engine.load("training", {}, "default")
    assert again.task is not first.task


@pytest.mark.parametrize("name", SDKS)
def test_a_workload_without_a_file_is_unsupported_by_the_name_of_that_file(name):
    engine = ENGINES[name]()
    assert engine.load("nothing", {}, "default") == Unsupported(f"no {name}_impl/nothing.py")


@pytest.mark.parametrize("name", ENGINES)
def test_importing_an_engine_imports_no_sdk_and_no_library(name):
    heavy = ("flytekit", "flyte", "kfp", "pandas", "sklearn", "yaml", "click")
    module = ENGINES[name].__module__
    code = f"import sys, {module}; print([name for name in {heavy} if name in sys.modules])"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "[]"


@pytest.mark.parametrize("name", ENGINES)
def test_an_engine_tells_versions_lanes_and_the_environment_of_each_lane(name):
    engine = ENGINES[name]()
    assert all(version[0].isdigit() for version in engine.versions().values())
    assert list(engine.lanes) == list(engine.environment) == ["default", "tuned"]


def test_plain_python_refuses_to_compile(tmp_path):
    engine = ENGINES["plain"]()
    assert isinstance(engine.compile(engine.load("training", {}, "default"), tmp_path), Unsupported)


@pytest.mark.parametrize("name", SDKS)
def test_a_size_that_stands_in_no_module_cannot_be_compiled_from_the_command_line(name):
    compile_command = ENGINES[name]().commands("training", {"n": 2}, "default")["compile"]
    assert isinstance(compile_command, Unsupported)
