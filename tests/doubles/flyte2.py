"""A Flyte 2 backend for tests: Connect services of flyteidl2, which run each action's ``a0`` as a process.

A task that calls others enqueues them here, as its pod would: the whole of a run is executed.
"""

from __future__ import annotations

import shutil
import socketserver
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from wsgiref.simple_server import ServerHandler, WSGIRequestHandler, WSGIServer

from connectrpc.code import Code
from connectrpc.errors import ConnectError
from flyteidl2.actions import actions_service_pb2 as actions
from flyteidl2.actions.actions_service_connect import ActionsServiceSync, ActionsServiceWSGIApplication
from flyteidl2.cluster import payload_pb2 as clusters
from flyteidl2.cluster.service_connect import ClusterServiceSync, ClusterServiceWSGIApplication
from flyteidl2.common import identifier_pb2, phase_pb2, run_pb2
from flyteidl2.core.execution_pb2 import ExecutionError
from flyteidl2.dataproxy import dataproxy_service_pb2 as proxy
from flyteidl2.dataproxy.dataproxy_service_connect import (
    DataProxyServiceSync,
    DataProxyServiceWSGIApplication,
)
from flyteidl2.task.common_pb2 import Inputs, Outputs
from flyteidl2.workflow import run_definition_pb2 as definition
from flyteidl2.workflow import run_service_pb2 as service
from flyteidl2.workflow import state_service_pb2 as state
from flyteidl2.workflow.run_service_connect import RunServiceSync, RunServiceWSGIApplication
from google.protobuf.timestamp_pb2 import Timestamp

from flyte2_impl.pods import failure
from tests.doubles.behaviour import VERSION, Behaviour, Refusal
from tests.doubles.processes import Stage, execute, go_through

CODES = {
    "unavailable": Code.UNAVAILABLE,
    "reset": Code.UNAVAILABLE,
    "unauthenticated": Code.UNAUTHENTICATED,
    "denied": Code.PERMISSION_DENIED,
    "quota": Code.RESOURCE_EXHAUSTED,
}
ENDED = (phase_pb2.ACTION_PHASE_SUCCEEDED, phase_pb2.ACTION_PHASE_FAILED, phase_pb2.ACTION_PHASE_ABORTED)
ROOT = "a0"


@dataclass
class Action:
    """One task of a run."""

    id: Any
    parent: str
    task: Any
    input_uri: str
    base: Path
    created: int
    stages: list[Stage] = field(default_factory=list)
    phase: int = phase_pb2.ACTION_PHASE_QUEUED
    ended: int = 0
    error: str = ""

    @property
    def place(self) -> Path:
        return self.base / self.id.name / "1"


@dataclass
class Run:
    """One run and its actions."""

    request: Any
    actions: dict[str, Action] = field(default_factory=dict)
    aborted: threading.Event = field(default_factory=threading.Event)
    changed: threading.Condition = field(default_factory=threading.Condition)


