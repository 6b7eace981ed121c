"""What somebody's own Flyte 2 task takes, gives and uses, as far as that is known before it runs."""

from __future__ import annotations

from collections.abc import Iterator
from inspect import Parameter
from types import FunctionType, ModuleType
from typing import Any

from flyte import Image, TaskTemplate
from flyte.extras import ContainerTask
from flyte.io import DataFrame, Dir, File

from shared.contract import Interface, Port
from shared.their_code import attributes, loops, named_values, stops
from shared.their_types import needs_of_outputs, needs_of_type, type_text

UNSEEN = (
    "condition",
    "condition_in_loop",
    "condition_on_named_output",
    "condition_on_real_number",
    "coverage_of_step",
    "dynamic_graph",
    "early_stop",
    "else_branch",
    "exception_of_step",
    "exit_handler",
    "importer",
    "list_of_outputs",
    "loop_in_exit_handler",
    "loop_over_data",
    "metrics",
    "mock_in_step",
    "named_outputs",
    "outer_output_in_loop",
    "parallel_limit",
    "partial_failure",
    "pipeline_in_loop",
    "pipeline_version",
    "step_as_function",
    "step_order",
    "wait_for_human",
)
"""Flyte 2 draws no graph: how steps are put together is what the calling task's Python does."""
_OWN: dict[Any, str] = {File: "file_value", Dir: "directory_value", DataFrame: "frame_with_schema"}
_INSTALLING = frozenset(
    (
        "PipPackages",
        "Requirements",
        "PythonWheels",
        "UVProject",
        "UVScript",
        "PoetryProject",
        "PixiProject",
        "AptPackages",
    )
)
"""Layers of an image that bring packages."""


def interface(task: Any) -> Interface:
    """Return inputs, outputs, and what the task and those that its code names use."""
    native = task.native_interface
    takes = tuple(
        Port(
            name,
            type_text(kind),
            required=default is Parameter.empty,
            default="" if default is Parameter.empty else repr(default),
        )
        for name, (kind, default) in native.inputs.items()
    )
    only = len(native.outputs) == 1
    gives = tuple(Port("output" if only else name, type_text(kind)) for name, kind in native.outputs.items())
    reached = _reached(task)
    needs = {need for one in reached for need in (*_needs(one), *_needs_of_code(one))}
    if any(not port.required for port in takes):
        needs.add("default_inputs")
    steps = None if len(reached) > 1 or task in _called(task) else 1
    unseen = tuple(sorted({*UNSEEN} - needs))
    return Interface(takes, gives, steps, tuple(sorted(needs)), unseen, _remarks(reached))


def _reached(task: Any) -> list[Any]:
    """The task, and every one that its code or theirs names."""
    found: list[Any] = []
    waiting = [task]
    while waiting:
        one = waiting.pop(0)
        if not any(one is other for other in found):
            found.append(one)
            waiting += _called(one)
    return found


def _called(task: Any) -> list[Any]:
    """Tasks that a task's function names, itself or in the plain functions that it names."""
    found: list[Any] = []
    functions: list[Any] = []
    waiting = [getattr(task, "func", None)]
    while waiting:
        function = waiting.pop()
        if function is None or function in functions:
            continue
        functions.append(function)
        for value in named_values(function):
            if isinstance(value, TaskTemplate):
                found.append(value)
            elif isinstance(value, FunctionType) and value.__module__ == function.__module__:
                waiting.append(value)
            elif isinstance(value, ModuleType):
                inside = (vars(value).get(name) for name in attributes(function))
                found += [one for one in inside if isinstance(one, TaskTemplate)]
    return found


def _needs(task: Any) -> Iterator[str]:
    resources = task.resources
    settings = (
        ("cache", task.cache.is_enabled()),
        ("retry", getattr(task.retries, "count", 0)),
        ("timeout", task.timeout),
        ("interruptible", task.interruptible),
        ("environment_variable", task.env_vars),
        ("secret", task.secrets),
        ("resources", resources),
        ("gpu", resources and resources.gpu),
        ("schedule", task.triggers),
        ("visualisation", task.report),
        ("container_step", isinstance(task, ContainerTask)),
        ("notebook_step", any(base.__name__ == "NotebookTask" for base in type(task).__mro__)),
    )
    yield from (need for need, wanted in settings if wanted)
    if not isinstance(task, ContainerTask):
        yield from _needs_of_image(task)
    if task.pod_template is not None and not isinstance(task.pod_template, str):
        yield from _needs_of_pod(task.pod_template)
    native = task.native_interface
    yield from needs_of_outputs(native.outputs)
    for kind in (*(kind for kind, _ in native.inputs.values()), *native.outputs.values()):
        yield from needs_of_type(kind, _OWN)


def _needs_of_image(task: Any) -> Iterator[str]:
    """An image that nobody chose is flyte's own."""
    environment = task.parent_env() if task.parent_env is not None else None
    chosen = getattr(environment, "image", None)
    if chosen in (None, "auto"):
        return
    yield "step_image"
    if isinstance(chosen, Image) and any(type(layer).__name__ in _INSTALLING for layer in chosen._layers):
        yield "extra_package"


def _remarks(reached: list[Any]) -> dict[str, str]:
    """What compiling leaves out: the images that a deployment would build first."""
    images = [one.image for one in reached if "extra_package" in _needs_of_image(one)]
    named = ", ".join(dict.fromkeys(image.uri for image in images if isinstance(image, Image)))
    if not named:
        return {}
    return {
        "compile": f"without building {named}",
        "steps": f"with the packages that are here, not in {named}",
    }


def _needs_of_pod(template: Any) -> Iterator[str]:
    spec = template.pod_spec
    mounts = any(one.volume_mounts for one in getattr(spec, "containers", None) or ())
    settings = (
        ("pod_label", template.labels),
        ("mounted_volume", mounts or getattr(spec, "volumes", None)),
        ("node_selection", getattr(spec, "node_selector", None) or getattr(spec, "affinity", None)),
    )
    yield from (need for need, wanted in settings if wanted)


def _needs_of_code(task: Any) -> Iterator[str]:
    function = getattr(task, "func", None)
    called = _called(task)
    if stops(function):
        yield "breakpoint_in_step"
    if called and loops(function):
        yield "loop_in_python"
    if any(one is task for one in called):
        yield "recursion"
    if any(one is not task and _called(one) for one in called):
        yield "nested_pipeline"
