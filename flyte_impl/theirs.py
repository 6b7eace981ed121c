"""Somebody's own Flyte workflow: find it in a file, and tell what it takes, gives and needs."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from enum import Enum
from types import ModuleType, UnionType
from typing import Any, Union, get_args, get_origin

from flytekit.core.array_node_map_task import ArrayNodeMapTask
from flytekit.core.base_task import PythonTask
from flytekit.core.condition import BranchNode
from flytekit.core.container_task import ContainerTask
from flytekit.core.launch_plan import LaunchPlan
from flytekit.core.python_auto_container import PythonAutoContainerTask
from flytekit.core.python_function_task import PythonFunctionTask
from flytekit.core.workflow import ImperativeWorkflow, WorkflowBase
from flytekit.types.directory import FlyteDirectory
from flytekit.types.file import FlyteFile

from shared.contract import Interface, Port, Unsupported

_NAMED_TYPES = ((FlyteDirectory, "directory_value"), (FlyteFile, "file_value"), (Enum, "enum_value"))
_FRAMES = frozenset({"DataFrame", "StructuredDataset"})


def find(module: ModuleType, name: str) -> WorkflowBase | Unsupported:
    """Return the workflow of that name (the only one for an empty name); a task becomes one of one node."""
    workflows = {key: value for key, value in vars(module).items() if isinstance(value, WorkflowBase)}
    own = [key for key, value in workflows.items() if value.name.startswith(module.__name__)] or [*workflows]
    if not name and not own:
        return Unsupported("the file has no Flyte workflow at its top level; is it for another side?")
    if not name and len(own) != 1:
        return Unsupported(f"name one of its workflows after a colon: {', '.join(own)}")
    found = getattr(module, name or own[0], None)
    if isinstance(found, LaunchPlan):
        return found.workflow
    if isinstance(found, PythonTask):
        return _alone(found)
    if isinstance(found, WorkflowBase):
        return found
    kind = "nothing of that name" if found is None else f"a {type(found).__name__}"
    return Unsupported(f"{name} is {kind}, not a workflow; the file has {', '.join(own) or 'none'}")


def interface(workflow: WorkflowBase) -> Interface:
    """Return inputs, outputs, and every capability that its nodes and types use."""
    python = workflow.python_interface
    takes = tuple(
        Port(
            name, type_text(kind), required=default is None, default="" if default is None else repr(default)
        )
        for name, (kind, default) in python.inputs_with_defaults.items()
    )
    names = [*python.outputs]
    gives = tuple(
        Port("output" if names == ["o0"] else name, type_text(kind)) for name, kind in python.outputs.items()
    )
    tasks = [*_tasks(workflow)]
    return Interface(takes, gives, len(tasks), tuple(sorted(set(_needs(workflow, tasks)))))


def type_text(kind: Any) -> str:
    """Name a type as its author would, without the modules it comes from."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return " | ".join(map(type_text, arguments))
    if origin is not None and arguments:
        return f"{getattr(origin, '__name__', origin)}[{', '.join(map(type_text, arguments))}]"
    if kind is type(None):
        return "None"
    return str(getattr(kind, "__name__", kind))


def _alone(task: PythonTask) -> ImperativeWorkflow:
    """Wrap one task as ``pyflyte run`` does, so that it can be compiled and started."""
    workflow = ImperativeWorkflow(name=f"{task.name}.alone")
    given = {
        name: workflow.add_workflow_input(name, kind) for name, kind in task.python_interface.inputs.items()
    }
    node = workflow.add_entity(task, **given)
    for name in task.python_interface.outputs:
        workflow.add_workflow_output(name, node.outputs[name])
    return workflow


def _nodes(workflow: WorkflowBase) -> Iterator[Any]:
    """Every node, those of branches, sub-workflows and launch plans too."""
    for node in workflow.nodes:
        yield node
        entity = node.flyte_entity
        if isinstance(entity, LaunchPlan):
            entity = entity.workflow
        if isinstance(entity, WorkflowBase):
            yield from _nodes(entity)
        elif isinstance(entity, BranchNode):
            block = entity._ifelse_block  # flytekit has no other way to see the branches
            cases = [block.case, *(block.other or ())]
            inner = [case.then_node for case in cases] + [block.else_node]
            yield from (one for one in inner if one is not None)


