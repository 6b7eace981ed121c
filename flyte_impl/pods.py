"""What Flyte's pods would execute, read from the serialised workflow; no workflow code is consulted."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping
from functools import partial
from graphlib import TopologicalSorter
from pathlib import Path
from textwrap import dedent
from types import MappingProxyType
from typing import Any

from flyteidl.admin.task_pb2 import TaskSpec
from flyteidl.admin.workflow_pb2 import WorkflowSpec
from flyteidl.core.errors_pb2 import ErrorDocument
from flyteidl.core.literals_pb2 import Literal, LiteralCollection, LiteralMap
from flytekit.core.context_manager import FlyteContextManager
from flytekit.core.python_function_task import PythonFunctionTask
from flytekit.core.type_engine import TypeEngine
from flytekit.models.literals import LiteralMap as LiteralMapModel

from flyte_impl.values import to_native, to_values
from shared.contract import Step, Unsupported, Values

INPUTS = ""
"""The node by which a binding refers to the workflow's own inputs."""

_GROUPS = {
    "array_node": "maps a task over a list",
    "branch_node": "is a condition",
    "gate_node": "waits for a time or a person",
    "workflow_node": "is a workflow of its own",
}
"""What the author wrote, by Flyte's kind of node."""

Outputs = dict[str, Mapping[str, Literal]]
"""What each finished node gave, by node and by output."""


def pod_steps(
    workflow: Any,
    compiled: Path,
    inputs: Values,
    directory: Path,
    given: Mapping[str, Any] = MappingProxyType({}),
) -> Generator[Step, None, Values] | Unsupported:
    """Yield each node's command in an order that the bindings allow; return the workflow's outputs.

    ``compiled`` holds the files of :func:`flyte_impl.serialise.serialise`, ``given`` the inputs of a launch
    plan. Between steps nothing is converted: a literal that one step wrote is the next one's input.
    """
    tasks = {spec.template.id.name: spec.template for spec in _read_all(compiled, "_1.pb", TaskSpec)}
    workflows = [spec.template for spec in _read_all(compiled, "_2.pb", WorkflowSpec)]
    template = next(spec for spec in workflows if spec.id.name == workflow.name)
    for node in template.nodes:
        if (kind := node.WhichOneof("target")) != "task_node":
            name = node.id if kind == "array_node" else node.metadata.name or node.id
            group = _GROUPS.get(kind, f"is a {kind}")
            return Unsupported(f"node {name} {group}, which Flyte's engine decides, not a task's own pod")
        task = tasks[node.task_node.reference_id.name]
        if not task.HasField("container"):
            return Unsupported(f"task {task.id.name} has no container")
        if task.type == "raw-container":
            return Unsupported(f"task {task.id.name} needs its image, {task.container.image}, to start")
    if drawing := _dynamic_tasks(workflow):
        return Unsupported(f"task {drawing[0]} is dynamic: Flyte's engine runs the nodes that its pod draws")
    selecting = [node.id for node in template.nodes if any(map(_selects, _bindings(node.inputs)))]
    if selecting:
        return Unsupported(f"node {selecting[0]} takes a part of a value, which Flyte's engine cuts out")
    told = {**given, **to_native(workflow, inputs)}
    return _run(workflow, template, tasks, told, compiled, directory)


def longest_argument(files: Iterable[Path]) -> int:
    """Bytes of the longest argument of any task's command, as compiled."""
    specs = [_read(file, TaskSpec) for file in files if file.name.endswith("_1.pb")]
    containers = [spec.template.container for spec in specs]
    words = (word for container in containers for word in (*container.command, *container.args))
    return max((len(word.encode()) for word in words), default=0)


