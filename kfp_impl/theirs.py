"""Somebody's own KFP pipeline: find it in a file, and tell what it takes, gives and needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

from google.protobuf.json_format import MessageToDict
from kfp import components
from kfp.dsl.base_component import BaseComponent
from kfp.dsl.graph_component import GraphComponent

from kfp_impl.pods import INLINE_SOURCE
from shared.contract import Interface, Port, Unsupported

COMPILED = frozenset({".yaml", ".yml"})
"""Files that hold a compiled pipeline instead of its source."""

Node = Mapping[str, Any]


def read_compiled(file: Path) -> BaseComponent:
    """Read a pipeline that was compiled before."""
    return components.load_component_from_file(str(file))


def find(module: ModuleType, name: str) -> BaseComponent | Unsupported:
    """Return the pipeline of that name (the only one for an empty name), or a component to run alone."""
    every = {key: value for key, value in vars(module).items() if isinstance(value, GraphComponent)}
    own = [key for key, value in every.items() if value.pipeline_func.__module__ == module.__name__]
    own = own or [*every]
    if not name and not own:
        return Unsupported("the file has no KFP pipeline at its top level; is it for another side?")
    if not name and len(own) != 1:
        return Unsupported(f"name one of its pipelines after a colon: {', '.join(own)}")
    found = getattr(module, name or own[0], None)
    if isinstance(found, BaseComponent):
        return found
    kind = "nothing of that name" if found is None else f"a {type(found).__name__}"
    return Unsupported(f"{name} is {kind}, not a pipeline; the file has {', '.join(own) or 'none'}")


def interface(pipeline: BaseComponent) -> Interface:
    """Return inputs, outputs, and every capability that its specification uses."""
    inputs, outputs = pipeline.component_spec.inputs or {}, pipeline.component_spec.outputs or {}
    takes = tuple(
        Port(
            name,
            _type_text(told.type, told.is_artifact_list),
            required=not told.optional,
            default="" if told.default is None else repr(told.default),
        )
        for name, told in inputs.items()
    )
    names = [*outputs]
    gives = tuple(
        Port("output" if names == ["Output"] else name, _type_text(told.type, told.is_artifact_list))
        for name, told in outputs.items()
    )
    spec = MessageToDict(pipeline.pipeline_spec)
    platform = MessageToDict(pipeline.platform_spec)
    steps = sum("executorLabel" in _component(spec, task) for task in _tasks(spec))
    return Interface(takes, gives, steps, tuple(sorted(set(_needs(spec, platform)))))


def _type_text(kind: Any, several: bool) -> str:
    text = str(kind).partition("@")[0]
    return f"list[{text}]" if several else text


def _graphs(spec: Node) -> Iterator[Node]:
    yield spec["root"]
    yield from (one for one in spec.get("components", {}).values() if "dag" in one)


def _tasks(spec: Node) -> Iterator[Node]:
    for graph in _graphs(spec):
        yield from graph["dag"]["tasks"].values()


def _component(spec: Node, task: Node) -> Node:
    found: Node = spec["components"][task["componentRef"]["name"]]
    return found


def _needs(spec: Node, platform: Node) -> Iterator[str]:
    for task in _tasks(spec):
        yield from _needs_of_task(task, _component(spec, task))
    for executor in spec.get("deploymentSpec", {}).get("executors", {}).values():
        yield from _needs_of_executor(executor)
    for settings in platform.get("platforms", {}).values():
        for executor in settings.get("deploymentSpec", {}).get("executors", {}).values():
            yield from (need for key, need in _PLATFORM.items() if key in executor)
    for component in (spec["root"], *spec.get("components", {}).values()):
        yield from _needs_of_values(component)
    root = spec["root"]
    given = root.get("outputDefinitions", {})
    if len(given.get("parameters", {})) + len(given.get("artifacts", {})) > 1:
        yield "named_outputs"
    taken = root.get("inputDefinitions", {}).get("parameters", {}).values()
    if any("defaultValue" in one for one in taken):
        yield "default_inputs"


_PLATFORM = {
    "secretAsEnv": "secret",
    "secretAsVolume": "secret",
    "pvcMount": "mounted_volume",
    "nodeSelector": "node_selection",
    "podMetadata": "pod_label",
}


def _needs_of_task(task: Node, component: Node) -> Iterator[str]:
    policy = task.get("triggerPolicy", {})
    looped = "parameterIterator" in task or "artifactIterator" in task
    if looped:
        yield "loop_over_data"
    if "parallelismLimit" in task.get("iteratorPolicy", {}):
        yield "parallel_limit"
    if "condition" in policy:
        yield "condition"
    elif policy.get("strategy") == "ALL_UPSTREAM_TASKS_COMPLETED":
        yield "exit_handler"
    elif "dag" in component and not looped and not _is_group(task):
        yield "nested_pipeline"
    if "retryPolicy" in task:
        yield "retry"
    if set(task.get("dependentTasks", ())) - _sources(task):
        yield "step_order"


def _is_group(task: Node) -> bool:
    """Whether KFP made the graph itself, around branches or what an exit handler guards."""
    return str(task["componentRef"]["name"]).startswith(("comp-condition-", "comp-exit-handler-"))


def _sources(task: Node) -> set[str]:
    inputs = task.get("inputs", {})
    every = (*inputs.get("parameters", {}).values(), *inputs.get("artifacts", {}).values())
    return {source["producerTask"] for one in every for source in one.values() if "producerTask" in source}


def _needs_of_executor(executor: Node) -> Iterator[str]:
    if "importer" in executor:
        yield "importer"
    container = executor.get("container", {})
    text = "\n".join((*container.get("command", ()), *container.get("args", ())))
    if container and "--executor_input" not in text:
        yield "container_step"
    elif container and INLINE_SOURCE not in text:
        yield "step_image"
    if text.count("pip install") > text.count("'kfp=="):
        yield "extra_package"
    if "env" in container:
        yield "environment_variable"
    if "resources" in container:
        yield "resources"
        if "accelerator" in container["resources"]:
            yield "gpu"


_ARTIFACTS = {
    "system.Model": "model_value",
    "system.Metrics": "metrics",
    "system.ClassificationMetrics": "metrics",
    "system.SlicedClassificationMetrics": "metrics",
    "system.HTML": "visualisation",
    "system.Markdown": "visualisation",
    "system.Dataset": "file_value",
    "system.Artifact": "file_value",
}


def _needs_of_values(component: Node) -> Iterator[str]:
    for part in ("inputDefinitions", "outputDefinitions"):
        for artifact in component.get(part, {}).get("artifacts", {}).values():
            yield _ARTIFACTS.get(artifact.get("artifactType", {}).get("schemaTitle"), "file_value")
        for value in component.get(part, {}).get("parameters", {}).values():
            if value.get("isOptional") and "defaultValue" not in value:
                yield "optional_value"
