"""What somebody's own Flyte workflow takes, gives and uses, read from what flytekit traced."""

from __future__ import annotations

from collections.abc import Iterator
from inspect import signature
from typing import Any

from flytekit import ImageSpec
from flytekit.core.array_node_map_task import ArrayNodeMapTask
from flytekit.core.base_task import PythonTask
from flytekit.core.condition import BranchNode
from flytekit.core.container_task import ContainerTask
from flytekit.core.gate import Gate
from flytekit.core.launch_plan import LaunchPlan
from flytekit.core.python_auto_container import PythonAutoContainerTask
from flytekit.core.python_function_task import PythonFunctionTask
from flytekit.core.reference_entity import ReferenceEntity
from flytekit.core.workflow import WorkflowBase
from flytekit.types.directory import FlyteDirectory
from flytekit.types.file import FlyteFile

from flyte_impl.their_graph import branches, nodes, steps, workflows
from flyte_impl.theirs import Found
from shared.contract import Interface, Port
from shared.their_code import loops, named_values, stops
from shared.their_types import needs_of_outputs, needs_of_type, type_text

UNSEEN = (
    "coverage_of_step",
    "early_stop",
    "exception_of_step",
    "metrics",
    "mock_in_step",
    "pipeline_version",
    "step_as_function",
)
"""They lie in what a step's code does, in how a test calls it, or in how the workflow is registered."""
_UNSEEN_IN_DYNAMIC = (
    "condition",
    "condition_in_loop",
    "else_branch",
    "list_of_outputs",
    "loop_in_exit_handler",
    "loop_over_data",
    "outer_output_in_loop",
    "pipeline_in_loop",
    "step_order",
)
"""How a dynamic task puts steps together is what its Python does."""
_OWN = {FlyteDirectory: "directory_value", FlyteFile: "file_value"}


def interface(found: Found) -> Interface:
    """Return inputs, outputs, and every capability that its nodes and types use."""
    workflow = found.workflow
    outputs = workflow.python_interface.outputs
    only = [*outputs] == ["o0"]
    gives = tuple(Port("output" if only else name, type_text(kind)) for name, kind in outputs.items())
    every = [*steps(workflow)]
    needs = {*_needs_of_plan(found), *_needs_of_graph(workflow)}
    for node in every:
        needs |= {*_needs_of_node(node), *_needs_of_task(node.flyte_entity)}
    unseen = {*UNSEEN, *(_UNSEEN_IN_DYNAMIC if "dynamic_graph" in needs else ())} - needs
    return Interface(
        _takes(found), gives, len(every), tuple(sorted(needs)), tuple(sorted(unseen)), _remarks(every)
    )


def _takes(found: Found) -> tuple[Port, ...]:
    """A plan's fixed inputs are none of its inputs, and its defaults win over the workflow's."""
    fixed = found.plan.raw_fixed_inputs if found.plan else {}
    told = {**_declared(found.workflow), **found.given}
    return tuple(
        Port(
            name,
            type_text(kind),
            required=name not in told,
            default=repr(told[name]) if name in told else "",
        )
        for name, kind in found.workflow.python_interface.inputs.items()
        if name not in fixed
    )


def _declared(workflow: WorkflowBase) -> dict[str, Any]:
    """The defaults in the workflow's own signature; flytekit's tables say None for those without one too."""
    function = getattr(workflow, "_workflow_function", None)
    if function is None:
        told = workflow.python_interface.inputs_with_defaults
        return {name: default for name, (_, default) in told.items() if default is not None}
    parameters = signature(function).parameters.values()
    return {one.name: one.default for one in parameters if one.default is not one.empty}


def _needs_of_plan(found: Found) -> Iterator[str]:
    if any(port.default for port in _takes(found)) or (found.plan and found.plan.raw_fixed_inputs):
        yield "default_inputs"
    if found.plan and (found.plan.schedule or found.plan.trigger):
        yield "schedule"


