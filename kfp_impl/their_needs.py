"""What somebody's own KFP pipeline takes, gives and uses: its specification, and its author's source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from google.protobuf.json_format import MessageToDict
from kfp.dsl.base_component import BaseComponent
from kfp.dsl.graph_component import GraphComponent

from kfp_impl.pods import INLINE_SOURCE
from kfp_impl.their_source import needs_of_source
from shared.contract import Interface, Port
from shared.their_code import attributes, loops, named_values

UNSEEN = (
    "breakpoint_in_step",
    "condition_on_named_output",
    "coverage_of_step",
    "dataclass_value",
    "datetime_value",
    "dict_of_frames",
    "directory_value",
    "early_stop",
    "enum_value",
    "exception_of_step",
    "frame_with_schema",
    "interruptible",
    "list_of_files",
    "mock_in_step",
    "optional_value",
    "outer_output_in_loop",
    "pipeline_version",
    "pydantic_value",
    "schedule",
    "step_as_function",
    "tuple_outputs",
    "union_value",
)
"""They lie in what a step's code makes of a text, a dict or a file, in labels of the author's own machines,
in how a test calls a step, or in what is asked of a cluster. Some of them show all the same."""
_UNSEEN_IN_A_COMPILED_FILE = ("cache", "loop_in_python")
_MADE_BY_KFP = "argostub/"
"""Begins the images of steps that KFP's own driver carries out, such as the making of a volume."""

_LOOPS = frozenset({"parameterIterator", "artifactIterator"})

Node = Mapping[str, Any]


