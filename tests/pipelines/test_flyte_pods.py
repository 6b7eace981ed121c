"""Flyte's pod commands come from the serialised workflow, and a failure is seen although the status is 0."""

from graphlib import CycleError

import pytest
from flyteidl.core.errors_pb2 import ContainerError, ErrorDocument
from flyteidl.core.literals_pb2 import (
    Binding,
    BindingData,
    BindingDataCollection,
    BindingDataMap,
    Literal,
    LiteralMap,
    Primitive,
    Scalar,
)
from flyteidl.core.types_pb2 import OutputReference
from flyteidl.core.workflow_pb2 import Node

from flyte_impl.pods import INPUTS, failure, in_order, pod_steps, resolve
from flyte_impl.serialise import serialise
from flyte_impl.values import from_printed
from shared.contract import Unsupported

from .contenders import ENGINES, start

pytestmark = pytest.mark.slow


def number(value):
    return Scalar(primitive=Primitive(integer=value))


def promise(node, var="o0"):
    return BindingData(promise=OutputReference(node_id=node, var=var))


def node(name, *sources, after=()):
    inputs = [Binding(var=f"a{i}", binding=source) for i, source in enumerate(sources)]
    return Node(id=name, inputs=inputs, upstream_node_ids=after)


def test_nodes_run_after_what_they_take_from_and_what_they_wait_for():
    nodes = [node("c", promise("b")), node("b", after=["a"]), node("a", promise(INPUTS, "x"))]
    assert [one.id for one in in_order(nodes)] == ["a", "b", "c"]


def test_a_node_that_takes_from_inside_a_list_runs_after_every_item():
    both = BindingData(collection=BindingDataCollection(bindings=[promise("b"), promise("c")]))
    assert [one.id for one in in_order([node("a", both), node("b"), node("c")])][-1] == "a"


def test_nodes_that_wait_for_each_other_are_refused():
    with pytest.raises(CycleError):
        list(in_order([node("a", promise("b")), node("b", promise("a"))]))


def test_a_binding_becomes_the_literal_it_stands_for():
    done = {"n0": {"o0": Literal(scalar=number(1))}, INPUTS: {"x": Literal(scalar=number(2))}}
    listed = BindingData(collection=BindingDataCollection(bindings=[promise("n0"), promise(INPUTS, "x")]))
    mapped = BindingData(
        map=BindingDataMap(bindings={"k": promise("n0"), "c": BindingData(scalar=number(3))})
    )
    assert [one.scalar.primitive.integer for one in resolve(listed, done).collection.literals] == [1, 2]
    found = resolve(mapped, done).map.literals
    assert {key: one.scalar.primitive.integer for key, one in found.items()} == {"k": 1, "c": 3}


def test_a_task_that_wrote_an_error_has_failed(tmp_path):
    document = ErrorDocument(error=ContainerError(message="Traceback\nValueError: no wine"))
    (tmp_path / "error.pb").write_bytes(document.SerializeToString())
    (tmp_path / "outputs.pb").touch()
    assert failure(tmp_path) == "Traceback\nValueError: no wine"


def test_a_task_that_wrote_nothing_has_failed(tmp_path):
    assert failure(tmp_path) == "it wrote neither outputs.pb nor error.pb"


def test_a_task_that_wrote_outputs_has_not_failed(tmp_path):
    (tmp_path / "outputs.pb").touch()
    assert failure(tmp_path) is None


def test_a_real_task_that_raises_is_seen_though_it_exits_with_status_0(tmp_path):
    engine = ENGINES["flyte"]()
    steps = engine.steps(engine.load("training", {}, "default"), {"hyperparameters": {}}, tmp_path)
    next(steps)
    no_frame = LiteralMap(literals={"o0": Literal(scalar=number(1))})
    (tmp_path / "n0" / "outputs.pb").write_bytes(no_frame.SerializeToString())
    second = next(steps)
    done = start(second, tmp_path)
    assert done.returncode == 0
    assert "Exception: " in second.failure()


def test_a_node_that_is_no_task_is_unsupported(tmp_path):
    from flytekit import workflow

    from flyte_impl.hyperparameters import Hyperparameters
    from flyte_impl.training import Evaluation, run_training_workflow

    @workflow
    def outer(hyperparameters: Hyperparameters) -> Evaluation:
        return run_training_workflow(hyperparameters=hyperparameters)

    serialise(outer, tmp_path)
    refusal = pod_steps(outer, tmp_path, {}, tmp_path)
    assert isinstance(refusal, Unsupported)
    assert "a workflow of its own" in refusal.reason


@pytest.mark.parametrize(
    ("printed", "values"),
    [
        ("Running Execution on local.\n5\n", {"output": 5}),
        ("[1, 2]", {"output": [1, 2]}),
        ("Evaluation(accuracy=0.5, predictions=[1])", {"accuracy": 0.5, "predictions": [1]}),
        ("DefaultNamedTupleOutput(o0=1, o1='x')", {"o0": 1, "o1": "x"}),
        ("<object at 0x7f>", None),
        ("LogisticRegression(C=found)", None),
        ("", None),
    ],
)
def test_what_pyflyte_prints_is_read_back_if_it_is_data(printed, values):
    assert from_printed(printed) == values