def _needs_of_graph(workflow: WorkflowBase) -> Iterator[str]:
    """How the steps are put together, in the workflow and in those inside it."""
    for one in workflows(workflow):
        if getattr(one, "failure_node", None) is not None or getattr(one, "on_failure", None) is not None:
            yield "exit_handler"
        if loops(getattr(one, "_workflow_function", None)):
            yield "loop_in_python"
        python = one.python_interface
        yield from needs_of_outputs(python.outputs)
        for kind in (*python.inputs.values(), *python.outputs.values()):
            yield from needs_of_type(kind, _OWN)
    for node in nodes(workflow):
        entity = node.flyte_entity
        if isinstance(entity, WorkflowBase | LaunchPlan):
            yield "nested_pipeline"
        if isinstance(entity, Gate) and entity.sleep_duration is None:
            yield "wait_for_human"
        if isinstance(entity, BranchNode):
            yield from _needs_of_branch(node)
        if {one.id for one in node.upstream_nodes} - _sources(node):
            yield "step_order"
        yield from _needs_of_bindings(node)


def _needs_of_branch(node: Any) -> Iterator[str]:
    yield "condition"
    block = branches(node)
    if block.other or block.else_node is not None:
        yield "else_branch"
    known = {one.id: one for one in node.upstream_nodes}
    for case in (block.case, *(block.other or ())):
        for operand in _operands(case.condition):
            primitive = operand.primitive
            if primitive is not None and primitive.float_value is not None:
                yield "condition_on_real_number"
            source, _, output = (operand.var or "").partition(".")
            given = _outputs_of(known.get(source))
            if given.get(output) is float:
                yield "condition_on_real_number"
            if len(given) > 1:
                yield "condition_on_named_output"


def _operands(expression: Any) -> Iterator[Any]:
    if expression.comparison is not None:
        yield from (expression.comparison.left_value, expression.comparison.right_value)
    if expression.conjunction is not None:
        yield from _operands(expression.conjunction.left_expression)
        yield from _operands(expression.conjunction.right_expression)


def _outputs_of(node: Any) -> dict[str, Any]:
    python = getattr(getattr(node, "flyte_entity", None), "python_interface", None)
    return dict(python.outputs) if python is not None else {}


def _needs_of_bindings(node: Any) -> Iterator[str]:
    for binding in node.bindings:
        data = binding.binding
        if data.collection is not None and [*_promised(data.collection.bindings)]:
            yield "list_of_outputs"
        if data.scalar is not None and data.scalar.blob is not None:
            yield "importer"


def _needs_of_node(node: Any) -> Iterator[str]:
    """What ``with_overrides`` says of one use of a task."""
    metadata = node.metadata
    settings = (
        ("cache", metadata.cacheable),
        ("retry", metadata.retries and metadata.retries.retries),
        ("timeout", metadata.timeout),
        ("interruptible", metadata.interruptible),
        ("step_image", node._container_image),
        ("resources", node._resources and (node._resources.requests or node._resources.limits)),
        ("gpu", node._extended_resources and node._extended_resources.HasField("gpu_accelerator")),
    )
    yield from (need for need, wanted in settings if wanted)
    if isinstance(node._container_image, ImageSpec):
        yield from _needs_of_image(node._container_image)
    if node._pod_template is not None:
        yield from _needs_of_pod(node._pod_template)


