"""The nodes of somebody's own Flyte workflow, with those of its branches and of the workflows inside it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flytekit.core.condition import BranchNode
from flytekit.core.gate import Gate
from flytekit.core.launch_plan import LaunchPlan
from flytekit.core.reference_entity import ReferenceEntity
from flytekit.core.workflow import WorkflowBase


def nodes(workflow: WorkflowBase) -> Iterator[Any]:
    """Yield every node, those of branches, sub-workflows and launch plans too."""
    for node in workflow.nodes:
        yield from _with_inner(node)


def steps(workflow: WorkflowBase) -> Iterator[Any]:
    """Yield the nodes that a pod runs; what is registered elsewhere is one."""
    grouping = WorkflowBase | LaunchPlan | BranchNode | Gate
    for node in nodes(workflow):
        entity = node.flyte_entity
        if isinstance(entity, ReferenceEntity) or not isinstance(entity, grouping):
            yield node


def references(workflow: WorkflowBase) -> Iterator[Any]:
    """Yield what the workflow takes from a cluster by its name."""
    found = (node.flyte_entity for node in nodes(workflow))
    return (entity for entity in found if isinstance(entity, ReferenceEntity))


def workflows(workflow: WorkflowBase) -> Iterator[WorkflowBase]:
    """Yield the workflow itself and every one inside it."""
    yield workflow
    for node in nodes(workflow):
        entity = node.flyte_entity
        if isinstance(entity, WorkflowBase | LaunchPlan) and not isinstance(entity, ReferenceEntity):
            yield entity.workflow if isinstance(entity, LaunchPlan) else entity


def branches(node: Any) -> Any:
    """Return the block of conditions of a branch node; flytekit has no other way to see them."""
    return node.flyte_entity._ifelse_block


def _with_inner(node: Any) -> Iterator[Any]:
    yield node
    entity = node.flyte_entity
    if isinstance(entity, ReferenceEntity):
        return
    if isinstance(entity, LaunchPlan):
        entity = entity.workflow
    if isinstance(entity, WorkflowBase):
        yield from nodes(entity)
    elif isinstance(entity, BranchNode):
        block = branches(node)
        cases = [block.case, *(block.other or ())]
        for inner in (*(case.then_node for case in cases), block.else_node):
            if inner is not None:
                yield from _with_inner(inner)
