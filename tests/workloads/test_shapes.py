"""Every shape of a graph computes on every engine what plain Python computes."""

import pytest

from shared.contract import Unsupported
from shared.steps.advance import MODULUS, advance_value
from shared.steps.draw import draw_values
from shared.steps.fold import fold_values
from shared.steps.nap import gather_naps, take_nap
from shared.workloads import find
from shared.workloads.branch import ONE_OF_EACH
from shared.workloads.sleep import mean_at_once, most_at_once
from tests.pipelines.contenders import ENGINES

pytestmark = pytest.mark.slow

COMPILING = ["flyte", "flyte2", "kfp"]
REFUSING = {"plain": "plain Python compiles nothing"}
SHAPES = ("chain", "fan_out", "map", "layers", "dynamic", "nested")
SAME_GRAPH_AT_EVERY_SIZE = ("map", "branch", "dynamic")
GRAPH_GROWS = ("chain", "fan_out", "layers", "nested")
SHORT_NAPS = tuple({"form": form, "n": 2, "seconds": 0.05} for form in ("explicit", "native"))
CASES = [
    *((shape, find(shape).smallest) for shape in SHAPES),
    *(("branch", size) for size in ONE_OF_EACH),
    *(("sleep", size) for size in SHORT_NAPS),
]
LARGER = [(name, size) for name, size in CASES if size != find(name).smallest]
"""The smallest size of every workload is run by ``test_every_workload.py``."""
TUNED = "tuned"


def case_id(value):
    return ",".join(map(str, value.values())) if isinstance(value, dict) else value


def artefact(engine, name, size, directory, lane=TUNED):
    directory.mkdir()
    files = engine.compile(engine.load(name, size, lane), directory)
    assert not isinstance(files, Unsupported), files.reason
    return files


@pytest.fixture(autouse=True)
def lane_environment(monkeypatch):
    for engine in ENGINES.values():
        for name, value in engine.environment[TUNED].items():
            monkeypatch.setenv(name, value)


@pytest.mark.parametrize(("name", "size"), LARGER, ids=case_id)
@pytest.mark.parametrize("contender", ENGINES)
def test_a_local_run_gives_what_plain_python_gives(contender, name, size, tmp_path):
    engine, workload = ENGINES[contender](), find(name)
    inputs = workload.inputs(size)
    outputs = engine.run(engine.load(name, size, TUNED), inputs, tmp_path)
    assert workload.mismatch(workload.reference(inputs, size), outputs) is None


@pytest.mark.parametrize("lane", ["default", "tuned"])
@pytest.mark.parametrize(("name", "size"), CASES, ids=case_id)
@pytest.mark.parametrize("contender", COMPILING)
def test_a_shape_compiles_in_either_lane(contender, name, size, lane, tmp_path):
    files = artefact(ENGINES[contender](), name, size, tmp_path / "made", lane)
    assert all(file.stat().st_size for file in files)


def test_every_contender_compiles_or_has_a_reason_not_to():
    assert sorted([*COMPILING, *REFUSING]) == sorted(ENGINES)


@pytest.mark.parametrize("contender", REFUSING)
def test_a_contender_without_an_artefact_says_why(contender, tmp_path):
    engine = ENGINES[contender]()
    refusal = engine.compile(engine.load("chain", {"n": 1}, TUNED), tmp_path)
    assert isinstance(refusal, Unsupported)
    assert refusal.reason.startswith(REFUSING[contender])


@pytest.mark.parametrize("name", [*SHAPES, "branch"])
def test_another_size_has_other_outputs(name):
    workload = find(name)
    outputs = [workload.reference(workload.inputs(size), size) for size in workload.sizes["full"]]
    assert len({str(found) for found in outputs}) == len(outputs)