def interface(pipeline: BaseComponent) -> Interface:
    """Return inputs, outputs, and every capability that its author used."""
    inputs, outputs = pipeline.component_spec.inputs or {}, pipeline.component_spec.outputs or {}
    takes = tuple(
        Port(
            name,
            _type_text(told.type, told.is_artifact_list),
            required=not told.optional,
            default=_default_text(told),
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
    needs = {
        *_needs(spec, _taken_by_settings(platform)),
        *_needs_of_platform(platform),
        *_needs_of_code(pipeline, spec),
    }
    steps = sum("executorLabel" in _component(spec, task) for task in _tasks(spec))
    unseen = UNSEEN if hasattr(pipeline, "pipeline_func") else (*UNSEEN, *_UNSEEN_IN_A_COMPILED_FILE)
    return Interface(takes, gives, steps, tuple(sorted(needs)), tuple(sorted(set(unseen) - needs)))


_AUTHORS = {
    "Integer": "int",
    "String": "str",
    "Float": "float",
    "Double": "float",
    "Boolean": "bool",
    "Bool": "bool",
    "List": "list",
    "Dict": "dict",
}
"""What the author wrote, by the name that kfp has for it."""


def _type_text(kind: Any, several: bool) -> str:
    told = str(kind).partition("@")[0]
    text = _AUTHORS.get(told, told.removeprefix("system."))
    return f"list[{text}]" if several else text


def _default_text(told: Any) -> str:
    if told.default is None:
        return ""
    whole = str(told.type) == "Integer" and isinstance(told.default, float) and told.default.is_integer()
    return repr(int(told.default) if whole else told.default)


def _graphs(spec: Node) -> Iterator[Node]:
    yield spec["root"]
    yield from (one for one in spec.get("components", {}).values() if "dag" in one)


def _tasks(spec: Node) -> Iterator[Node]:
    for graph in _graphs(spec):
        yield from graph["dag"]["tasks"].values()


def _component(spec: Node, task: Node) -> Node:
    found: Node = spec["components"][task["componentRef"]["name"]]
    return found


def _container(spec: Node, component: Node) -> Node:
    executors = spec.get("deploymentSpec", {}).get("executors", {})
    found: Node = executors.get(component.get("executorLabel"), {}).get("container", {})
    return found


def _needs(spec: Node, taken: set[str]) -> Iterator[str]:
    for task in _tasks(spec):
        yield from _needs_of_task(task, _component(spec, task), taken)
    for executor in spec.get("deploymentSpec", {}).get("executors", {}).values():
        if not str(executor.get("container", {}).get("image", "")).startswith(_MADE_BY_KFP):
            yield from _needs_of_executor(executor)
    for component in (spec["root"], *spec.get("components", {}).values()):
        if not str(_container(spec, component).get("image", "")).startswith(_MADE_BY_KFP):
            yield from _needs_of_values(component)
    for task in _tasks(spec):
        yield from _needs_of_combination(spec, task)
    if any("defaultValue" in one for one in _parameters(spec["root"], "inputDefinitions").values()):
        yield "default_inputs"
    yield from _needs_of_images(spec)


def _needs_of_code(pipeline: BaseComponent, spec: Node) -> Iterator[str]:
    """What only the functions of the pipeline and of those inside it say."""
    waiting, seen = [pipeline], []
    while waiting:
        function = getattr(waiting.pop(), "pipeline_func", None)
        if function is None or function in seen:
            continue
        seen.append(function)
        if loops(function):
            yield "loop_in_python"
        waiting += [one for one in named_values(function) if isinstance(one, GraphComponent)]
    asked = any("set_caching_options" in attributes(function) for function in seen)
    if asked and any(task.get("cachingOptions", {}).get("enableCache") for task in _tasks(spec)):
        yield "cache"


_PLATFORM = {
    "activeDeadlineSeconds": "timeout",
    "configMapAsEnv": "environment_variable",
    "configMapAsVolume": "mounted_volume",
    "emptyDirMounts": "mounted_volume",
    "fieldPathAsEnv": "environment_variable",
    "genericEphemeralVolume": "mounted_volume",
    "nodeAffinity": "node_selection",
    "nodeSelector": "node_selection",
    "podAffinity": "node_selection",
    "podMetadata": "pod_label",
    "pvcMount": "mounted_volume",
    "secretAsEnv": "secret",
    "secretAsVolume": "secret",
    "tolerations": "node_selection",
}


def _needs_of_platform(platform: Node) -> Iterator[str]:
    for settings in platform.get("platforms", {}).values():
        for executor in settings.get("deploymentSpec", {}).get("executors", {}).values():
            yield from (need for key, need in _PLATFORM.items() if key in executor)


def _taken_by_settings(settings: Any) -> set[str]:
    """Tasks whose outputs a setting takes, such as the name of a volume that is made first."""
    if isinstance(settings, Mapping):
        own = {settings["producerTask"]} if isinstance(settings.get("producerTask"), str) else set()
        return own.union(*map(_taken_by_settings, settings.values()))
    return set().union(*map(_taken_by_settings, settings)) if isinstance(settings, list) else set()


def _needs_of_task(task: Node, component: Node, taken: set[str]) -> Iterator[str]:
    policy = task.get("triggerPolicy", {})
    waited = set(task.get("dependentTasks", ())) - _sources(task) - taken
    guarded = {name for name in waited if name.startswith("exit-handler-")}
    looped = bool(_LOOPS & task.keys())
    if looped:
        yield "loop_over_data"
    if "parallelismLimit" in task.get("iteratorPolicy", {}):
        yield "parallel_limit"
    if "condition" in policy:
        yield from _needs_of_condition(policy["condition"], task, component)
    elif policy.get("strategy") == "ALL_UPSTREAM_TASKS_COMPLETED":
        yield "exit_handler" if guarded else "partial_failure"
    elif "dag" in component and not looped and not _is_group(task):
        yield "nested_pipeline"
    if str(task["componentRef"]["name"]).startswith("comp-condition-branches-"):
        yield "else_branch"
    if waited - guarded:
        yield "step_order"
    yield from _needs_of_settings(task)


def _needs_of_settings(task: Node) -> Iterator[str]:
    if "retryPolicy" in task:
        yield "retry"
    for source in task.get("inputs", {}).get("parameters", {}).values():
        constant = source.get("runtimeValue", {}).get("constant")
        if isinstance(constant, list) and "{{$.inputs" in str(constant):
            yield "list_of_outputs"


def _needs_of_combination(spec: Node, task: Node) -> Iterator[str]:
    """What stands inside a loop, or inside what an exit handler guards."""
    inner = [*_component(spec, task).get("dag", {}).get("tasks", {}).values()]
    used = {need for one in inner for need in _needs_of_task(one, _component(spec, one), set())}
    if _LOOPS & task.keys():
        if "condition" in used or "else_branch" in used:
            yield "condition_in_loop"
        if "nested_pipeline" in used:
            yield "pipeline_in_loop"
        if any(_takes_outer_output(one, task) for one in inner):
            yield "outer_output_in_loop"
    elif _is_guarded(task) and "loop_over_data" in used:
        yield "loop_in_exit_handler"


def _takes_outer_output(step: Node, loop: Node) -> bool:
    """Whether a step in a loop takes what a step before the loop gave, beside the item."""
    given = loop.get("inputs", {}).get("parameters", {})
    outer = {name for name, source in given.items() if "taskOutputParameter" in source}
    sources = step.get("inputs", {}).get("parameters", {}).values()
    return any(source.get("componentInputParameter") in outer for source in sources)


def _is_guarded(task: Node) -> bool:
    return str(task["componentRef"]["name"]).startswith("comp-exit-handler-")


def _needs_of_condition(condition: str, task: Node, component: Node) -> Iterator[str]:
    yield "condition"
    if re.search(r"\d\.\d", condition):
        yield "condition_on_real_number"
    for name in re.findall(r"parameter_values\['([^']+)'\]", condition):
        if _parameters(component, "inputDefinitions").get(name, {}).get("parameterType") == "NUMBER_DOUBLE":
            yield "condition_on_real_number"
        source = task.get("inputs", {}).get("parameters", {}).get(name, {}).get("taskOutputParameter", {})
        if source.get("outputParameterKey", "Output") != "Output":
            yield "condition_on_named_output"


def _is_group(task: Node) -> bool:
    """Whether KFP made the graph itself, around branches or what an exit handler guards."""
    return str(task["componentRef"]["name"]).startswith(("comp-condition-", "comp-exit-handler-"))


def _sources(task: Node) -> set[str]:
    inputs = task.get("inputs", {})
    every = (*inputs.get("parameters", {}).values(), *inputs.get("artifacts", {}).values())
    return {
        source["producerTask"]
        for one in every
        for kind, source in one.items()
        if kind != "taskFinalStatus" and isinstance(source, Mapping) and "producerTask" in source
    }


def _needs_of_executor(executor: Node) -> Iterator[str]:
    if "importer" in executor:
        yield "importer"
    container = executor.get("container", {})
    words = (*container.get("command", ()), *container.get("args", ()))
    text = "\n".join(words)
    if container and "--executor_input" not in text:
        yield "container_step"
    elif container and INLINE_SOURCE not in text:
        yield "step_image"
    elif container:
        yield from needs_of_source(words)
    if text.count("pip install") > text.count("'kfp=="):
        yield "extra_package"
    if "env" in container:
        yield "environment_variable"
    if "resources" in container:
        yield "resources"
        if "accelerator" in container["resources"]:
            yield "gpu"


def _needs_of_images(spec: Node) -> Iterator[str]:
    """An image is a step's own where it is no bare Python, or where another step has another."""
    executors = spec.get("deploymentSpec", {}).get("executors", {}).values()
    images = {
        str(one["container"]["image"])
        for one in executors
        if "--executor_input" in one.get("container", {}).get("args", ())
    }
    if len(images) > 1 or any(not image.startswith("python:") for image in images):
        yield "step_image"


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


def _parameters(component: Node, part: str) -> Node:
    found: Node = component.get(part, {}).get("parameters", {})
    return found


def _needs_of_values(component: Node) -> Iterator[str]:
    for part in ("inputDefinitions", "outputDefinitions"):
        for artifact in component.get(part, {}).get("artifacts", {}).values():
            yield _ARTIFACTS.get(artifact.get("artifactType", {}).get("schemaTitle"), "file_value")
            if artifact.get("isArtifactList"):
                yield "list_of_files"
            if artifact.get("isOptional"):
                yield "optional_file"
                yield "optional_value"
        for value in _parameters(component, part).values():
            known = "defaultValue" in value or value.get("parameterType") == "TASK_FINAL_STATUS"
            if value.get("isOptional") and not known:
                yield "optional_value"
    given = component.get("outputDefinitions", {})
    if "dag" in component and any(
        name.startswith("pipelinechannel--")
        for name in (*given.get("parameters", {}), *given.get("artifacts", {}))
    ):
        return  # a group that KFP made itself
    if len(given.get("parameters", {})) + len(given.get("artifacts", {})) > 1:
        yield "named_outputs"
