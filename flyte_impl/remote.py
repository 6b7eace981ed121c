"""Flyte on the reader's own cluster: submit, look, read the server's stamps and outputs, cancel."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import grpc
from flyteidl.admin import common_pb2, execution_pb2, node_execution_pb2, task_execution_pb2, version_pb2
from flyteidl.admin.common_pb2 import ResourceListRequest
from flyteidl.core import execution_pb2 as core
from flyteidl.core.identifier_pb2 import WorkflowExecutionIdentifier
from flytekit import Resources
from flytekit.clients.raw import RawSynchronousFlyteClient as Calls
from flytekit.configuration import Config, ImageConfig, SerializationSettings
from flytekit.core.context_manager import FlyteContextManager
from flytekit.core.options import Options
from flytekit.core.resources import ResourceSpec
from flytekit.core.type_engine import TypeEngine
from flytekit.exceptions.user import FlyteEntityNotExistException
from flytekit.models.common import Labels
from flytekit.models.literals import LiteralMap as LiteralMapModel
from flytekit.remote import FlyteRemote
from google.protobuf.json_format import MessageToDict

from flyte_impl.lanes import IMAGE
from flyte_impl.values import to_native, to_values
from shared.contract import Check, Cluster, RunState, Span, Unsupported, Values
from shared.pods_api import TEST_SERVER, pod_spans
from shared.timeline import around, resolution_ns, span, stamp_ns

PROJECT, DOMAIN = "flytesnacks", "development"
"""Where a new Flyte has a project."""
LABEL = "fvk"
"""Marks what this project started, to be found and cleaned."""
SOURCE = "flyteadmin"
PAGE = 100
_PHASES = {
    core.WorkflowExecution.SUCCEEDED: "succeeded",
    core.WorkflowExecution.FAILED: "failed",
    core.WorkflowExecution.TIMED_OUT: "failed",
    core.WorkflowExecution.ABORTED: "cancelled",
    core.WorkflowExecution.RUNNING: "running",
    core.WorkflowExecution.SUCCEEDING: "running",
    core.WorkflowExecution.FAILING: "running",
    core.WorkflowExecution.ABORTING: "running",
}


def connect(cluster: Cluster) -> FlyteRemote:
    """A client of the server that flytekit's own file and variables name, or the file that is told."""
    config = Config.auto(cluster.config or None)
    return FlyteRemote(config, cluster.project or PROJECT, cluster.domain or DOMAIN)