def _needs_of_task(task: Any) -> Iterator[str]:
    if isinstance(task, ArrayNodeMapTask):
        yield from _needs_of_map(task)
        task = task.python_function_task
    if isinstance(task, LaunchPlan):
        return
    if isinstance(task, ContainerTask):
        yield "container_step"
    if any(base.__name__ == "NotebookTask" for base in type(task).__mro__):
        yield "notebook_step"
    if isinstance(task, PythonFunctionTask) and not isinstance(task, ReferenceEntity):
        yield from _needs_of_function(task)
    security = getattr(task, "security_context", None)
    metadata = getattr(task, "metadata", None)
    settings = (
        ("cache", getattr(metadata, "cache", False)),
        ("retry", getattr(metadata, "retries", 0)),
        ("timeout", getattr(metadata, "timeout", None)),
        ("interruptible", getattr(metadata, "interruptible", None)),
        ("pod_label", getattr(metadata, "labels", None)),
        ("environment_variable", getattr(task, "environment", None)),
        ("secret", security.secrets if security else None),
        ("visualisation", not getattr(task, "disable_deck", True)),
    )
    yield from (need for need, wanted in settings if wanted)
    if isinstance(task, PythonAutoContainerTask) and not isinstance(task, ReferenceEntity):
        yield from _needs_of_container(task)
    python = task.python_interface
    yield from needs_of_outputs(python.outputs)
    for kind in (*python.inputs.values(), *python.outputs.values()):
        yield from needs_of_type(kind, _OWN)


def _needs_of_function(task: Any) -> Iterator[str]:
    function = task.task_function
    if stops(function):
        yield "breakpoint_in_step"
    if _draws(task):
        yield "dynamic_graph"
        if any(value is task for value in named_values(function)):
            yield "recursion"
        if loops(function):
            yield "loop_in_python"
        for value in named_values(function):
            if isinstance(value, WorkflowBase | LaunchPlan):
                yield "nested_pipeline"
            elif isinstance(value, PythonTask) and value is not task and not _draws(value):
                yield from _needs_of_task(value)


def _draws(task: Any) -> bool:
    """Whether its own code says which steps there are."""
    return getattr(task, "execution_mode", None) is PythonFunctionTask.ExecutionBehavior.DYNAMIC


def _needs_of_map(task: ArrayNodeMapTask) -> Iterator[str]:
    yield "loop_over_data"
    if task.bound_inputs:
        yield "outer_output_in_loop"
    if task.concurrency:
        yield "parallel_limit"
    if task.min_success_ratio not in (None, 1.0) or task.min_successes:
        yield "partial_failure"


def _needs_of_container(task: Any) -> Iterator[str]:
    if task.container_image:
        yield "step_image"
    if isinstance(task.container_image, ImageSpec):
        yield from _needs_of_image(task.container_image)
    asked = [one for one in (task.resources.requests, task.resources.limits) if one is not None]
    if any(vars(one).get(name) for one in asked for name in ("cpu", "mem", "gpu", "ephemeral_storage")):
        yield "resources"
    accelerated = getattr(getattr(task, "extended_resources", None), "HasField", lambda _: False)
    if any(one.gpu for one in asked) or accelerated("gpu_accelerator"):
        yield "gpu"
    if task.pod_template is not None:
        yield from _needs_of_pod(task.pod_template)


def _needs_of_image(image: ImageSpec) -> Iterator[str]:
    if image.packages or image.requirements or image.conda_packages or image.apt_packages:
        yield "extra_package"


def _needs_of_pod(template: Any) -> Iterator[str]:
    spec = template.pod_spec
    mounts = any(one.volume_mounts for one in getattr(spec, "containers", None) or ())
    settings = (
        ("pod_label", template.labels),
        ("mounted_volume", mounts or getattr(spec, "volumes", None)),
        ("node_selection", getattr(spec, "node_selector", None) or getattr(spec, "affinity", None)),
    )
    yield from (need for need, wanted in settings if wanted)


def _remarks(every: list[Any]) -> dict[str, str]:
    """What compiling leaves out: the images that a deployment would build first."""
    tasks = [getattr(node.flyte_entity, "python_function_task", node.flyte_entity) for node in every]
    used = [*(getattr(task, "container_image", None) for task in tasks)]
    used += [node._container_image for node in every]
    named = dict.fromkeys(image.image_name() for image in used if isinstance(image, ImageSpec))
    if not named:
        return {}
    return {
        "compile": f"without building {', '.join(named)}",
        "steps": f"with the packages that are here, not in {', '.join(named)}",
    }


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
