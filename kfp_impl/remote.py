"""KFP on the reader's own cluster: submit, look, read the server's stamps, and outputs from a pod's log."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import kfp_server_api
import yaml

from kfp_impl.pod_times import pod_spans, printed_outputs, waiting_reason
from kfp_impl.printing import sources, with_printed_outputs
from kfp_impl.values import to_values
from shared.contract import Check, Cluster, RunState, Span, Unsupported, Values
from shared.pods_api import TEST_SERVER
from shared.timeline import SECOND_NS, around, span, stamp_ns

EXPERIMENT = "fvk"
PREFIX = "fvk-"
"""Begins the names of uploaded pipelines."""
SOURCE = "ml-pipeline"
DRIVER = "-driver"
REFUSALS = (401, 403, 409, 429)
"""HTTP statuses that another way to send a pipeline would get too."""
_RETRY = re.compile(r"\(\d+\)$")
_PHASES = {
    "SUCCEEDED": "succeeded",
    "SKIPPED": "succeeded",
    "FAILED": "failed",
    "CANCELED": "cancelled",
    "CANCELING": "running",
    "RUNNING": "running",
    "PAUSED": "running",
}
NOBODY = "KF_PIPELINES_ENDPOINT is not set and there is no kubeconfig, so that no KFP is named"
UNPRINTED = (
    "KFP's API returns no outputs, and no kubeconfig is given to read them from the last step's log "
    "(FVK_KFP_KUBECONFIG or KUBECONFIG)"
)


def connect(cluster: Cluster) -> Any:
    """A client of the server that kfp's own variables, its context file or the kubeconfig name."""
    from kfp import Client

    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()) as said:
        warnings.simplefilter("ignore")
        token_file = os.environ.get("KF_PIPELINES_SA_TOKEN_PATH", "")
        token = Path(token_file).read_text(encoding="utf-8").strip() if token_file else None
        try:
            return Client(existing_token=token, namespace=cluster.namespace or "kubeflow")
        except TimeoutError:
            _raise_what_it_hides(token)
            raise
        finally:
            if "Failed to load kube config" in said.getvalue():  # and kfp goes on to ask localhost
                raise LookupError(NOBODY)


def _raise_what_it_hides(token: str | None) -> None:
    """Ask for the server's health once: kfp asks five times and drops what the server answered."""
    settings = kfp_server_api.Configuration(host=os.environ.get("KF_PIPELINES_ENDPOINT", "").rstrip("/"))
    if token:
        settings.api_key, settings.api_key_prefix = {"authorization": token}, {"authorization": "Bearer"}
    api = kfp_server_api.HealthzServiceApi(kfp_server_api.ApiClient(settings))
    api.healthz_service_get_healthz(_request_timeout=20)


@dataclass
class KfpRun:
    """One run."""

    client: Any
    id: str
    cluster: Cluster
    spec: Mapping[str, Any] = field(default_factory=dict)
    """As it was submitted."""

    @property
    def url(self) -> str:
        """The run's page in KFP's UI."""
        return f"{self.client._get_url_prefix()}/#/runs/details/{self.id}"

    def look(self) -> RunState:
        """Ask how the run stands: one request."""
        run = self.client.get_run(self.id)
        phase = _PHASES.get(run.state or "", "waiting")
        return RunState(phase, _why(run) if phase == "failed" else "")

    def stuck(self) -> str:
        """Why a pod waits, as Kubernetes tells it; empty where that cannot be asked or none waits."""
        return waiting_reason(self.cluster, self.id)

    def timeline(self) -> tuple[Span, ...]:
        """Read the run's and its tasks' moments, all in whole seconds."""
        run = self.client.get_run(self.id)
        created, finished = stamp_ns(run.created_at), stamp_ns(run.finished_at)
        spans = span("run", "", created, finished, SECOND_NS, SOURCE)
        whole = spans[0] if spans else None
        for name, tasks in self._by_step(run).items():
            opened, closed = stamp_ns(tasks[0].create_time), stamp_ns(tasks[-1].end_time)
            kind = "driver" if name.endswith(DRIVER) else "step"
            spans += span(kind, name, opened, closed, SECOND_NS, SOURCE)
            if len(tasks) > 1:
                for one in tasks:
                    ends = stamp_ns(one.create_time), stamp_ns(one.end_time)
                    spans += span("attempt", name, *ends, SECOND_NS, SOURCE)
        spans += around(spans, whole)
        return (*spans, *pod_spans(self.cluster, self.id))

    def _by_step(self, run: Any) -> dict[str, list[Any]]:
        """The attempts of each task in the order of their creation, drivers and steps alike.

        A retried task has a parent that spans its attempts; the root and sub-pipelines are no steps.
        """
        found: dict[str, list[Any]] = {}
        for task in _tasks(run):
            found.setdefault(_RETRY.sub("", task.display_name), []).append(task)
        return {
            name: sorted(tasks, key=lambda task: stamp_ns(task.create_time) or 0)
            for name, tasks in found.items()
        }

    def disagreement(self) -> str:
        """Nothing else of this server tells the same."""
        return ""

    def outputs(self) -> Values | Unsupported:
        """Read what the output tasks printed, from their pods' logs."""
        wanted = sources(self.spec["root"]["dag"])
        if not wanted:
            return to_values({})
        if not self.cluster.kubeconfig:
            return Unsupported(UNPRINTED)
        told = printed_outputs(self.cluster, self.id, {one["producerSubtask"] for one in wanted.values()})
        missing = [one for one in wanted.values() if one["producerSubtask"] not in told]
        if missing:
            return Unsupported(f"no log of a pod has the output of task {missing[0]['producerSubtask']}")
        return to_values(
            {name: told[one["producerSubtask"]][one["outputParameterKey"]] for name, one in wanted.items()}
        )

    def attempts(self) -> tuple[int, int]:
        """How many steps there were, and how many pods were started, a driver for each among them."""
        by_step = self._by_step(self.client.get_run(self.id))
        steps = {name: tasks for name, tasks in by_step.items() if not name.endswith(DRIVER)}
        return len(steps), sum(map(len, by_step.values()))

    def cancel(self) -> None:
        """Ask the server to terminate the run."""
        self.client.terminate_run(self.id)

    def raw(self) -> dict[str, Any]:
        """What the server said of the run and its tasks, as JSON."""
        run = self.client.get_run(self.id)
        told = self.client._run_api.api_client.sanitize_for_serialization(run)
        told.pop("pipeline_spec", None)
        return dict(told)


