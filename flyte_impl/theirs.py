"""Somebody's own Flyte workflow: find it in a file, and wrap what is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

from flytekit.core.base_task import PythonTask
from flytekit.core.launch_plan import LaunchPlan
from flytekit.core.reference_entity import ReferenceEntity
from flytekit.core.workflow import ImperativeWorkflow, WorkflowBase

from flyte_impl.their_graph import references
from shared.contract import Unsupported
from shared.their_code import outermost
from shared.their_file import own_values


@dataclass(frozen=True)
class Found:
    """What a file's name stands for."""

    workflow: WorkflowBase
    plan: LaunchPlan | None = None
    """The launch plan that was named, with its inputs and its schedule."""
    given: Mapping[str, Any] = field(default_factory=dict)
    """Inputs that a launch plan or a lone task's signature gives, as Python values."""


def find(module: ModuleType, name: str) -> Found | Unsupported:
    """Return the workflow of that name (the only one for an empty name); a task becomes one of one node."""
    if not name:
        return _only(module)
    found = getattr(module, name, None)
    if isinstance(found, WorkflowBase | LaunchPlan | PythonTask):
        return _as_workflow(name, found)
    kind = "nothing of that name" if found is None else f"a {type(found).__name__}"
    known = [*own_values(module, (WorkflowBase, LaunchPlan, PythonTask))]
    return Unsupported(f"{name} is {kind}, not a workflow; the file has {', '.join(known) or 'none'}")


def cannot_run(found: Found) -> Unsupported | None:
    """Why the workflow can be compiled and not run here, if it cannot."""
    told = [*references(found.workflow)]
    return Unsupported(f"{told[0].name} is registered on a cluster, and is not here to run") if told else None


def _only(module: ModuleType) -> Found | Unsupported:
    """The only workflow that no other contains; where the file writes none, its only task or launch plan."""
    kinds = ((WorkflowBase, "workflows"), (PythonTask, "tasks"), (LaunchPlan, "launch plans"))
    every = own_values(module, tuple(kind for kind, _ in kinds))
    for kind, word in kinds:
        of_kind = {name: value for name, value in every.items() if isinstance(value, kind)}
        if len(outer := outermost(of_kind, "_workflow_function")) == 1:
            return _as_workflow(*outer.popitem())
        if of_kind:
            return Unsupported(f"name one of its {word} after a colon: {', '.join(of_kind)}")
    return Unsupported("the file has no Flyte workflow or task at its top level; is it for another side?")


def _as_workflow(name: str, found: Any) -> Found | Unsupported:
    if isinstance(found, ReferenceEntity):
        return Unsupported(f"{name} refers to {found.name}, which is registered on a cluster and not here")
    if isinstance(found, LaunchPlan):
        return Found(found.workflow, found, found.saved_inputs)
    if isinstance(found, PythonTask):
        defaults = found.python_interface.inputs_with_defaults.items()
        given = {name: default for name, (_, default) in defaults if default is not None}
        return Found(_alone(found), given=given)
    return Found(found)


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
