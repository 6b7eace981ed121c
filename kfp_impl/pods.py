"""What KFP's pods would execute, read from the compiled YAML with nothing but a YAML reader.

A real pod wraps this command in KFP's launcher, a Go program that moves artifacts and reports to the
metadata store; that part needs a cluster and is not measured.
"""

from __future__ import annotations

import json
from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

import yaml

from kfp_impl.lanes import OFFLINE
from kfp_impl.values import to_values
from shared.contract import Step, Unsupported, Values

EXECUTOR_INPUT = "{{$}}"
INLINE_SOURCE = "ephemeral_component.py"
"""What the command of a component names that carries its own source; others need the image they were built
into."""

Node = Mapping[str, Any]


@dataclass
class Finished:
    """What the tasks that are done gave, and what the pipeline was given."""

    inputs: Values
    parameters: dict[tuple[str, str], Any] = field(default_factory=dict)
    """By task and output."""
    artifacts: dict[tuple[str, str], Node] = field(default_factory=dict)
    """By task and output: artifact lists as the executor reads and writes them."""


def pod_steps(
    compiled: Path, inputs: Values, directory: Path, image: Path | None = None
) -> Generator[Step, None, Values] | Unsupported:
    """Yield each task's command in dependency order; return the pipeline's outputs.

    ``image`` is what the image of containerized components has as its working directory.
    Between steps nothing is converted: an artifact's path and metadata go on as they were written.
    """
    with compiled.open(encoding="utf-8") as file:
        spec = next(iter(yaml.load_all(file, Loader=yaml.CSafeLoader)))
    for name, task in spec["root"]["dag"]["tasks"].items():
        component = spec["components"][task["componentRef"]["name"]]
        reason = _unsupported(task, component) or _without_a_process(spec, component, image is not None)
        if reason:
            return Unsupported(f"task {name} {reason}")
    defaults = _defaults(spec["root"])
    return _run(spec, {**defaults, **inputs}, directory, image)


def longest_argument(files: tuple[Path, ...]) -> int:
    """Bytes of the longest argument of any component's command, as compiled."""
    words: list[str] = []
    for file in files:
        with file.open(encoding="utf-8") as text:
            spec = next(iter(yaml.load_all(text, Loader=yaml.CSafeLoader)))
        for executor in spec["deploymentSpec"]["executors"].values():
            container = executor.get("container", {})
            words += [*container.get("command", ()), *container.get("args", ())]
    return max((len(word.encode()) for word in words), default=0)


def _run(spec: Node, inputs: Values, directory: Path, image: Path | None) -> Generator[Step, None, Values]:
    done = Finished(inputs)
    tasks = spec["root"]["dag"]["tasks"]
    for name in in_order(tasks):
        place = directory / name
        place.mkdir()
        component = spec["components"][tasks[name]["componentRef"]["name"]]
        container = spec["deploymentSpec"]["executors"][component["executorLabel"]]["container"]
        request = executor_input(tasks[name], component, done, place)
        yield Step(
            name=name,
            argv=command(container, request),
            environment={**_environment(container), **OFFLINE},
            failure=partial(failure, place),
            image=container.get("image", ""),
            directory=image,
        )
        _collect(name, request, place, done)
    return to_values(dict(_pipeline_outputs(spec["root"]["dag"].get("outputs", {}), done)))


def command(container: Node, request: Node) -> tuple[str, ...]:
    """Fill in what KFP's launcher would: the request, as JSON."""
    text = json.dumps(request)
    parts = (*container.get("command", ()), *container.get("args", ()))
    return tuple(part.replace(EXECUTOR_INPUT, text) for part in parts)


def executor_input(task: Node, component: Node, done: Finished, place: Path) -> Node:
    """Build the ``ExecutorInput`` message: where inputs come from, and where outputs go."""
    inputs, outputs = task.get("inputs", {}), component.get("outputDefinitions", {})
    given = {name: parameter(source, done) for name, source in inputs.get("parameters", {}).items()}
    kinds = component.get("inputDefinitions", {}).get("parameters", {})
    values = {
        name: _whole(value) if kinds.get(name, {}).get("parameterType") == "NUMBER_INTEGER" else value
        for name, value in {**_defaults(component), **given}.items()
    }
    return {
        "inputs": {
            "parameterValues": values,
            "artifacts": {
                name: artifact(source, done) for name, source in inputs.get("artifacts", {}).items()
            },
        },
        "outputs": {
            "parameters": {name: {"outputFile": str(place / name)} for name in outputs.get("parameters", {})},
            "artifacts": {
                name: {"artifacts": [_new_artifact(name, about, place)]}
                for name, about in outputs.get("artifacts", {}).items()
            },
            "outputFile": str(place / "executor_output.json"),
        },
    }