def _run(
    workflow: Any,
    template: Any,
    tasks: Mapping[str, Any],
    told: Mapping[str, Any],
    compiled: Path,
    directory: Path,
) -> Generator[Step, None, Values]:
    context = FlyteContextManager.current_context()
    interface = workflow.python_interface
    defaults = {name: default for name, (_, default) in interface.inputs_with_defaults.items()}
    own = {name: default for name, default in defaults.items() if default is not None}
    native = {**own, **told}
    given = TypeEngine.dict_to_literal_map(context, native, interface.inputs)
    archive = next(iter(sorted(compiled.glob("fast*.tar.gz"))), None)
    # With fast registration the image has the libraries only: what runs is what was downloaded.
    code = {"PYTHONPATH": ""} if archive else {}
    done: Outputs = {INPUTS: given.to_flyte_idl().literals}
    for node in in_order(template.nodes):
        place = directory / node.id
        place.mkdir()
        task = tasks[node.task_node.reference_id.name]
        literals = {binding.var: resolve(binding.binding, done) for binding in node.inputs}
        (place / "inputs.pb").write_bytes(LiteralMap(literals=literals).SerializeToString())
        yield Step(
            name=f"{node.id}-{task.id.name.rpartition('.')[2]}",
            argv=command(task.container, place, archive),
            environment={**{pair.key: pair.value for pair in task.container.env}, **code},
            failure=partial(failure, place),
            image=task.container.image,
        )
        done[node.id] = _read(place / "outputs.pb", LiteralMap).literals
    results = LiteralMap(literals={item.var: resolve(item.binding, done) for item in template.outputs})
    native = TypeEngine.literal_map_to_kwargs(
        context, LiteralMapModel.from_flyte_idl(results), python_types=interface.outputs
    )
    values = tuple(native[name] for name in interface.outputs)
    return to_values(workflow, values[0] if len(values) == 1 else values)


def command(container: Any, place: Path, archive: Path | None = None) -> tuple[str, ...]:
    """Fill in what Flyte's engine would: where the inputs are, and where the outputs go."""
    filled = {
        "{{ .remote_package_path }}": str(archive),
        "{{.input}}": str(place / "inputs.pb"),
        "{{.outputPrefix}}": str(place),
        "{{.rawOutputDataPrefix}}": str(place / "raw"),
        "{{.checkpointOutputPrefix}}": '""',
        "{{.prevCheckpointPrefix}}": '""',
    }
    return tuple(filled.get(part, part) for part in (*container.command, *container.args))


def failure(place: Path) -> str | None:
    """Look for the files that tell how the task ended: ``pyflyte-execute`` exits 0 either way."""
    if (place / "error.pb").exists():
        message = _read(place / "error.pb", ErrorDocument).error.message
        return _raised(message) or "error.pb says nothing"
    return None if (place / "outputs.pb").exists() else "it wrote neither outputs.pb nor error.pb"


def _raised(message: str) -> str:
    """What was raised, below the trace that flytekit writes before it."""
    _, _, below = f"\n{message}".rpartition("\nMessage:\n")
    return dedent((below or message).strip("\n")).strip()


def in_order(nodes: Iterable[Any]) -> Iterator[Any]:
    """Order nodes so that each stands after those it takes from or waits for."""
    by_id = {node.id: node for node in nodes}
    order = TopologicalSorter({name: upstream(node) for name, node in by_id.items()}).static_order()
    return (by_id[name] for name in order if name != INPUTS)


def upstream(node: Any) -> set[str]:
    """Return the nodes that must be done before ``node``."""
    promised = {
        found.promise.node_id for found in _bindings(node.inputs) if found.WhichOneof("value") == "promise"
    }
    return {*promised, *node.upstream_node_ids} - {"start-node"}


def resolve(binding: Any, done: Outputs) -> Literal:
    """Make the literal that a binding stands for."""
    match binding.WhichOneof("value"):
        case "scalar":
            return Literal(scalar=binding.scalar)
        case "promise":
            node = binding.promise.node_id
            return done[INPUTS if node == "start-node" else node][binding.promise.var]
        case "collection":
            items = [resolve(item, done) for item in binding.collection.bindings]
            return Literal(collection=LiteralCollection(literals=items))
        case "map":
            pairs = {key: resolve(item, done) for key, item in binding.map.bindings.items()}
            return Literal(map=LiteralMap(literals=pairs))
        case unknown:
            raise ValueError(f"a binding of the unknown kind {unknown}")


def _bindings(inputs: Iterable[Any]) -> Iterator[Any]:
    waiting = [item.binding for item in inputs]
    while waiting:
        binding = waiting.pop()
        yield binding
        waiting += [*binding.collection.bindings, *binding.map.bindings.values()]


def _selects(binding: Any) -> bool:
    return bool(binding.promise.attr_path)


def _dynamic_tasks(workflow: Any) -> list[str]:
    """Names of tasks whose pod writes more nodes; the compiled task does not say so, only the code does."""
    dynamic = PythonFunctionTask.ExecutionBehavior.DYNAMIC
    entities = [node.flyte_entity for node in workflow.nodes]
    return [task.name for task in entities if getattr(task, "execution_mode", None) is dynamic]


def _read_all(directory: Path, suffix: str, message: Any) -> list[Any]:
    return [_read(file, message) for file in sorted(directory.glob(f"*{suffix}"))]


def _read(file: Path, message: Any) -> Any:
    return message.FromString(file.read_bytes())
