"""A KFP backend for tests: the v2beta1 REST API, and the corner of Kubernetes' API that tells of pods.

Driver and launcher are kfp_impl's reading of the specification.
"""

from __future__ import annotations

import json
import re
import shutil
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any
from uuid import uuid4

import yaml

from kfp_impl import pods
from tests.doubles.behaviour import VERSION, Behaviour
from tests.doubles.graph import walk
from tests.doubles.http import listen
from tests.doubles.processes import Stage, clock, execute, go_through

UNSET = "1970-01-01T00:00:00Z"
"""What KFP writes for a moment that has not come."""
PLACEHOLDER = re.compile(r"\{\{\$\.inputs\.parameters\['([^']+)'\]\}\}")


@dataclass
class Run:
    """One run and all that became of it."""

    id: str
    name: str
    experiment: str
    spec: Mapping[str, Any]
    parameters: Mapping[str, Any]
    created: int
    reference: Mapping[str, Any] | None = None
    state: str = "PENDING"
    ended: int = 0
    error: str = ""
    stages: dict[str, list[Stage]] = field(default_factory=dict)
    drivers: dict[str, Stage] = field(default_factory=dict)
    logs: dict[str, str] = field(default_factory=dict)
    stopped: threading.Event = field(default_factory=threading.Event)