@dataclass
class FlyteRun:
    """One execution."""

    remote: FlyteRemote
    id: str
    cluster: Cluster
    workflow: Any = None
    """The traced workflow, which knows the Python types of the outputs."""

    @property
    def url(self) -> str:
        """The execution's page in Flyte's console."""
        host = self.remote.generate_console_http_domain()
        project, domain = self.remote.default_project, self.remote.default_domain
        return f"{host}/console/projects/{project}/domains/{domain}/executions/{self.id}"

    @property
    def _identity(self) -> WorkflowExecutionIdentifier:
        return WorkflowExecutionIdentifier(
            project=self.remote.default_project, domain=self.remote.default_domain, name=self.id
        )

    def _execution(self) -> Any:
        request = execution_pb2.WorkflowExecutionGetRequest(id=self._identity)
        return Calls.get_execution(self.remote.client, request)

    def look(self) -> RunState:
        """Ask how the execution stands: one request."""
        closure = self._execution().closure
        phase = _PHASES.get(closure.phase, "waiting")
        return RunState(phase, _one_line(closure.error.message) if phase == "failed" else "")

    def stuck(self) -> str:
        """Why a step does not begin, in the words that its pod is told with; empty where none is waiting."""
        for _, task in self._tasks():
            if not stamp_ns(task.closure.started_at) and task.closure.reasons:
                return _one_line(task.closure.reasons[-1].message)
        return ""

    def timeline(self) -> tuple[Span, ...]:
        """Read the closures of the execution, its nodes and their tasks."""
        closure = self._execution().closure
        created = stamp_ns(closure.created_at)
        ended = (
            _end_ns(closure) if _PHASES.get(closure.phase) in ("succeeded", "failed", "cancelled") else None
        )
        spans = span("run", "", created, ended, resolution_ns([created, ended]), SOURCE)
        run = spans[0] if spans else None
        called: dict[str, str] = {}
        for node in self._nodes():
            attempts = self._tasks_of(node)
            name = node.id.node_id
            if attempts:
                name = f"{name} {attempts[0].id.task_id.name.rpartition('.')[2]}"
            called[node.id.node_id] = name
            spans += _node_spans(name, node.closure, [task.closure for task in attempts])
        spans += around(spans, run)
        where = replace(self.cluster, project=self.remote.default_project, domain=self.remote.default_domain)
        pods = list(pod_spans(where, f"execution-id={self.id}", partial(_step_of, called)))
        if pods:  # asked directly, Kubernetes tells more than flyteadmin passes on
            spans = [one for one in spans if not one.name.startswith("pod.")]
        return (*spans, *pods)

    def disagreement(self) -> str:
        """Where the server's own GetExecutionMetrics says otherwise than our spans; empty where it agrees."""
        request = execution_pb2.WorkflowExecutionGetMetricsRequest(id=self._identity, depth=10)
        told = Calls.get_execution_metrics(self.remote.client, request).span
        theirs = sum(
            (stamp_ns(one.end_time) or 0) - (stamp_ns(one.start_time) or 0)
            for one in _walk(told)
            if one.operation_id == "TASK_RUNTIME"
        )
        closures = [task.closure for _, task in self._tasks()]
        ours = sum(
            (_end_ns(one) or 0) - (stamp_ns(one.started_at) or 0)
            for one in closures
            if stamp_ns(one.started_at) and _end_ns(one)
        )
        if abs(theirs - ours) <= 1_000_000 * max(1, len(closures)):
            return ""
        return f"TASK_RUNTIME is {theirs / 1e9:.3f} s by GetExecutionMetrics, {ours / 1e9:.3f} s by closures"

    def outputs(self) -> Values | Unsupported:
        """Read the outputs that the server keeps, as the workflow's Python types."""
        request = execution_pb2.WorkflowExecutionGetDataRequest(id=self._identity)
        literals = Calls.get_execution_data(self.remote.client, request).full_outputs
        types = self.workflow.python_interface.outputs
        context = FlyteContextManager.current_context()
        missing = [name for name in types if name not in literals.literals]
        if missing:
            return Unsupported(f"the server gave no output {missing[0]}")
        native = TypeEngine.literal_map_to_kwargs(
            context, LiteralMapModel.from_flyte_idl(literals), python_types=types
        )
        values = tuple(native[name] for name in types)
        return to_values(self.workflow, values[0] if len(values) == 1 else values)

    def attempts(self) -> tuple[int, int]:
        """How many steps there were, and how many pods were started for them."""
        tasks = list(self._tasks())
        return len({node.id.node_id for node, _ in tasks}), len(tasks)

    def cancel(self) -> None:
        """Ask the server to abort the execution."""
        request = execution_pb2.ExecutionTerminateRequest(id=self._identity, cause="fvk")
        Calls.terminate_execution(self.remote.client, request)

    def raw(self) -> dict[str, Any]:
        """What the server said of the execution and its tasks, as JSON."""
        told = {"execution": _json(self._execution().closure)}
        return {**told, "tasks": [_json(task) for _, task in self._tasks()]}

    def _nodes(self, parent: str = "") -> Iterator[Any]:
        """Every node that is a step: also those below a dynamic or a sub-workflow node."""
        token = ""
        while True:
            request = node_execution_pb2.NodeExecutionListRequest(
                workflow_execution_id=self._identity, limit=PAGE, token=token, unique_parent_id=parent
            )
            told = Calls.list_node_executions_paginated(self.remote.client, request)
            for node in told.node_executions:
                if node.metadata.is_parent_node and node.id.node_id != parent:
                    yield from self._nodes(node.id.node_id)
                elif node.metadata.spec_node_id not in ("start-node", "end-node"):
                    yield node
            if not (token := told.token):
                return

    def _tasks_of(self, node: Any) -> list[Any]:
        found, token = [], ""
        while True:
            request = task_execution_pb2.TaskExecutionListRequest(
                node_execution_id=node.id, limit=PAGE, token=token
            )
            told = Calls.list_task_executions_paginated(self.remote.client, request)
            found += told.task_executions
            if not (token := told.token):
                return sorted(found, key=lambda task: task.id.retry_attempt)

    def _tasks(self) -> Iterator[tuple[Any, Any]]:
        return ((node, task) for node in self._nodes() for task in self._tasks_of(node))