@pytest.mark.parametrize("name", SAME_GRAPH_AT_EVERY_SIZE)
@pytest.mark.parametrize("contender", COMPILING)
def test_what_only_a_run_decides_leaves_the_compiled_graph_alone(contender, name, tmp_path):
    first, *_, last = find(name).sizes["full"]
    engine = ENGINES[contender]()
    made = [artefact(engine, name, size, tmp_path / str(i)) for i, size in enumerate((first, last))]
    assert [file.stat().st_size for file in made[0]] == [file.stat().st_size for file in made[1]]


@pytest.mark.parametrize("name", GRAPH_GROWS)
def test_each_step_that_is_written_out_is_a_task_of_the_compiled_pipeline(name, tmp_path):
    import yaml

    size = find(name).sizes["standard"][1]
    (file,) = artefact(ENGINES["kfp"](), name, size, tmp_path / "made")
    spec = yaml.safe_load(file.read_text())
    graphs = [spec["root"], *spec["components"].values()]
    tasks = [task for graph in graphs for task in graph.get("dag", {}).get("tasks", {}).values()]
    called = [spec["components"][task["componentRef"]["name"]] for task in tasks]
    assert sum("executorLabel" in component for component in called) == find(name).step_count(size)


@pytest.mark.parametrize(
    ("size", "branch"), list(zip(ONE_OF_EACH, (3, 2, 1), strict=True)), ids=["low", "between", "high"]
)
def test_the_sizes_of_the_condition_end_in_every_branch(size, branch):
    workload = find("branch")
    decisive = advance_value(size["value"])
    found = workload.reference(workload.inputs(size), size)["output"]
    assert found == (decisive * 31 + branch) % MODULUS


def test_a_fold_notices_a_lost_a_doubled_and_a_swapped_value():
    assert len({fold_values(values) for values in ([1, 2], [1], [1, 1, 2], [2, 1])}) == 4


def test_tiny_steps_take_the_floats_that_a_runner_makes_of_whole_numbers():
    assert advance_value(float(MODULUS - 1)) == advance_value(MODULUS - 1)
    assert fold_values([float(value) for value in draw_values(5.0)]) == fold_values(draw_values(5))


def test_a_nap_tells_when_it_began_and_ended():
    asked, times = [], iter([10.0, 12.5])
    assert take_nap(2.5, clock=lambda: next(times), sleep=asked.append) == [10.0, 12.5]
    assert asked == [2.5]


def test_naps_are_gathered_in_the_order_of_their_steps():
    assert gather_naps([(3.0, 4.0), (1.0, 2.0)]).intervals == [[3.0, 4.0], [1.0, 2.0]]


@pytest.mark.parametrize(
    ("intervals", "most", "mean"),
    [
        ([[0, 1], [1, 2], [2, 3]], 1, 1.0),
        ([[0, 2], [0, 2], [2, 4], [2, 4]], 2, 2.0),
        ([[0, 4], [1, 2], [1.5, 3]], 3, 1.625),
    ],
    ids=["one by one", "two by two", "three for a moment"],
)
def test_the_parallelism_is_told_from_the_intervals(intervals, most, mean):
    assert most_at_once(intervals) == most
    assert mean_at_once(intervals) == mean


def naps(*intervals):
    return {"count": len(intervals), "intervals": [list(interval) for interval in intervals]}


def test_waits_at_other_times_are_equal_outputs():
    assert find("sleep").mismatch(naps((0, 1), (1, 2)), naps((5, 6), (5, 6))) is None


@pytest.mark.parametrize(
    ("actual", "message"),
    [
        (naps((0, 1)), "count: expected 2, got 1"),
        (naps((0, 1), (0, 1)) | {"intervals": [[0, 1]]}, "intervals: expected 2 of them, got 1"),
        (naps((0, 1), (1, 1.01)), "intervals: expected waits of at least 0.500 s, got 0.010 s"),
        ({"count": 2}, "intervals: expected 2 of them, got 0"),
    ],
    ids=["fewer steps", "an interval lost", "no wait", "no intervals"],
)
def test_a_step_that_did_not_wait_is_a_mismatch(actual, message):
    assert find("sleep").mismatch(naps((0, 1), (1, 2)), actual) == message