class Backend:
    """Keeps pipelines, experiments and runs, and runs them."""

    def __init__(self, behaviour: Behaviour, directory: Path) -> None:
        self.behaviour, self.directory = behaviour, directory
        self.pipelines: dict[str, dict[str, Any]] = {}
        self.versions: dict[str, dict[str, Any]] = {}
        self.experiments: dict[str, dict[str, Any]] = {}
        self.runs: dict[str, Run] = {}
        self.numbers = count(1)

    def answer(self, method: str, path: str, query: dict[str, str], body: bytes) -> tuple[int, Any]:
        parts = [part for part in path.split("/") if part]
        if parts[:2] == ["api", "v1"]:
            return self._kubernetes(parts[2:], query)
        if parts[:2] != ["apis", "v2beta1"]:
            return 404, {"message": "no such path"}
        match (method, parts[2:]):
            case "GET", ["healthz"]:
                return 200, {"multi_user": False, "tag_name": VERSION, "commit_sha": ""}
            case _, ["experiments", *rest]:
                return self._experiments(method, rest, query, body)
            case _, ["pipelines", *rest]:
                return self._pipelines(method, rest, query, body)
            case _, ["runs", *rest]:
                return self._runs(method, rest, query, body)
        return 404, {"message": f"{method} {path} is not served here"}

    def _experiments(
        self, method: str, rest: list[str], query: dict[str, str], body: bytes
    ) -> tuple[int, Any]:
        if method == "POST":
            told = json.loads(body)
            made = {
                "experiment_id": f"e{next(self.numbers)}",
                "display_name": told["display_name"],
                "created_at": _text(time.time_ns()),
            }
            self.experiments[made["experiment_id"]] = made
            return 200, made
        if rest:
            return _found(self.experiments, rest[0])
        return 200, self._page("experiments", self.experiments, query)

    def _pipelines(self, method: str, rest: list[str], query: dict[str, str], body: bytes) -> tuple[int, Any]:
        match (method, rest):
            case "POST", ["upload"]:
                if any(one["display_name"] == query["name"] for one in self.pipelines.values()):
                    return 409, {"message": f"pipeline {query['name']} already exists"}
                made = {
                    "pipeline_id": f"p{next(self.numbers)}",
                    "display_name": query["name"],
                    "created_at": _text(time.time_ns()),
                }
                self.pipelines[made["pipeline_id"]] = made
                self._version(made["pipeline_id"], query["name"], body)
                return 200, made
            case "POST", ["upload_version"]:
                if self.behaviour.taken:
                    return 409, {"message": f"version {query['name']} already exists"}
                return 200, _shown(self._version(query["pipelineid"], query["name"], body))
            case "GET", []:
                return 200, self._page("pipelines", self.pipelines, query)
            case "GET", [pipeline, "versions"]:
                versions = {
                    name: _shown(one) for name, one in self.versions.items() if one["pipeline_id"] == pipeline
                }
                return 200, self._page("pipeline_versions", versions, query)
            case "GET", [pipeline]:
                return _found(self.pipelines, pipeline)
            case "DELETE", [_, "versions", version]:
                self.versions.pop(version, None)
                return 200, {}
            case "DELETE", [pipeline]:
                self.pipelines.pop(pipeline, None)
                return 200, {}
        return 404, {"message": "not served here"}

    def _version(self, pipeline: str, name: str, body: bytes) -> dict[str, Any]:
        made = {
            "pipeline_id": pipeline,
            "pipeline_version_id": f"v{next(self.numbers)}",
            "display_name": name,
            "created_at": _text(time.time_ns()),
            "spec": next(iter(yaml.safe_load_all(_uploaded(body)))),
        }
        self.versions[made["pipeline_version_id"]] = made
        return made

    def _page(self, name: str, items: Mapping[str, Any], query: dict[str, str]) -> dict[str, Any]:
        wanted = json.loads(query.get("filter") or "{}").get("predicates", ())
        values = list(items.values())
        for one in wanted:
            told = one.get("stringValue", one.get("string_value"))
            key = "display_name" if one["key"] in ("display_name", "name") else one["key"]
            values = [value for value in values if str(value.get(key)) == told]
        begin = int(query.get("page_token") or 0)
        size = min(self.behaviour.page or 10**6, int(query.get("page_size") or 10**6))
        more = begin + size < len(values)
        return {
            name: values[begin : begin + size],
            "total_size": len(values),
            **({"next_page_token": str(begin + size)} if more else {}),
        }

    def _runs(self, method: str, rest: list[str], query: dict[str, str], body: bytes) -> tuple[int, Any]:
        match (method, rest):
            case "POST", []:
                return 200, self._create(json.loads(body))
            case "GET", []:
                shown = {run.id: self._run(run, details=False) for run in self.runs.values()}
                return 200, self._page("runs", shown, query)
            case "POST", [name] if name.endswith(":terminate"):
                run = self.runs[name.removesuffix(":terminate")]
                run.stopped.set()
                return 200, {}
            case "POST", [name] if ":" in name:
                return 200, {}
            case "GET", [name] if name in self.runs:
                return 200, self._run(self.runs[name], details=True)
            case "DELETE", [name]:
                self.runs.pop(name, None)
                return 200, {}
        return 404, {"message": f"run {rest} not found"}

    def _create(self, told: Mapping[str, Any]) -> dict[str, Any]:
        reference = told.get("pipeline_version_reference")
        spec = told.get("pipeline_spec") or self.versions[reference["pipeline_version_id"]]["spec"]
        spec = spec.get("pipeline_spec", spec)
        run = Run(
            str(uuid4()),
            told["display_name"],
            told.get("experiment_id", ""),
            spec,
            (told.get("runtime_config") or {}).get("parameters") or {},
            time.time_ns(),
            reference,
        )
        self.runs[run.id] = run
        threading.Thread(target=self._drive, args=(run,), daemon=True).start()
        return self._run(run, details=False)

    # What runs look like --------------------------------------------------------------------------

    def _run(self, run: Run, *, details: bool) -> dict[str, Any]:
        shown: dict[str, Any] = {
            "run_id": run.id,
            "display_name": run.name,
            "experiment_id": run.experiment,
            "state": run.state,
            "created_at": _text(run.created),
            "scheduled_at": _text(run.created),
            "finished_at": _text(run.ended),
            "state_history": [{"update_time": _text(time.time_ns()), "state": run.state}],
        }
        if run.reference:
            shown["pipeline_version_reference"] = run.reference
        if run.error:
            shown["error"] = {"code": 9, "message": run.error}
        if details:
            tasks = [self._task(run, stage, f"{name}-driver") for name, stage in run.drivers.items()] + [
                self._task(run, one, name) for name, stages in run.stages.items() for one in stages
            ]
            shown["run_details"] = {"task_details": tasks}
        shown.pop(self.behaviour.missing, None)
        return shown

    def _task(self, run: Run, stage: Stage, name: str) -> dict[str, Any]:
        state = "FAILED" if stage.failure else "SUCCEEDED" if stage.closed else "RUNNING"
        history = [{"update_time": _text(stage.created), "state": "PENDING"}]
        history += [{"update_time": _text(stage.closed or time.time_ns()), "state": state}]
        shown = {
            "run_id": run.id,
            "task_id": f"{run.id}-{name}-{stage.number}",
            "display_name": name if stage.number == 0 else f"{name}({stage.number})",
            "create_time": _text(stage.created),
            "start_time": _text(stage.created),
            "end_time": _text(stage.closed),
            "state": state,
            "state_history": history * (2 if self.behaviour.repeat_phases else 1),
        }
        if stage.failure:
            shown["error"] = {"code": 2, "message": stage.failure}
        shown.pop(self.behaviour.missing, None)
        return shown

    # Argo, driver and launcher --------------------------------------------------------------------

    def _drive(self, run: Run) -> None:
        run.stopped.wait(self.behaviour.setup_s)
        run.state = "RUNNING"
        root = run.spec["root"]
        done = pods.Finished({**pods._defaults(root), **run.parameters})
        tasks = root["dag"]["tasks"]
        waits_for = {name: task.get("dependentTasks", ()) for name, task in tasks.items()}
        try:
            run.error = walk(waits_for, lambda name: self._step(run, name, done))
            run.stopped.wait(self.behaviour.finish_s)
        except Exception as error:  # noqa: BLE001 - a run that breaks is a failed run
            run.error = f"{type(error).__name__}: {error}"
        run.ended = time.time_ns()
        run.state = "CANCELED" if run.stopped.is_set() else "FAILED" if run.error else "SUCCEEDED"

    def _step(self, run: Run, name: str, done: pods.Finished) -> str:
        task = run.spec["root"]["dag"]["tasks"][name]
        component = run.spec["components"][task["componentRef"]["name"]]
        container = run.spec["deploymentSpec"]["executors"][component["executorLabel"]]["container"]
        now = clock(self.behaviour)
        run.drivers[name] = driver = Stage(name, created=now(), submitted=now(), started=now())
        driver.ended = driver.closed = now()
        stages = run.stages.setdefault(name, [])
        while True:
            number = len(stages)
            place = self.directory / run.id / name / str(number)
            place.mkdir(parents=True)

            def work(place: Path = place, number: int = number) -> str:
                request = pods.executor_input(_filled(task, done), component, done, place)
                told = {pair["name"]: pair["value"] for pair in container.get("env", ())}
                problem, log = execute(pods.command(container, request), told, place)
                run.logs[_pod(run, name, number)] = _spoilt(log) if self.behaviour.wrong else log
                if not problem:
                    pods._collect(name, request, place, done)
                return problem

            stages.append(stage := Stage(name, created=now(), number=number))
            go_through(stage, self.behaviour, work, run.stopped.is_set)
            if not stage.system or run.stopped.is_set():
                return stage.failure

    # Kubernetes -----------------------------------------------------------------------------------

    def _kubernetes(self, parts: list[str], query: dict[str, str]) -> tuple[int, Any]:
        match parts:
            case ["namespaces", _, "pods", name, "log"]:
                logs = [run.logs[name] for run in self.runs.values() if name in run.logs]
                return (200, logs[0]) if logs else (404, {"message": "no such pod"})
            case ["namespaces", _, "pods"]:
                wanted = query.get("labelSelector", "").removeprefix("pipeline/runid=")
                run = self.runs.get(wanted)
                found = (
                    [_pod_status(run, stage) for stages in run.stages.values() for stage in stages]
                    if run
                    else []
                )
                return 200, {"kind": "PodList", "apiVersion": "v1", "metadata": {}, "items": found}
        return 404, {"kind": "Status", "message": "not served here"}