class Engine:
    """Keeps runs, and runs their actions."""

    def __init__(self, behaviour: Behaviour, directory: Path) -> None:
        self.behaviour, self.directory = behaviour, directory
        self.runs: dict[str, Run] = {}
        self.endpoint = ""
        self.numbers = 0

    def run_of(self, identity: Any) -> Run:
        if identity.name not in self.runs:
            raise ConnectError(Code.NOT_FOUND, f"run {identity.name} does not exist")
        return self.runs[identity.name]

    def action_of(self, identity: Any) -> Action:
        found = self.run_of(identity.run).actions.get(identity.name)
        if found is None:
            raise ConnectError(Code.NOT_FOUND, f"action {identity.name} does not exist")
        return found

    def begin(self, run: Run, action: Action) -> None:
        with run.changed:
            if action.id.name in run.actions:
                return
            run.actions[action.id.name] = action
            run.changed.notify_all()
        threading.Thread(target=self._work, args=(run, action), daemon=True).start()

    def _work(self, run: Run, action: Action) -> None:
        if action.parent == "":
            run.aborted.wait(self.behaviour.setup_s)
        while True:
            stage = Stage(action.id.name, created=time.time_ns(), number=len(action.stages))
            action.stages.append(stage)
            go_through(stage, self.behaviour, lambda: self._execute(run, action), run.aborted.is_set)
            if not stage.system or run.aborted.is_set():
                break
        if action.parent == "":
            run.aborted.wait(self.behaviour.finish_s)
        with run.changed:
            action.ended, action.error = time.time_ns(), stage.failure
            aborted = run.aborted.is_set()
            action.phase = ENDED[2] if aborted else ENDED[1] if stage.failure else ENDED[0]
            run.changed.notify_all()

    def _execute(self, run: Run, action: Action) -> str:
        action.phase = phase_pb2.ACTION_PHASE_RUNNING
        action.place.mkdir(parents=True, exist_ok=True)
        container = action.task.task_template.container
        filled = {
            "{{.input}}": action.input_uri,
            "{{.inputs}}": action.input_uri,
            "{{.output}}": str(action.place),
            "{{.outputPrefix}}": str(action.place),
            "{{.rawOutputDataPrefix}}": str(action.place / "raw"),
            "{{.checkpointOutputPrefix}}": str(action.place / "checkpoint"),
            "{{.prevCheckpointPrefix}}": "",
            "{{.runName}}": action.id.run.name,
            "{{.actionName}}": action.id.name,
            "{{.runStartTime}}": "1970-01-01T00:00:00+00:00",
        }
        argv = [filled.get(word, word) for word in (*container.command, *container.args)]
        told = {pair.key: pair.value for pair in (*container.env, *run.request.run_spec.envs.values)}
        surroundings = {
            "_U_ORG_NAME": action.id.run.org or "test",
            "_U_EP_OVERRIDE": self.endpoint,
            "_U_INSECURE": "true",
            "_U_USE_ACTIONS": "1",
            "_U_RUN_BASE": str(action.base),
            "FLYTE_INTERNAL_EXECUTION_PROJECT": action.id.run.project,
            "FLYTE_INTERNAL_EXECUTION_DOMAIN": action.id.run.domain,
            "RUN_NAME": action.id.run.name,
            "ACTION_NAME": action.id.name,
            "HOME": str(self.directory),
            # An object store has no directories to make; these files stand for one.
            "FSSPEC_FILE_AUTO_MKDIR": "true",
            "FSSPEC_LOCAL_AUTO_MKDIR": "true",
        }
        root = Path(__file__).parents[2]
        problem, _ = execute(argv, {**told, **surroundings}, root)
        return problem or failure(action.place) or ""