def remote(pipeline: Any, inputs: Values, cluster: Cluster) -> KfpRun | Unsupported:
    """Upload the version of this content if the server lacks it, and run it."""
    spec = prepared(_compiled(pipeline, cluster), cluster)
    package = Path(cluster.directory, "package.yaml")
    package.write_text(yaml.safe_dump(spec, sort_keys=True), encoding="utf-8")
    client = connect(cluster)
    with contextlib.redirect_stdout(io.StringIO()):
        experiment = client.create_experiment(EXPERIMENT, namespace=cluster.namespace or None)
        try:
            reference = _upload(client, spec, package)
        except kfp_server_api.ApiException as error:
            if error.status in REFUSALS:
                raise
            # A server that keeps no pipelines takes the specification with the run.
            reference = {"pipeline_package_path": str(package)}
        run = client.run_pipeline(experiment.experiment_id, cluster.run, params=dict(inputs), **reference)
    return KfpRun(client, run.run_id, cluster, spec)


def _compiled(pipeline: Any, cluster: Cluster) -> dict[str, Any]:
    from kfp.compiler import Compiler

    target = Path(cluster.directory, "compiled.yaml")
    Compiler().compile(pipeline.pipeline, str(target))
    return dict(next(iter(yaml.safe_load_all(target.read_text(encoding="utf-8")))))


def prepared(spec: Mapping[str, Any], cluster: Cluster) -> dict[str, Any]:
    """The specification with caches off in every dag, equal requests, and outputs that are printed."""
    changed = with_printed_outputs(spec)
    for dag in _dags(changed):
        for task in dag["tasks"].values():
            task["cachingOptions"] = {}  # KFP's way to write that the cache is off
    for executor in changed["deploymentSpec"]["executors"].values():
        if container := executor.get("container"):
            container["resources"] = {
                "resourceCpuRequest": cluster.cpu,
                "resourceCpuLimit": cluster.cpu,
                "resourceMemoryRequest": cluster.memory,
                "resourceMemoryLimit": cluster.memory,
            }
            told = [pair for pair in container.get("env", ()) if pair["name"] not in cluster.variables]
            container["env"] = [*told, *({"name": n, "value": v} for n, v in cluster.variables.items())]
            if cluster.image:
                container["image"] = cluster.image
    return changed


def _dags(spec: Mapping[str, Any]) -> Iterator[Any]:
    """The root's dag and that of every sub-pipeline, loop and condition."""
    yield spec["root"]["dag"]
    yield from (one["dag"] for one in spec.get("components", {}).values() if "dag" in one)


def _upload(client: Any, spec: Mapping[str, Any], package: Path) -> dict[str, str]:
    """The ids of the uploaded version of this content, uploaded now where the server lacks it."""
    name = f"{PREFIX}{spec['pipelineInfo']['name']}"
    version = f"{name}-{_digest(spec)}"
    pipeline_id = client.get_pipeline_id(name)
    if pipeline_id is None:
        pipeline_id = client.upload_pipeline(str(package), name).pipeline_id
    found = _version_id(client, pipeline_id, version)
    if found is None:
        made = client.upload_pipeline_version(str(package), version, pipeline_id=pipeline_id)
        found = made.pipeline_version_id
    return {"pipeline_id": pipeline_id, "version_id": found}


def _version_id(client: Any, pipeline_id: str, name: str) -> str | None:
    token = ""
    while True:
        told = client.list_pipeline_versions(pipeline_id, page_token=token, page_size=100)
        for one in told.pipeline_versions or ():
            if one.display_name == name:
                return str(one.pipeline_version_id)
        if not (token := told.next_page_token or ""):
            return None