def _filled(task: Mapping[str, Any], done: pods.Finished) -> Mapping[str, Any]:
    """The task with what KFP's driver puts into texts that have placeholders."""
    inputs = task.get("inputs", {}).get("parameters", {})

    def value(found: re.Match[str]) -> str:
        told = pods.parameter(inputs[found[1]], done)
        return told if isinstance(told, str) else json.dumps(told)

    filled = {}
    for name, source in inputs.items():
        constant = source.get("runtimeValue", {}).get("constant")
        is_text = isinstance(constant, str)
        filled[name] = {"runtimeValue": {"constant": PLACEHOLDER.sub(value, constant)}} if is_text else source
    return {**task, "inputs": {**task.get("inputs", {}), "parameters": filled}}


def _pod(run: Run, name: str, number: int) -> str:
    return f"{run.name}-{name}-{number}-system-container-impl"


def _pod_status(run: Run, stage: Stage) -> dict[str, Any]:
    ended = {"startedAt": _text(stage.started), "finishedAt": _text(stage.ended), "exitCode": 0}
    scheduled = {"type": "PodScheduled", "status": "True", "lastTransitionTime": _text(stage.scheduled)}
    waiting = {"waiting": {"reason": "ImagePullBackOff", "message": "Back-off pulling image"}}
    pulled = any("ImagePullBackOff" in text for _, text in stage.said)
    return {
        "metadata": {
            "name": _pod(run, stage.name, stage.number),
            "creationTimestamp": _text(stage.submitted or stage.created),
            "labels": {"pipeline/runid": run.id},
            "annotations": {"workflows.argoproj.io/node-name": f"{run.name}.root.{stage.name}.executor"},
        },
        "status": {
            "phase": "Succeeded" if stage.ended else "Pending",
            "conditions": [scheduled] if stage.scheduled else [],
            "containerStatuses": [
                {
                    "name": "main",
                    "state": {"terminated": ended} if stage.ended else waiting if pulled else {},
                    "image": "x",
                    "imageID": "x",
                    "ready": False,
                    "restartCount": 0,
                }
            ],
        },
    }


