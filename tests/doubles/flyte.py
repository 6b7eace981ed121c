"""A flyteadmin for tests: gRPC AdminService and DataProxy, whose propeller runs containers as processes."""

from __future__ import annotations

import shutil
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent import futures
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import grpc
from flyteidl.admin import (
    execution_pb2,
    launch_plan_pb2,
    node_execution_pb2,
    project_pb2,
    task_execution_pb2,
    task_pb2,
    version_pb2,
    workflow_pb2,
)
from flyteidl.core import execution_pb2 as core
from flyteidl.core import metrics_pb2
from flyteidl.core.identifier_pb2 import (
    NodeExecutionIdentifier,
    TaskExecutionIdentifier,
    WorkflowExecutionIdentifier,
)
from flyteidl.core.literals_pb2 import Literal, LiteralMap
from flyteidl.service import admin_pb2_grpc, dataproxy_pb2_grpc
from google.protobuf.duration_pb2 import Duration
from google.protobuf.timestamp_pb2 import Timestamp

from flyte_impl.pods import INPUTS, command, failure, resolve, upstream
from tests.doubles.behaviour import VERSION, Behaviour, Refusal
from tests.doubles.graph import walk
from tests.doubles.processes import Stage, execute, go_through

CODES = {
    "unavailable": grpc.StatusCode.UNAVAILABLE,
    "reset": grpc.StatusCode.UNAVAILABLE,
    "unauthenticated": grpc.StatusCode.UNAUTHENTICATED,
    "denied": grpc.StatusCode.PERMISSION_DENIED,
    "quota": grpc.StatusCode.RESOURCE_EXHAUSTED,
}
PHASE = core.WorkflowExecution
ENDED = (PHASE.SUCCEEDED, PHASE.FAILED, PHASE.ABORTED)


@dataclass
class Run:
    """One execution and all that became of it."""

    request: Any
    created: int
    phase: int = PHASE.QUEUED
    started: int = 0
    ended: int = 0
    error: str = ""
    stages: dict[str, list[Stage]] = field(default_factory=dict)
    nodes: dict[str, Any] = field(default_factory=dict)
    outputs: LiteralMap = field(default_factory=LiteralMap)
    aborted: threading.Event = field(default_factory=threading.Event)