def _digest(spec: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(spec, sort_keys=True).encode()).hexdigest()[:16]


def find(cluster: Cluster, pipeline: Any = None) -> KfpRun | None:
    """The run of that name, if the server has it."""
    client = connect(cluster)
    spec = {} if pipeline is None else prepared(_compiled(pipeline, cluster), cluster)
    for run in _runs_of(client, cluster):
        if run.display_name == cluster.run:
            return KfpRun(client, run.run_id, cluster, spec)
    return None


def _runs_of(client: Any, cluster: Cluster) -> Iterator[Any]:
    wanted = {"predicates": [{"operation": "EQUALS", "key": "display_name", "stringValue": cluster.run}]}
    token = ""
    while True:
        told = client.list_runs(
            page_token=token, page_size=100, filter=json.dumps(wanted), namespace=cluster.namespace or None
        )
        yield from told.runs or ()
        if not (token := told.next_page_token or ""):
            return


def check(cluster: Cluster) -> list[Check]:
    """Say who answers, which version, and whether runs can be listed."""
    client = connect(cluster)
    answer = client._healthz_api.healthz_service_get_healthz(_request_timeout=20, _preload_content=False)
    health = json.loads(answer.data or b"{}")  # kfp's model drops the version that servers tell
    clock = _clock(answer.headers.get("Date", ""))
    host = client._existing_config.host
    version = health.get("tag_name") or health.get("apiServerTagName") or ""
    tells = {"endpoint": host, "version": version}
    if version == TEST_SERVER:
        tells["test server"] = "yes"
    found = [Check("server", True, f"ml-pipeline {version or '(no version)'} at {host}", tells)]
    if clock:
        found.append(Check("clock", True, clock))
    client.list_experiments(page_size=1, namespace=cluster.namespace or None)
    found.append(Check("project", True, f"namespace {cluster.namespace or 'of the server'}"))
    if not cluster.kubeconfig:
        found.append(Check("outputs", False, UNPRINTED))
    return found


def _clock(date: str) -> str:
    """How far the server's clock is from this one, by the date of its answer, which has whole seconds."""
    try:
        ahead = (parsedate_to_datetime(date) - datetime.now(UTC)).total_seconds()
    except (TypeError, ValueError):
        return ""
    return f"its clock is {ahead + 0.5:+.1f} s from this machine's, within a second"


def clean(cluster: Cluster, runs: Sequence[str]) -> list[str]:
    """Terminate and delete ``runs``, and the versions that were uploaded for them; say what stays."""
    said = []
    uploaded: set[tuple[str, str]] = set()
    client = connect(cluster)
    for name in runs:
        found = find(replace(cluster, run=name))
        if found is None:
            continue
        reference = client.get_run(found.id).pipeline_version_reference
        if reference is not None and reference.pipeline_id and reference.pipeline_version_id:
            uploaded.add((reference.pipeline_id, reference.pipeline_version_id))
        if not found.look().over:
            found.cancel()
        client.delete_run(found.id)
        said.append(f"deleted run {name}")
    for pipeline_id, version_id in sorted(uploaded):
        said += _delete_version(client, pipeline_id, version_id)
    return [*said, "artifacts stay in the pipeline root's bucket, and metadata in KFP's store"]


def _delete_version(client: Any, pipeline_id: str, version_id: str) -> list[str]:
    """Delete an uploaded version, and its pipeline where no other run's version is left in it."""
    name = client.get_pipeline(pipeline_id).display_name
    if not name.startswith(PREFIX):
        return []
    versions = client.list_pipeline_versions(pipeline_id, page_size=100).pipeline_versions or ()
    # A pipeline's first version is uploaded with it, under the pipeline's own name.
    others = [one for one in versions if one.pipeline_version_id != version_id and one.display_name != name]
    client.delete_pipeline_version(pipeline_id, version_id)
    if others:
        return [f"deleted a version of pipeline {name}"]
    for one in versions:
        if one.pipeline_version_id != version_id:
            client.delete_pipeline_version(pipeline_id, one.pipeline_version_id)
    client.delete_pipeline(pipeline_id)
    return [f"deleted pipeline {name}"]


def _tasks(run: Any) -> list[Any]:
    """The tasks that started: neither the root nor a sub-pipeline, nor what never began."""
    told = (run.run_details.task_details if run.run_details else None) or ()
    return [
        task
        for task in told
        if task.display_name
        and task.display_name != "root"
        and stamp_ns(task.create_time)
        and not _is_group(task, told)
    ]


def _is_group(task: Any, told: Sequence[Any]) -> bool:
    """Whether other tasks name it as their parent: a dag, or a retried task that spans its attempts."""
    return bool(task.task_id) and any(one.parent_task_id == task.task_id for one in told)


def _why(run: Any) -> str:
    """The first of: the run's error, a task's error."""
    details = run.run_details.task_details if run.run_details else None
    errors = [run.error, *(task.error for task in details or ())]
    said = [str(one.message) for one in errors if one is not None and one.message]
    lines = [line.strip() for line in (said[0] if said else "").splitlines() if line.strip()]
    return lines[-1][:300] if lines else "KFP says no reason"
