"""What KFP's own API does not tell, from Kubernetes: when pods ran, and what they printed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from kfp_impl.printing import printed
from shared import pods_api
from shared.contract import Cluster, Span

NODE_NAME = "workflows.argoproj.io/node-name"
MAIN = "main"
"""The container that runs the step."""


def pod_spans(cluster: Cluster, run_id: str) -> Iterator[Span]:
    """The spans of the steps' pods; drivers' pods are left out."""
    return pods_api.pod_spans(cluster, _selector(run_id), step_of)


def step_of(metadata: Mapping[str, Any]) -> str:
    """The step that a pod belongs to; empty for a driver's."""
    name = str(metadata.get("annotations", {}).get(NODE_NAME) or metadata.get("name", ""))
    parts = name.split(".")
    if "driver" in parts[-1] or "driver" in str(metadata.get("name", "")):
        return ""
    return parts[-2] if parts[-1] == "executor" and len(parts) > 1 else parts[-1]


def printed_outputs(cluster: Cluster, run_id: str, tasks: Collection[str]) -> dict[str, Mapping[str, Any]]:
    """By task, what it printed; pods that ended last are read first, until every task is found."""
    pods = [pod for pod in pods_api.pods(cluster, _selector(run_id)) if step_of(pod.get("metadata", {}))]
    pods.sort(key=lambda pod: str(pod.get("metadata", {}).get("creationTimestamp")), reverse=True)
    found: dict[str, Mapping[str, Any]] = {}
    for pod in pods:
        if not set(tasks) - found.keys():
            break
        found |= printed(pods_api.pod_log(cluster, pod["metadata"]["name"], MAIN))
    return found


def waiting_reason(cluster: Cluster, run_id: str) -> str:
    """Why a pod of the run waits; empty where none does."""
    for pod in pods_api.pods(cluster, _selector(run_id)):
        waiting = pods_api.main_container(pod.get("status", {})).get("state", {}).get("waiting") or {}
        if waiting.get("reason") not in (None, "ContainerCreating", "PodInitializing"):
            return f"{waiting['reason']}: {waiting.get('message', '')}".strip()
    return ""


def _selector(run_id: str) -> str:
    return f"pipeline/runid={run_id}"