class Admin(admin_pb2_grpc.AdminServiceServicer):
    """Keeps what is registered, and runs it."""

    def __init__(self, behaviour: Behaviour, directory: Path) -> None:
        self.behaviour, self.directory = behaviour, directory
        self.entities: dict[tuple[str, str, str], Any] = {}
        self.runs: dict[str, Run] = {}
        self.lock = threading.Lock()

    # Registration ---------------------------------------------------------------------------------

    def CreateTask(self, request: Any, context: Any) -> Any:
        self._keep("task", request, context)
        return task_pb2.TaskCreateResponse()

    def CreateWorkflow(self, request: Any, context: Any) -> Any:
        self._keep("workflow", request, context)
        return workflow_pb2.WorkflowCreateResponse()

    def CreateLaunchPlan(self, request: Any, context: Any) -> Any:
        self._keep("launch_plan", request, context)
        return launch_plan_pb2.LaunchPlanCreateResponse()

    def _keep(self, kind: str, request: Any, context: Any) -> None:
        key = (kind, request.id.name, request.id.version)
        with self.lock:
            known = self.entities.get(key)
            if self.behaviour.taken or (known is not None and known.spec != request.spec):
                context.abort(
                    grpc.StatusCode.INVALID_ARGUMENT, f"{kind} {key[1:]} exists with different structure"
                )
            if known is not None:
                context.abort(grpc.StatusCode.ALREADY_EXISTS, f"{kind} with identical structure exists")
            self.entities[key] = request

    def _get(self, kind: str, request: Any, context: Any) -> Any:
        found = self.entities.get((kind, request.id.name, request.id.version))
        if found is None:
            context.abort(grpc.StatusCode.NOT_FOUND, f"{kind} {request.id.name} is not registered")
        return found

    def GetTask(self, request: Any, context: Any) -> Any:
        found = self._get("task", request, context)
        compiled = task_pb2.TaskClosure()
        compiled.compiled_task.template.CopyFrom(found.spec.template)
        return task_pb2.Task(id=found.id, closure=compiled)

    def GetWorkflow(self, request: Any, context: Any) -> Any:
        found = self._get("workflow", request, context)
        closure = workflow_pb2.WorkflowClosure()
        closure.compiled_workflow.primary.template.CopyFrom(found.spec.template)
        for node in found.spec.template.nodes:
            if node.HasField("task_node"):
                task = self.entities["task", node.task_node.reference_id.name, found.id.version]
                closure.compiled_workflow.tasks.add().template.CopyFrom(task.spec.template)
        return workflow_pb2.Workflow(id=found.id, closure=closure)

    def GetLaunchPlan(self, request: Any, context: Any) -> Any:
        found = self._get("launch_plan", request, context)
        workflow = self.entities["workflow", found.spec.workflow_id.name, found.spec.workflow_id.version]
        closure = launch_plan_pb2.LaunchPlanClosure(expected_inputs=found.spec.default_inputs)
        for name, variable in workflow.spec.template.interface.inputs.variables.items():
            if name not in closure.expected_inputs.parameters:
                closure.expected_inputs.parameters[name].var.CopyFrom(variable)
        closure.expected_outputs.CopyFrom(workflow.spec.template.interface.outputs)
        return launch_plan_pb2.LaunchPlan(id=found.id, spec=found.spec, closure=closure)

    # Surroundings ---------------------------------------------------------------------------------

    def GetVersion(self, request: Any, context: Any) -> Any:
        about = version_pb2.Version(Build="0", Version=VERSION, BuildTime="today")
        return version_pb2.GetVersionResponse(control_plane_version=about)

    def ListProjects(self, request: Any, context: Any) -> Any:
        return project_pb2.Projects(
            projects=[
                project_pb2.Project(
                    id="flytesnacks", domains=[project_pb2.Domain(id="development", name="development")]
                )
            ]
        )

    # Executions -----------------------------------------------------------------------------------

    def CreateExecution(self, request: Any, context: Any) -> Any:
        identity = WorkflowExecutionIdentifier(
            project=request.project, domain=request.domain, name=request.name
        )
        with self.lock:
            if request.name in self.runs:
                context.abort(grpc.StatusCode.ALREADY_EXISTS, "an execution of that name exists")
            self.runs[request.name] = run = Run(request, time.time_ns())
        threading.Thread(target=self._propel, args=(run,), daemon=True).start()
        return execution_pb2.ExecutionCreateResponse(id=identity)

    def GetExecution(self, request: Any, context: Any) -> Any:
        return self._execution(self._run(request.id.name, context))

    def _run(self, name: str, context: Any) -> Run:
        if name not in self.runs:
            context.abort(grpc.StatusCode.NOT_FOUND, f"execution {name} does not exist")
        return self.runs[name]

    def ListExecutions(self, request: Any, context: Any) -> Any:
        found, token = self._paged(list(self.runs.values()), request)
        return execution_pb2.ExecutionList(executions=[self._execution(run) for run in found], token=token)

    def TerminateExecution(self, request: Any, context: Any) -> Any:
        self._run(request.id.name, context).aborted.set()
        return execution_pb2.ExecutionTerminateResponse()

    def GetExecutionData(self, request: Any, context: Any) -> Any:
        run = self._run(request.id.name, context)
        return execution_pb2.WorkflowExecutionGetDataResponse(
            full_inputs=run.request.inputs, full_outputs=run.outputs
        )

    def ListNodeExecutions(self, request: Any, context: Any) -> Any:
        run = self._run(request.workflow_execution_id.name, context)
        found, token = self._paged(list(run.stages.items()) if not request.unique_parent_id else [], request)
        nodes = [self._node(run, name, stages) for name, stages in found]
        return node_execution_pb2.NodeExecutionList(node_executions=nodes, token=token)

    def ListTaskExecutions(self, request: Any, context: Any) -> Any:
        run = self._run(request.node_execution_id.execution_id.name, context)
        stages = list(run.stages[request.node_execution_id.node_id])
        found, token = self._paged(stages, request)
        tasks = [self._task(run, request.node_execution_id, stage) for stage in found if stage.submitted]
        return task_execution_pb2.TaskExecutionList(task_executions=tasks, token=token)

    def GetTaskExecution(self, request: Any, context: Any) -> Any:
        node = request.id.node_execution_id
        run = self._run(node.execution_id.name, context)
        return self._task(run, node, run.stages[node.node_id][request.id.retry_attempt])

    def GetExecutionMetrics(self, request: Any, context: Any) -> Any:
        run = self._run(request.id.name, context)
        whole = metrics_pb2.Span(start_time=_stamp(run.created), end_time=_stamp(run.ended or time.time_ns()))
        whole.workflow_id.name = request.id.name
        for name, stages in run.stages.items():
            node = whole.spans.add(start_time=_stamp(stages[0].created), end_time=_stamp(stages[-1].closed))
            node.node_id.node_id = name
            for stage in stages:
                task = node.spans.add(start_time=_stamp(stage.submitted), end_time=_stamp(stage.ended))
                task.task_id.retry_attempt = stage.number
                task.spans.add(
                    start_time=_stamp(stage.started),
                    end_time=_stamp(stage.ended),
                    operation_id="TASK_RUNTIME",
                )
        return execution_pb2.WorkflowExecutionGetMetricsResponse(span=whole)

    def _paged(self, items: Sequence[Any], request: Any) -> tuple[Sequence[Any], str]:
        limit = min(self.behaviour.page or 10**6, request.limit or 10**6)
        begin = int(request.token or 0)
        end = begin + limit
        return items[begin:end], str(end) if end < len(items) else ""

    def _execution(self, run: Run) -> Any:
        closure = execution_pb2.ExecutionClosure(phase=run.phase, created_at=_stamp(run.created))
        if run.started:
            closure.started_at.CopyFrom(_stamp(run.started))
        if run.ended:
            closure.duration.CopyFrom(_duration(run.ended - run.started))
            closure.updated_at.CopyFrom(_stamp(run.ended))
        if run.phase == PHASE.FAILED:
            closure.error.message = run.error
            closure.error.code = "USER:Failed"
        _without(closure, self.behaviour.missing)
        identity = WorkflowExecutionIdentifier(
            project=run.request.project, domain=run.request.domain, name=run.request.name
        )
        return execution_pb2.Execution(id=identity, spec=run.request.spec, closure=closure)

    def _node(self, run: Run, name: str, stages: Sequence[Stage]) -> Any:
        last = stages[-1]
        closure = node_execution_pb2.NodeExecutionClosure(
            created_at=_stamp(stages[0].created), phase=_node_phase(last)
        )
        if last.started:
            closure.started_at.CopyFrom(_stamp(stages[0].submitted))
        if last.closed:
            closure.duration.CopyFrom(_duration(last.closed - stages[0].submitted))
            closure.updated_at.CopyFrom(_stamp(last.closed))
        _without(closure, self.behaviour.missing)
        node = run.nodes[name]
        return node_execution_pb2.NodeExecution(
            id=NodeExecutionIdentifier(node_id=name, execution_id=_id(run)),
            closure=closure,
            metadata=node_execution_pb2.NodeExecutionMetaData(spec_node_id=node.id),
        )

    def _task(self, run: Run, node: Any, stage: Stage) -> Any:
        spec = run.nodes[node.node_id]
        closure = task_execution_pb2.TaskExecutionClosure(
            created_at=_stamp(stage.submitted), phase=_task_phase(stage)
        )
        if stage.started and not self.behaviour.skip_phases:
            closure.started_at.CopyFrom(_stamp(stage.started))
        if stage.ended:
            closure.duration.CopyFrom(_duration(stage.ended - stage.started))
            closure.updated_at.CopyFrom(_stamp(stage.ended))
        if stage.failure:
            closure.error.message = stage.failure
        for at, message in stage.said * (2 if self.behaviour.repeat_phases else 1):
            closure.reasons.add(message=message, occurred_at=_stamp(at))
        _without(closure, self.behaviour.missing)
        return task_execution_pb2.TaskExecution(
            id=TaskExecutionIdentifier(
                task_id=spec.task_node.reference_id, node_execution_id=node, retry_attempt=stage.number
            ),
            closure=closure,
        )

    # Propeller ------------------------------------------------------------------------------------

    def _propel(self, run: Run) -> None:
        _sleep(self.behaviour.setup_s, run)
        run.started, run.phase = time.time_ns(), PHASE.RUNNING
        plan = self.entities[
            "launch_plan", run.request.spec.launch_plan.name, run.request.spec.launch_plan.version
        ]
        workflow = self.entities["workflow", plan.spec.workflow_id.name, plan.spec.workflow_id.version]
        template = workflow.spec.template
        given = {
            name: parameter.default
            for name, parameter in plan.spec.default_inputs.parameters.items()
            if parameter.HasField("default")
        }
        done: dict[str, Any] = {INPUTS: {**given, **dict(run.request.inputs.literals)}}
        run.nodes = {node.id: node for node in template.nodes}
        strange = [node.id for node in template.nodes if not node.HasField("task_node")]
        waits_for = {name: upstream(node) - {INPUTS} for name, node in run.nodes.items()}
        try:
            run.error = (
                f"node {strange[0]} is no task: this test server runs tasks"
                if strange
                else walk(waits_for, lambda name: self._step(run, name, done))
            )
            if not run.error:
                _sleep(self.behaviour.finish_s, run)
                results = {item.var: resolve(item.binding, done) for item in template.outputs}
                run.outputs = _spoilt(results) if self.behaviour.wrong else LiteralMap(literals=results)
        except Exception as error:  # noqa: BLE001 - a run that breaks is a failed run
            run.error = f"{type(error).__name__}: {error}"
        run.ended = time.time_ns()
        run.phase = PHASE.ABORTED if run.aborted.is_set() else PHASE.FAILED if run.error else PHASE.SUCCEEDED

    def _step(self, run: Run, name: str, done: dict[str, Any]) -> str:
        node = run.nodes[name]
        task = self.entities["task", node.task_node.reference_id.name, node.task_node.reference_id.version]
        container = task.spec.template.container
        stages = run.stages.setdefault(name, [])
        while True:
            number = len(stages)
            place = self.directory / run.request.name / name / str(number)
            place.mkdir(parents=True)

            def work(place: Path = place) -> str:
                literals = {item.var: resolve(item.binding, done) for item in node.inputs}
                (place / "inputs.pb").write_bytes(LiteralMap(literals=literals).SerializeToString())
                told = {pair.key: pair.value for pair in (*container.env, *run.request.spec.envs.values)}
                problem, _ = execute(command(container, place), told, place)
                problem = problem or failure(place) or ""
                if not problem:
                    done[name] = LiteralMap.FromString((place / "outputs.pb").read_bytes()).literals
                return problem

            stages.append(stage := Stage(name, created=time.time_ns(), number=number))
            go_through(stage, self.behaviour, work, run.aborted.is_set)
            if not stage.system or run.aborted.is_set():
                return stage.failure


