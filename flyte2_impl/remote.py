"""Flyte 2 on the reader's own cluster: submit, look, read the server's stamps and outputs, cancel."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import flyte
import flyte.remote
from connectrpc.code import Code
from connectrpc.errors import ConnectError
from flyte._initialize import get_client, get_init_config
from flyte._internal.runtime.task_serde import translate_task_to_wire
from flyte.config import Config
from flyte.models import SerializationContext
from flyteidl2.common import identifier_pb2, list_pb2, phase_pb2
from flyteidl2.workflow import run_service_pb2
from google.protobuf.json_format import MessageToDict

from flyte2_impl.lanes import IMAGE
from flyte2_impl.pods import _named_tasks
from flyte2_impl.serialise import root_of
from flyte2_impl.values import to_native, to_values
from shared.contract import Check, Cluster, RunState, Span, Unsupported, Values
from shared.pods_api import TEST_SERVER, pod_spans
from shared.timeline import around, resolution_ns, span, stamp_ns
from shared.workloads import find as workload
from shared.workloads import names

PROJECT, DOMAIN = "flytesnacks", "development"
"""Where a new devbox has a project."""
LABEL = "fvk"
"""Marks a run, and by it the run's pods: Flyte hands a run's labels on to them."""
SOURCE = "flyte"
CALLER = "a0"
"""The action of the task that was submitted: a pod that calls the others."""
PAGE = 100
_PHASES = {
    phase_pb2.ACTION_PHASE_SUCCEEDED: "succeeded",
    phase_pb2.ACTION_PHASE_RECOVERED: "succeeded",
    phase_pb2.ACTION_PHASE_FAILED: "failed",
    phase_pb2.ACTION_PHASE_TIMED_OUT: "failed",
    phase_pb2.ACTION_PHASE_ABORTED: "cancelled",
    phase_pb2.ACTION_PHASE_RUNNING: "running",
    phase_pb2.ACTION_PHASE_PAUSED: "running",
    phase_pb2.ACTION_PHASE_INITIALIZING: "running",
}
_SPANS = {
    phase_pb2.ACTION_PHASE_QUEUED: "queue",
    phase_pb2.ACTION_PHASE_WAITING_FOR_RESOURCES: "schedule",
    phase_pb2.ACTION_PHASE_INITIALIZING: "start",
    phase_pb2.ACTION_PHASE_RUNNING: "code",
}
REQUESTS_NOTE = "the caller's only: what it calls is described in its pod and takes the cluster's defaults"


def connect(cluster: Cluster) -> None:
    """Point the SDK at the server that its own file and variables name, or the file that is told."""
    config = Config.auto(cluster.config or None)
    if not config.platform.endpoint:
        raise ConnectionError("flyte's configuration names no endpoint; `flyte create config` writes one")
    flyte.init_from_config(
        config,
        root_dir=Path(__file__).parents[1],
        project=cluster.project or config.task.project or PROJECT,
        domain=cluster.domain or config.task.domain or DOMAIN,
    )


def _call(service: str, method: str, request: Any) -> Any:
    """One request through the SDK's own client, which answers in its own event loop."""
    from flyte.syncify import syncify

    @syncify
    async def ask() -> Any:
        return await getattr(getattr(get_client(), service), method)(request)

    return ask()


def _first(service: str, method: str, request: Any) -> Any:
    """The first message of a stream."""
    from flyte.syncify import syncify

    @syncify
    async def ask() -> Any:
        async for told in getattr(getattr(get_client(), service), method)(request):
            return told
        return None

    return ask()