class Runs(RunServiceSync):
    """What clients ask of runs."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def create_run(self, request: Any, ctx: Any) -> Any:
        engine = self.engine
        identity = request.run_id
        if not identity.name:
            engine.numbers += 1
            about = request.project_id
            identity = identifier_pb2.RunIdentifier(
                org=about.organization, project=about.name, domain=about.domain, name=f"r{engine.numbers}"
            )
        if identity.name in engine.runs:
            raise ConnectError(Code.ALREADY_EXISTS, f"run {identity.name} exists")
        engine.runs[identity.name] = run = Run(request)
        action = Action(
            identifier_pb2.ActionIdentifier(run=identity, name=ROOT),
            "",
            request.task_spec,
            request.offloaded_input_data.uri,
            engine.directory / identity.name,
            time.time_ns(),
        )
        engine.begin(run, action)
        return service.CreateRunResponse(run=definition.Run(action=self._shown(action)))

    def get_run_details(self, request: Any, ctx: Any) -> Any:
        run = self.engine.run_of(request.run_id)
        details = definition.RunDetails(
            run_spec=run.request.run_spec, action=self._details(run.actions[ROOT])
        )
        return service.GetRunDetailsResponse(details=details)

    def get_action_details(self, request: Any, ctx: Any) -> Any:
        return service.GetActionDetailsResponse(
            details=self._details(self.engine.action_of(request.action_id))
        )

    def watch_action_details(self, request: Any, ctx: Any) -> Any:
        action = self.engine.action_of(request.action_id)
        run = self.engine.run_of(request.action_id.run)
        while True:
            ended = action.ended
            yield service.WatchActionDetailsResponse(details=self._details(action))
            if ended:
                return
            with run.changed:
                run.changed.wait(0.2)

    def list_actions(self, request: Any, ctx: Any) -> Any:
        run = self.engine.run_of(request.run_id)
        found, token = _paged(self.engine.behaviour, list(run.actions.values()), request.request)
        return service.ListActionsResponse(actions=[self._shown(one) for one in found], token=token)

    def list_runs(self, request: Any, ctx: Any) -> Any:
        found, token = _paged(self.engine.behaviour, list(self.engine.runs.values()), request.request)
        runs = [definition.Run(action=self._shown(run.actions[ROOT])) for run in found]
        return service.ListRunsResponse(runs=runs, token=token)

    def abort_run(self, request: Any, ctx: Any) -> Any:
        run = self.engine.run_of(request.run_id)
        run.aborted.set()
        return service.AbortRunResponse()

    def _shown(self, action: Action) -> Any:
        status = definition.ActionStatus(phase=action.phase, start_time=_stamp(action.created), attempts=1)
        if action.ended:
            status.end_time.CopyFrom(_stamp(action.ended))
            status.duration_ms = (action.ended - action.created) // 10**6
        status.attempts = max(1, len(action.stages))
        metadata = definition.ActionMetadata(parent=action.parent)
        metadata.task.short_name = action.task.short_name
        metadata.task.id.CopyFrom(_task_id(action.task))
        return definition.Action(id=action.id, metadata=metadata, status=status)

    def _details(self, action: Action) -> Any:
        shown = self._shown(action)
        details = definition.ActionDetails(
            id=action.id, metadata=shown.metadata, status=shown.status, task=action.task
        )
        details.attempts.extend(self._attempt(stage) for stage in action.stages)
        if action.error:
            details.error_info.message = action.error
        return details

    def _attempt(self, stage: Stage) -> Any:
        behaviour = self.engine.behaviour
        attempt = definition.ActionAttempt(attempt=stage.number + 1, start_time=_stamp(stage.created))
        moments = [
            (phase_pb2.ACTION_PHASE_QUEUED, stage.created, stage.submitted),
            (phase_pb2.ACTION_PHASE_WAITING_FOR_RESOURCES, stage.submitted, stage.scheduled),
            (phase_pb2.ACTION_PHASE_INITIALIZING, stage.scheduled, stage.started),
            (phase_pb2.ACTION_PHASE_RUNNING, stage.started, stage.ended),
        ]
        if behaviour.skip_phases:
            moments = moments[-1:]
        for phase, start, end in moments:
            for _ in range(2 if behaviour.repeat_phases else 1):
                if start:
                    told = attempt.phase_transitions.add(phase=phase, start_time=_stamp(start))
                    if end:
                        told.end_time.CopyFrom(_stamp(end))
        if stage.closed:
            attempt.end_time.CopyFrom(_stamp(stage.closed))
            attempt.phase = ENDED[1] if stage.failure else ENDED[0]
        for at, text in stage.said:
            attempt.cluster_events.add(occurred_at=_stamp(at), message=text)
        if behaviour.missing in attempt.DESCRIPTOR.fields_by_name:
            attempt.ClearField(behaviour.missing)
        return attempt


class Proxy(DataProxyServiceSync):
    """Takes inputs and gives outputs."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def upload_inputs(self, request: Any, ctx: Any) -> Any:
        self.engine.numbers += 1
        file = self.engine.directory / f"inputs-{self.engine.numbers}" / "inputs.pb"
        file.parent.mkdir()
        file.write_bytes(request.inputs.SerializeToString())
        return proxy.UploadInputsResponse(offloaded_input_data=run_pb2.OffloadedInputData(uri=str(file)))

    def get_action_data(self, request: Any, ctx: Any) -> Any:
        action = self.engine.action_of(request.action_id)
        given = Inputs.FromString(Path(action.input_uri).read_bytes())
        made = action.place / "outputs.pb"
        outputs = Outputs.FromString(made.read_bytes()) if made.exists() else Outputs()
        if self.engine.behaviour.wrong:
            for one in outputs.literals:
                if one.value.scalar.primitive.WhichOneof("value") == "integer":
                    one.value.scalar.primitive.integer += 1
        return proxy.GetActionDataResponse(inputs=given, outputs=outputs)


class Clusters(ClusterServiceSync):
    """There is one cluster: this one."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def select_cluster(self, request: Any, ctx: Any) -> Any:
        return clusters.SelectClusterResponse(cluster_endpoint=self.engine.endpoint, cluster=VERSION)


class Actions(ActionsServiceSync):
    """What pods ask: to run a task they call, and how it went."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def enqueue(self, request: Any, ctx: Any) -> Any:
        told = request.action
        run = self.engine.run_of(told.action_id.run)
        action = Action(
            told.action_id,
            told.parent_action_name,
            told.task.spec,
            told.input_uri,
            Path(told.run_output_base),
            time.time_ns(),
        )
        self.engine.begin(run, action)
        return actions.EnqueueResponse()

    def watch_for_updates(self, request: Any, ctx: Any) -> Any:
        run = self.engine.run_of(request.parent_action_id.run)
        parent = run.actions[request.parent_action_id.name]
        told: dict[str, int] = {}
        yield actions.WatchForUpdatesResponse(control_message=state.ControlMessage(sentinel=True))
        while not parent.ended:
            for action in list(run.actions.values()):
                phase = action.phase
                if action.parent == parent.id.name and told.get(action.id.name) != phase:
                    told[action.id.name] = phase
                    yield actions.WatchForUpdatesResponse(action_update=_update(action, phase))
            with run.changed:
                run.changed.wait(0.05)

    def abort(self, request: Any, ctx: Any) -> Any:
        return actions.AbortResponse()


def _update(action: Action, phase: int) -> Any:
    update = state.ActionUpdate(action_id=action.id, phase=phase, output_uri=str(action.place))
    if phase == ENDED[1]:
        update.error.CopyFrom(ExecutionError(code="Failed", message=action.error))
    return update