def _node_spans(name: str, node: Any, attempts: Sequence[Any]) -> list[Span]:
    opened, closed = stamp_ns(node.created_at), _end_ns(node)
    resolution = resolution_ns([opened, closed])
    found = span("step", name, opened, closed, resolution, SOURCE)
    if not attempts:
        return found
    last = attempts[-1]
    asked, started, ended = stamp_ns(last.created_at), stamp_ns(last.started_at), _end_ns(last)
    placed = _said_at(last, "successfully assigned")
    fine = resolution_ns([asked, started, ended])
    found += span("queue", name, opened, stamp_ns(attempts[0].created_at), fine, SOURCE)
    if placed is not None:
        found += span("schedule", name, asked, placed, resolution_ns([asked, placed]), SOURCE)
    found += span("start", name, placed or asked, started, fine, SOURCE)
    found += span("code", name, started, ended, fine, SOURCE)
    found += span("teardown", name, ended, closed, fine, SOURCE)
    found += [one for pod in last.log_context.pods for one in _container_span(name, pod)]
    if len(attempts) > 1:
        for one in attempts:
            found += span("attempt", name, stamp_ns(one.created_at), _end_ns(one), fine, SOURCE)
    return found


def _container_span(name: str, pod: Any) -> list[Span]:
    """When the pod's main container ran, which the kubelet told flyteadmin."""
    for container in pod.containers:
        if container.container_name in ("", pod.primary_container_name):
            process = container.process
            moments = stamp_ns(process.container_start_time), stamp_ns(process.container_end_time)
            return span("pod.run", name, *moments, resolution_ns(moments), SOURCE)
    return []


def remote(pipeline: Any, inputs: Values, cluster: Cluster) -> FlyteRun | Unsupported:
    """Register the version of this content if the server lacks it, and execute it."""
    client = connect(cluster)
    workflow = pipeline.workflow
    version = _register(client, workflow, cluster)
    plan = client.fetch_launch_plan(name=workflow.name, version=version)
    client.execute(
        plan,
        to_native(workflow, inputs),
        execution_name=cluster.run,
        type_hints=dict(workflow.python_interface.inputs),
        overwrite_cache=True,
        envs=dict(cluster.variables),
        options=Options(labels=Labels({LABEL: cluster.run})),
    )
    return FlyteRun(client, cluster.run, cluster, workflow)


def _register(client: FlyteRemote, workflow: Any, cluster: Cluster) -> str:
    for task in _tasks_of_workflow(workflow):
        asked = Resources(cpu=cluster.cpu, mem=cluster.memory)
        task._resources = ResourceSpec(requests=asked, limits=asked)
    image = cluster.image or IMAGE
    version = _version(workflow, image)
    try:
        client.fetch_launch_plan(name=workflow.name, version=version)
    except Exception:  # noqa: BLE001 - not there, or not to be asked: registering tells which
        settings = SerializationSettings(
            image_config=ImageConfig.auto(img_name=image),
            project=client.default_project,
            domain=client.default_domain,
            version=version,
        )
        client.register_workflow(workflow, settings, version)
    return version