@dataclass
class Flyte2Run:
    """One run."""

    id: str
    cluster: Cluster
    task: Any = None

    @property
    def url(self) -> str:
        """The run's page in Flyte's console."""
        settings = get_init_config()
        return str(get_client().console.run_url(settings.project or "", settings.domain or "", self.id))

    @property
    def _run_id(self) -> Any:
        settings = get_init_config()
        return identifier_pb2.RunIdentifier(
            org=settings.org, project=settings.project, domain=settings.domain, name=self.id
        )

    def _details(self, name: str = CALLER) -> Any:
        """An action's details: by the call for it, or the first message of its stream."""
        action_id = identifier_pb2.ActionIdentifier(run=self._run_id, name=name)
        request = run_service_pb2.GetActionDetailsRequest(action_id=action_id)
        try:
            return _call("run_service", "get_action_details", request).details
        except ConnectError as error:
            if error.code != Code.UNIMPLEMENTED:
                raise
        watch = run_service_pb2.WatchActionDetailsRequest(action_id=action_id)
        return _first("run_service", "watch_action_details", watch).details

    def look(self) -> RunState:
        """Ask how the run stands: one request."""
        request = run_service_pb2.GetRunDetailsRequest(run_id=self._run_id)
        try:
            details = _call("run_service", "get_run_details", request).details.action
        except ConnectError as error:
            if error.code != Code.UNIMPLEMENTED:
                raise
            details = self._details()
        phase = _PHASES.get(details.status.phase, "waiting")
        reason = details.error_info.message or details.abort_info.reason
        return RunState(phase, _one_line(reason) if phase == "failed" else "")

    def stuck(self) -> str:
        """Why an action does not begin, in the words of its cluster events; empty where none is waiting."""
        for details in self._all():
            attempts = details.attempts
            running = any(
                one.phase == phase_pb2.ACTION_PHASE_RUNNING
                for attempt in attempts
                for one in attempt.phase_transitions
            )
            if attempts and attempts[-1].cluster_events and not running:
                return _one_line(attempts[-1].cluster_events[-1].message)
        return ""

    def timeline(self) -> tuple[Span, ...]:
        """Read the phase transitions of every action's last attempt."""
        spans: list[Span] = []
        called: dict[str, str] = {}
        run = None
        for details in self._all():
            name = details.id.name
            opened, closed = stamp_ns(details.status.start_time), stamp_ns(details.status.end_time)
            resolution = resolution_ns([opened, closed])
            step = called[name] = _label(details)
            if name == CALLER:
                whole = span("run", "", opened, closed, resolution, SOURCE)
                run = whole[0] if whole else None
                spans += whole
            calls = name == CALLER and self._calls_others
            spans += span("driver" if calls else "step", step, opened, closed, resolution, SOURCE)
            if not calls:
                spans += _phases(details, step, closed)
        spans += around(spans, run)
        settings = get_init_config()
        where = replace(self.cluster, project=settings.project or "", domain=settings.domain or "")
        return (*spans, *pod_spans(where, f"{LABEL}={self.id}", partial(_step_of, called)))

    @property
    def _calls_others(self) -> bool:
        return self.task is None or any(_named_tasks(self.task))

    def disagreement(self) -> str:
        """Nothing else of this server tells the same."""
        return ""

    def outputs(self) -> Values | Unsupported:
        """Read the outputs of the caller, as the task's Python types."""
        from flyte.remote import ActionDetails

        details = ActionDetails(self._details())
        types = dict(self.task.native_interface.outputs)

        from flyte.syncify import syncify

        @syncify
        async def read() -> Any:
            return await details.typed_outputs(types)

        told = read()
        if missing := [name for name in types if name not in told]:
            return Unsupported(f"the server gave no output {missing[0]}")
        return to_values([told[name] for name in types])

    def attempts(self) -> tuple[int, int]:
        """How many steps there were, and how many pods were started, the caller's among them."""
        found = list(self._all())
        steps = [one for one in found if one.id.name != CALLER or not self._calls_others]
        return len(steps), sum(max(1, len(one.attempts)) for one in found)

    def cancel(self) -> None:
        """Ask the server to abort the run."""
        request = run_service_pb2.AbortRunRequest(run_id=self._run_id, reason="fvk")
        _call("run_service", "abort_run", request)

    def raw(self) -> dict[str, Any]:
        """What the server said of the run's actions, as JSON."""
        told = [MessageToDict(one, preserving_proto_field_name=True) for one in self._all()]
        for one in told:
            one.pop("task", None)
        return {"actions": told}

    def _all(self) -> Iterator[Any]:
        names, token = [], ""
        while True:
            request = run_service_pb2.ListActionsRequest(
                run_id=self._run_id, request=list_pb2.ListRequest(limit=PAGE, token=token)
            )
            try:
                told = _call("run_service", "list_actions", request)
            except ConnectError as error:
                if error.code != Code.UNIMPLEMENTED:
                    raise
                return iter([self._details()])
            names += [one.id.name for one in told.actions]
            if not (token := told.token):
                break
        return (self._details(name) for name in dict.fromkeys(names))


def _phases(details: Any, step: str, closed: int | None) -> list[Span]:
    """The last attempt's phases; a repeated one lasts from its first start to its last end."""
    if not details.attempts:
        return []
    ends: dict[str, list[int | None]] = {}
    for one in details.attempts[-1].phase_transitions:
        name = _SPANS.get(one.phase)
        start, end = stamp_ns(one.start_time), stamp_ns(one.end_time)
        if name and start is not None:
            before = ends.setdefault(name, [start, end])
            before[0] = min(before[0] or start, start)
            before[1] = end if before[1] is None else max(before[1], end or before[1])
    told = [moment for pair in ends.values() for moment in pair]
    fine = resolution_ns(told)
    found = [one for name, (start, end) in ends.items() for one in span(name, step, start, end, fine, SOURCE)]
    if "code" in ends:
        found += span("teardown", step, ends["code"][1], closed, fine, SOURCE)
    if len(details.attempts) > 1:
        for one in details.attempts:
            moments = stamp_ns(one.start_time), stamp_ns(one.end_time)
            found += span("attempt", step, *moments, fine, SOURCE)
    return found