def _spoilt(log: str) -> str:
    """The log with other numbers in it."""
    return re.sub(r"\d+", lambda found: str(int(found[0]) + 1), log)


def _found(items: Mapping[str, Any], name: str) -> tuple[int, Any]:
    return (200, items[name]) if name in items else (404, {"message": f"{name} not found"})


def _shown(version: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in version.items() if name != "spec"}


def _uploaded(body: bytes) -> str:
    """The one file of a multipart body."""
    boundary, _, rest = body.partition(b"\r\n")
    content = rest.split(b"\r\n\r\n", 1)[1].split(b"\r\n" + boundary)[0]
    return content.decode()


def _text(at_ns: int) -> str:
    """Whole seconds, as KFP's API writes every moment."""
    if not at_ns:
        return UNSET
    return datetime.fromtimestamp(at_ns // 10**9, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


KUBECONFIG = """apiVersion: v1
kind: Config
current-context: test
clusters: [{{name: test, cluster: {{server: "http://127.0.0.1:{port}"}}}}]
users: [{{name: test, user: {{}}}}]
contexts: [{{name: test, context: {{cluster: test, user: test, namespace: kubeflow}}}}]
"""


@contextmanager
def serve(behaviour: Behaviour) -> Iterator[tuple[dict[str, str], Backend]]:
    """Serve on loopback: the variables that point kfp here, and the server itself."""
    directory = Path(tempfile.mkdtemp(prefix="fvk-kfp-"))
    backend = Backend(behaviour, directory)
    with listen(behaviour, backend.answer) as port:
        kubeconfig = directory / "kubeconfig"
        kubeconfig.write_text(KUBECONFIG.format(port=port), encoding="utf-8")
        try:
            yield (
                {
                    "KF_PIPELINES_ENDPOINT": f"http://127.0.0.1:{port}",
                    "FVK_KFP_KUBECONFIG": str(kubeconfig),
                },
                backend,
            )
        finally:
            for run in backend.runs.values():
                run.stopped.set()
            shutil.rmtree(directory, ignore_errors=True)