def failure(place: Path) -> str | None:
    """Look for the file that a component's executor leaves."""
    made = place / "executor_output.json"
    return None if made.exists() else f"it wrote no {made.name}"


def in_order(tasks: Mapping[str, Node]) -> Iterator[str]:
    """Order tasks so that each stands after those it depends on."""
    waits_for = {name: task.get("dependentTasks", ()) for name, task in tasks.items()}
    return iter(TopologicalSorter(waits_for).static_order())


def parameter(source: Node, done: Finished) -> Any:
    """Find the value of a task's input parameter."""
    match source:
        case {"componentInputParameter": name}:
            return done.inputs[name]
        case {"taskOutputParameter": {"producerTask": task, "outputParameterKey": name}}:
            return done.parameters[task, name]
        case {"runtimeValue": {"constant": value}}:
            return value
        case _:
            raise ValueError(f"an input of the unknown kind {sorted(source)}")


def artifact(source: Node, done: Finished) -> Node:
    """Find the artifact list of a task's input artifact."""
    match source:
        case {"taskOutputArtifact": {"producerTask": task, "outputArtifactKey": name}}:
            return done.artifacts[task, name]
        case _:
            raise ValueError(f"an input artifact of the unknown kind {sorted(source)}")


def _unsupported(task: Node, component: Node) -> str | None:
    """Why a step of that kind is no command of its own, in the author's words."""
    group, policy = str(task["componentRef"]["name"]), task.get("triggerPolicy", {})
    if {"parameterIterator", "artifactIterator"} & task.keys():
        return "is a loop, which KFP's driver unfolds"
    if "condition" in policy or group.startswith("comp-condition-"):
        return "runs on a condition, which KFP's driver decides"
    if policy.get("strategy") == "ALL_UPSTREAM_TASKS_COMPLETED":
        at_end = any(name.startswith("exit-handler-") for name in task.get("dependentTasks", ()))
        when = "at the end, whatever happened" if at_end else "although what it waits for may have failed"
        return f"runs {when}, which KFP's driver decides"
    if group.startswith("comp-exit-handler-"):
        return "is what an exit handler guards, which KFP's driver unfolds"
    if "dag" in component:
        return "is a pipeline of its own, which KFP's driver unfolds"
    return _unsupported_input(task)


def _unsupported_input(task: Node) -> str | None:
    if task.get("retryPolicy", {}).get("maxRetryCount"):
        return "is tried again when it fails, which KFP's backend decides"
    for source in task.get("inputs", {}).get("parameters", {}).values():
        if "parameterExpressionSelector" in source:
            return "takes a part of a value, which KFP's driver cuts out"
        if "{{$" in str(source.get("runtimeValue", "")):
            return "takes a text with placeholders, which KFP's driver fills in"
    return None


def _without_a_process(spec: Node, component: Node, built: bool) -> str | None:
    """Why no command of this component can be started here."""
    executor = spec["deploymentSpec"]["executors"][component["executorLabel"]]
    if "container" not in executor:
        return "is an importer, which KFP's launcher carries out"
    text = "\n".join((*executor["container"].get("command", ()), *executor["container"].get("args", ())))
    if INLINE_SOURCE not in text and not built:
        return f"needs its image, {executor['container']['image']}, to start"
    return None


def _defaults(component: Node) -> Values:
    parameters = component.get("inputDefinitions", {}).get("parameters", {})
    return {name: about["defaultValue"] for name, about in parameters.items() if "defaultValue" in about}


def _whole(value: Any) -> Any:
    """A whole number, which a compiled file writes as 3.0, as KFP's launcher gives it to the pod."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _environment(container: Node) -> dict[str, str]:
    return {pair["name"]: pair["value"] for pair in container.get("env", ())}


def _new_artifact(name: str, about: Node, place: Path) -> Node:
    return {"name": name, "type": about["artifactType"], "uri": str(place / name), "metadata": {}}


def _collect(task: str, request: Node, place: Path, done: Finished) -> None:
    made = json.loads((place / "executor_output.json").read_text(encoding="utf-8"))
    for name, value in made.get("parameterValues", {}).items():
        done.parameters[task, name] = value
    for name, asked in request["outputs"]["artifacts"].items():
        given = made.get("artifacts", {}).get(name, {}).get("artifacts", [{}])
        merged = [{**asked["artifacts"][0], **one} for one in given]
        done.artifacts[task, name] = {"artifacts": merged}


def _pipeline_outputs(outputs: Node, done: Finished) -> Iterator[tuple[str, Any]]:
    for name, source in outputs.get("parameters", {}).items():
        match source:
            case {"valueFromParameter": {"producerSubtask": task, "outputParameterKey": key}}:
                yield name, done.parameters[task, key]
            case _:
                raise ValueError(f"output {name} of the unknown kind {sorted(source)}")