def remote(pipeline: Any, inputs: Values, cluster: Cluster) -> Flyte2Run | Unsupported:
    """Run the task; its description travels with the run, so that nothing is registered."""
    task = _found_by_name(pipeline)
    if task is None:
        return Unsupported(
            "a pod finds a task by its name in its module, where only the smallest size stands"
        )
    connect(cluster)
    task.resources = flyte.Resources(cpu=cluster.cpu, memory=cluster.memory)
    image = cluster.image or IMAGE
    if (environment := task.parent_env and task.parent_env()) is not None:
        environment.image = image
    context = flyte.with_runcontext(
        mode="remote",
        name=cluster.run,
        copy_style="none",
        version=_version(task, image),
        overwrite_cache=True,
        disable_run_cache=True,
        labels={LABEL: cluster.run},
        env_vars={**cluster.variables, "FVK_IMAGE": image},
    )
    context.run(task, **to_native(task, inputs))
    return Flyte2Run(cluster.run, cluster, task)


def _found_by_name(pipeline: Any) -> Any:
    """The task as a pod finds it, in its module by its name; ``None`` at another size than stands there."""
    task = pipeline.task
    found = getattr(sys.modules[task.func.__module__], task.func.__name__, None)
    if getattr(found, "func", None) is task.func:
        return task
    smallest = pipeline.workload in names() and pipeline.size == workload(pipeline.workload).smallest
    return found if smallest and hasattr(found, "func") else None


def _version(task: Any, image: str) -> str:
    """A hash of what the server is sent: other content is another version."""
    told = SerializationContext(version="1", root_dir=root_of(task))
    digest = hashlib.sha256(image.encode())
    for one in (task, *_named_tasks(task)):
        digest.update(translate_task_to_wire(one, told).SerializeToString(deterministic=True))
    return f"{LABEL}-{digest.hexdigest()[:16]}"


def find(cluster: Cluster, pipeline: Any = None) -> Flyte2Run | None:
    """The run of that name, if the server has it."""
    connect(cluster)
    run = Flyte2Run(cluster.run, cluster, _found_by_name(pipeline) if pipeline is not None else None)
    try:
        run.look()
    except ConnectError as error:
        if error.code == Code.NOT_FOUND:
            return None
        raise
    return run


def check(cluster: Cluster) -> list[Check]:
    """Say who answers, and whether runs can be listed; Flyte 2 has no call that tells its version."""
    connect(cluster)
    settings = get_init_config()
    endpoint = get_client().console.endpoint
    request = run_service_pb2.ListRunsRequest(
        request=list_pb2.ListRequest(limit=1),
        org=settings.org,
        project_id=identifier_pb2.ProjectIdentifier(
            organization=settings.org, name=settings.project, domain=settings.domain
        ),
    )
    try:
        _call("run_service", "list_runs", request)
    except ConnectError as error:
        if error.code != Code.UNIMPLEMENTED:
            raise
    tells = {"endpoint": endpoint, "version": ""}
    if settings.org == TEST_SERVER:
        tells["test server"] = "yes"
    return [
        Check("server", True, f"Flyte 2 at {endpoint} (it tells no version)", tells),
        Check("project", True, f"project {settings.project}, domain {settings.domain}"),
    ]


def clean(cluster: Cluster, runs: Sequence[str]) -> list[str]:
    """Abort what still runs of ``runs``, and say what stays."""
    said = []
    for name in runs:
        run = find(replace(cluster, run=name))
        if run is not None and not run.look().over:
            run.cancel()
            said.append(f"aborted run {name}")
    return [*said, "Flyte 2 keeps runs and their data: it has no call that deletes them"]


def _label(details: Any) -> str:
    """The called task's short name and how the action's own begins, which is unique in a run."""
    short = details.metadata.task.short_name or details.metadata.task.id.name.rpartition(".")[2]
    return f"{short} {details.id.name[:8]}".strip()


def _step_of(called: Mapping[str, str], metadata: Mapping[str, Any]) -> str:
    """What a pod's action is called: its name stands in the pod's; empty for the caller's pod."""
    pod = str(metadata.get("name", ""))
    found = next((name for name in called if name != CALLER and name in pod), "")
    return called.get(found, "")


def _one_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1][:300] if lines else ""