def _paged(behaviour: Behaviour, items: list[Any], request: Any) -> tuple[list[Any], str]:
    limit = min(behaviour.page or 10**6, request.limit or 10**6)
    begin = int(request.token or 0)
    end = begin + limit
    return items[begin:end], str(end) if end < len(items) else ""


def _task_id(task: Any) -> Any:
    from flyteidl2.task.task_definition_pb2 import TaskIdentifier

    about = task.task_template.id
    return TaskIdentifier(
        org=about.org, project=about.project, domain=about.domain, name=about.name, version=about.version
    )


def _stamp(at_ns: int) -> Timestamp:
    return Timestamp(seconds=at_ns // 10**9, nanos=at_ns % 10**9)


class _Server(socketserver.ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Body:
    """A request's body: up to its length, or its chunks. A WSGI server leaves finding the end to others."""

    def __init__(self, file: Any, environ: dict[str, Any]) -> None:
        if environ.get("HTTP_TRANSFER_ENCODING", "").lower() == "chunked":
            parts = []
            while size := int(file.readline().split(b";")[0], 16):
                parts.append(file.read(size))
                file.readline()
            file.readline()
            self._content = b"".join(parts)
        else:
            self._content = file.read(int(environ.get("CONTENT_LENGTH") or 0))

    def read(self, size: int = -1) -> bytes:
        taken = self._content if size < 0 else self._content[:size]
        self._content = self._content[len(taken) :]
        return taken


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        pass

    def handle(self) -> None:
        self.raw_requestline = self.rfile.readline(65537)
        if not self.raw_requestline or not self.parse_request():
            return
        if self.headers.get("expect", "").lower() == "100-continue":
            self.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        handler = ServerHandler(self.rfile, self.wfile, self.get_stderr(), self.get_environ())
        handler.request_handler = self  # type: ignore[attr-defined]
        with suppress(BrokenPipeError, ConnectionResetError):
            handler.run(self.server.get_app())  # type: ignore[attr-defined]


def _application(engine: Engine) -> Callable[..., Any]:
    served = [
        RunServiceWSGIApplication(Runs(engine)),
        DataProxyServiceWSGIApplication(Proxy(engine)),
        ClusterServiceWSGIApplication(Clusters(engine)),
        ActionsServiceWSGIApplication(Actions(engine)),
    ]
    by_path = {one.path: one for one in served}

    def application(environ: dict[str, Any], start_response: Any) -> Any:
        environ["wsgi.input"] = _Body(environ["wsgi.input"], environ)
        name, _, method = environ["PATH_INFO"].rpartition("/")
        found = by_path.get(name)
        if found is None:
            start_response("404 Not Found", [("content-length", "0")])
            return [b""]
        if found is not by_path[served[3].path]:  # pods are no clients: they are not refused
            try:
                headers = {
                    key[5:].replace("_", "-"): value for key, value in environ.items() if key[:5] == "HTTP_"
                }
                engine.behaviour.gate(method, headers)
            except Refusal as refusal:
                if refusal.kind == "reset":
                    raise ConnectionResetError from refusal
                return _refuse(refusal, start_response)
        return found(environ, start_response)

    return application


def _refuse(refusal: Refusal, start_response: Any) -> list[bytes]:
    import json

    status = {
        "unavailable": "503 Unavailable",
        "unauthenticated": "401 Unauthorized",
        "denied": "403 Forbidden",
        "quota": "429 Too Many Requests",
    }[refusal.kind]
    body = json.dumps({"code": CODES[refusal.kind].value, "message": refusal.text}).encode()
    start_response(status, [("content-type", "application/json"), ("content-length", str(len(body)))])
    return [body]


CONFIG = """admin:
  endpoint: dns:///localhost:{port}
  insecure: true
task:
  org: {version}
  project: flytesnacks
  domain: development
"""


@contextmanager
def serve(behaviour: Behaviour) -> Iterator[tuple[dict[str, str], Engine]]:
    """Serve on loopback: the variables that point flyte here, and the server itself."""
    directory = Path(tempfile.mkdtemp(prefix="fvk-flyte2-"))
    engine = Engine(behaviour, directory)
    server = _Server(("127.0.0.1", 0), _Quiet)
    server.set_app(_application(engine))
    port = server.server_address[1]
    engine.endpoint = f"dns:///localhost:{port}"
    config = directory / "config.yaml"
    config.write_text(CONFIG.format(port=port, version=VERSION), encoding="utf-8")
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield {"FVK_FLYTE2_CONFIG": str(config)}, engine
    finally:
        for run in engine.runs.values():
            run.aborted.set()
        server.shutdown()
        server.server_close()
        shutil.rmtree(directory, ignore_errors=True)