def _tasks(workflow: WorkflowBase) -> Iterator[Any]:
    return (
        node
        for node in _nodes(workflow)
        if not isinstance(node.flyte_entity, WorkflowBase | LaunchPlan | BranchNode)
    )


def _needs(workflow: WorkflowBase, tasks: list[Any]) -> Iterator[str]:
    for node in _nodes(workflow):
        entity = node.flyte_entity
        if isinstance(entity, BranchNode):
            yield "condition"
        if isinstance(entity, WorkflowBase | LaunchPlan):
            yield "nested_pipeline"
        if {one.id for one in node.upstream_nodes} - {"start-node"} - _sources(node):
            yield "step_order"
    if workflow.failure_node is not None:
        yield "exit_handler"
    for node in tasks:
        yield from _needs_of(node.flyte_entity)
    python = workflow.python_interface
    if any(default is not None for _, default in python.inputs_with_defaults.values()):
        yield "default_inputs"
    if len(python.outputs) > 1:
        yield "named_outputs"
    for kind in (*python.inputs.values(), *python.outputs.values()):
        yield from _needs_of_type(kind)


def _needs_of(task: Any) -> Iterator[str]:
    if isinstance(task, ArrayNodeMapTask):
        yield from _needs_of_map(task)
        task = task.python_function_task
    if isinstance(task, ContainerTask):
        yield "container_step"
    mode = getattr(task, "execution_mode", None)
    if isinstance(task, PythonFunctionTask) and mode is PythonFunctionTask.ExecutionBehavior.DYNAMIC:
        yield "dynamic_graph"
    secrets = task.security_context.secrets if task.security_context else None
    settings = (
        ("cache", task.metadata.cache),
        ("retry", task.metadata.retries),
        ("timeout", task.metadata.timeout),
        ("interruptible", task.metadata.interruptible),
        ("environment_variable", task.environment),
        ("secret", secrets),
        ("visualisation", not getattr(task, "disable_deck", True)),
    )
    yield from (need for need, wanted in settings if wanted)
    if isinstance(task, PythonAutoContainerTask):
        yield from _needs_of_container(task)
    for kind in (*task.python_interface.inputs.values(), *task.python_interface.outputs.values()):
        yield from _needs_of_type(kind)


def _needs_of_map(task: ArrayNodeMapTask) -> Iterator[str]:
    yield "loop_over_data"
    if task.concurrency:
        yield "parallel_limit"
    if task.min_success_ratio not in (None, 1.0) or task.min_successes:
        yield "partial_failure"


def _needs_of_container(task: Any) -> Iterator[str]:
    if task.container_image:
        yield "step_image"
    asked = [one for one in (task.resources.requests, task.resources.limits) if one is not None]
    if any(vars(one).get(name) for one in asked for name in ("cpu", "mem", "gpu", "ephemeral_storage")):
        yield "resources"
    if any(one.gpu for one in asked):
        yield "gpu"


def _needs_of_type(kind: Any) -> Iterator[str]:
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        yield "optional_value" if type(None) in get_args(kind) else "union_value"
    for inner in get_args(kind):
        yield from _needs_of_type(inner)
    if not isinstance(kind, type):
        return
    for base, need in _NAMED_TYPES:
        if issubclass(kind, base):
            yield need
    if hasattr(kind, "__dataclass_fields__") and not issubclass(kind, FlyteFile | FlyteDirectory):
        yield "frame_with_schema" if kind.__name__ in _FRAMES else "dataclass_value"
    elif kind.__name__ in _FRAMES:
        yield "frame_with_schema"
    if issubclass(kind, datetime | timedelta):
        yield "datetime_value"
    learning = sys.modules.get("sklearn.base")
    if learning is not None and issubclass(kind, learning.BaseEstimator):
        yield "model_value"


def _sources(node: Any) -> set[str]:
    """Nodes whose outputs it takes."""
    return set(_promised(binding.binding for binding in node.bindings))


def _promised(bindings: Any) -> Iterator[str]:
    for data in bindings:
        if data.promise is not None:
            yield data.promise.node_id
        elif data.collection is not None:
            yield from _promised(data.collection.bindings)
        elif data.map is not None:
            yield from _promised(data.map.bindings.values())