def _version(workflow: Any, image: str) -> str:
    """A hash of what is registered: other content is another version."""
    from flyte_impl.serialise import serialise

    digest = hashlib.sha256(image.encode())
    with TemporaryDirectory() as directory:
        for file in serialise(workflow, Path(directory)):
            if file.suffix == ".pb":
                digest.update(file.name.encode() + file.read_bytes())
    return f"{LABEL}-{digest.hexdigest()[:16]}"


def _tasks_of_workflow(workflow: Any) -> Iterator[Any]:
    for node in workflow.nodes:
        entity = node.flyte_entity
        if hasattr(entity, "nodes"):
            yield from _tasks_of_workflow(entity)
        elif hasattr(entity, "_resources"):
            yield entity


def find(cluster: Cluster, pipeline: Any = None) -> FlyteRun | None:
    """The execution of that name, if the server has it."""
    client = connect(cluster)
    run = FlyteRun(client, cluster.run, cluster, pipeline.workflow if pipeline is not None else None)
    try:
        run.look()
    except FlyteEntityNotExistException:
        return None
    return run


def check(cluster: Cluster) -> list[Check]:
    """Say who answers, which version, and whether the project can be read."""
    client = connect(cluster)
    platform = client.config.platform
    version = _version_of_server(client)
    tells = {"endpoint": platform.endpoint, "version": version}
    if version == TEST_SERVER:
        tells["test server"] = "yes"
    found = [Check("server", True, f"flyteadmin {version or '(no version)'} at {platform.endpoint}", tells)]
    project, domain = client.default_project, client.default_domain
    request = ResourceListRequest(
        id=common_pb2.NamedEntityIdentifier(project=project, domain=domain), limit=1
    )
    Calls.list_executions_paginated(client.client, request)
    return [*found, Check("project", True, f"project {project}, domain {domain}")]


def _version_of_server(client: FlyteRemote) -> str:
    """What flyteadmin calls its version; empty where it does not tell."""
    calls = client.client
    request = version_pb2.GetVersionRequest()
    try:  # flytekit wraps every call but this
        told = calls._stub.GetVersion(request, metadata=calls._metadata, timeout=20)
    except grpc.RpcError as error:
        if error.code() == grpc.StatusCode.UNIMPLEMENTED:
            return ""
        raise
    return str(told.control_plane_version.Version)


def clean(cluster: Cluster, runs: Sequence[str]) -> list[str]:
    """Abort what still runs of ``runs``, and say what stays."""
    said = []
    for name in runs:
        run = find(replace(cluster, run=name))
        if run is not None and not run.look().over:
            run.cancel()
            said.append(f"aborted execution {name}")
    return [*said, "Flyte keeps executions, versions and launch plans: it has no call that deletes them"]


def _end_ns(closure: Any) -> int | None:
    """Started and duration; where one is not told, the last update of what is over."""
    started, length = stamp_ns(closure.started_at), closure.duration
    if started is not None and closure.HasField("duration"):
        return started + length.seconds * 10**9 + length.nanos
    return stamp_ns(closure.updated_at)


def _said_at(closure: Any, words: str) -> int | None:
    for reason in closure.reasons:
        if words in reason.message.lower():
            return stamp_ns(reason.occurred_at)
    return None


def _walk(told: Any) -> Iterator[Any]:
    yield told
    for below in told.spans:
        yield from _walk(below)


def _step_of(called: Mapping[str, str], metadata: Mapping[str, Any]) -> str:
    """What a pod's node is called, by the label that propeller gives it."""
    node = str(metadata.get("labels", {}).get("node-id") or metadata.get("name", ""))
    return called.get(node, node)


def _json(message: Any) -> Any:
    return MessageToDict(message, preserving_proto_field_name=True)


def _one_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1][:300] if lines else ""