class Proxy(dataproxy_pb2_grpc.DataProxyServiceServicer):
    """Refuses uploads: the image holds the code."""


def _spoilt(results: dict[str, Literal]) -> LiteralMap:
    """Other values of the same kind, where a plain number is among them; else nothing at all."""
    spoilt = LiteralMap(literals=results)
    for literal in spoilt.literals.values():
        if literal.scalar.primitive.WhichOneof("value") == "integer":
            literal.scalar.primitive.integer += 1
            return spoilt
    return LiteralMap()


def _id(run: Run) -> Any:
    return WorkflowExecutionIdentifier(
        project=run.request.project, domain=run.request.domain, name=run.request.name
    )


def _stamp(at_ns: int) -> Timestamp:
    return Timestamp(seconds=at_ns // 10**9, nanos=at_ns % 10**9)


def _duration(length_ns: int) -> Duration:
    return Duration(seconds=length_ns // 10**9, nanos=length_ns % 10**9)


def _without(message: Any, name: str) -> None:
    if name and name in message.DESCRIPTOR.fields_by_name:
        message.ClearField(name)


def _node_phase(stage: Stage) -> int:
    ended = core.NodeExecution.FAILED if stage.failure else core.NodeExecution.SUCCEEDED
    return ended if stage.closed else core.NodeExecution.RUNNING


def _task_phase(stage: Stage) -> int:
    if stage.ended:
        return core.TaskExecution.FAILED if stage.failure else core.TaskExecution.SUCCEEDED
    return core.TaskExecution.RUNNING if stage.started else core.TaskExecution.INITIALIZING


def _sleep(seconds: float, run: Run) -> None:
    if seconds:
        run.aborted.wait(seconds)


class Gate(grpc.ServerInterceptor):
    """Lets the behaviour refuse a request before it is looked at."""

    def __init__(self, behaviour: Behaviour) -> None:
        self.behaviour = behaviour

    def intercept_service(self, continuation: Any, handler_call_details: Any) -> Any:
        method = handler_call_details.method.rpartition("/")[2]
        headers = {key: str(value) for key, value in handler_call_details.invocation_metadata}
        try:
            self.behaviour.gate(method, headers)
        except Refusal as refusal:
            code, text = CODES[refusal.kind], refusal.text
            return grpc.unary_unary_rpc_method_handler(lambda request, context: context.abort(code, text))
        return continuation(handler_call_details)


@contextmanager
def serve(behaviour: Behaviour) -> Iterator[tuple[dict[str, str], Admin]]:
    """Serve on loopback: the variables that point flytekit here, and the server itself."""
    directory = Path(tempfile.mkdtemp(prefix="fvk-flyte-"))
    server = grpc.server(futures.ThreadPoolExecutor(16), interceptors=[Gate(behaviour)])
    admin = Admin(behaviour, directory)
    admin_pb2_grpc.add_AdminServiceServicer_to_server(admin, server)
    dataproxy_pb2_grpc.add_DataProxyServiceServicer_to_server(Proxy(), server)
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    try:
        yield (
            {
                "FLYTE_PLATFORM_URL": f"127.0.0.1:{port}",
                "FLYTE_PLATFORM_INSECURE": "true",
            },
            admin,
        )
    finally:
        for run in admin.runs.values():
            run.aborted.set()
        server.stop(None)
        shutil.rmtree(directory, ignore_errors=True)
