"""What Kubernetes says of a run's pods, alike for every side, in whole seconds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from shared.contract import Check, Cluster, Span
from shared.timeline import SECOND_NS, span, stamp_ns

TEST_SERVER = "fvk-test-server"
"""What a test server calls its version."""
SOURCE = "kubernetes"
SIDECARS = ("wait", "init", "istio-proxy", "kfp-launcher", "argoexec")
"""Containers of a step's pod that are not the step's."""


def pods(cluster: Cluster, labels: str) -> list[Mapping[str, Any]]:
    """The pods with these labels, as Kubernetes writes them; none where no kubeconfig is given."""
    client = _core(cluster)
    if client is None:
        return []
    found: list[Mapping[str, Any]] = []
    token = None
    while True:
        told = client.list_namespaced_pod(
            _namespace(cluster), label_selector=labels, limit=200, _continue=token, _request_timeout=20
        )
        found += [client.api_client.sanitize_for_serialization(one) for one in told.items]
        token = told.metadata._continue if told.metadata else None
        if not token:
            return found


def pod_log(cluster: Cluster, name: str, container: str) -> str:
    """What a container of a pod printed; nothing for one that never ran, or is gone."""
    client = _core(cluster)
    if client is None:
        return ""
    from kubernetes.client import ApiException

    try:
        told = client.read_namespaced_pod_log(
            name, _namespace(cluster), container=container, _request_timeout=20, _preload_content=False
        )
    except ApiException as error:
        if error.status in (400, 404):
            return ""
        raise
    return str(told.data.decode("utf-8", "replace"))


def pod_spans(cluster: Cluster, labels: str, step_of: Callable[[Mapping[str, Any]], str]) -> Iterator[Span]:
    """How long each pod waited for a node, started and ran; none where ``step_of(metadata)`` is empty."""
    try:
        found = pods(cluster, labels)
    except Exception:  # noqa: BLE001 - what Kubernetes refuses must not hide what the engine's server tells
        return
    for pod in found:
        meta, status = pod.get("metadata", {}), pod.get("status", {})
        if not (step := step_of(meta)):
            continue
        created = stamp_ns(meta.get("creationTimestamp"))
        scheduled = next(
            (
                stamp_ns(one.get("lastTransitionTime"))
                for one in status.get("conditions") or ()
                if one.get("type") == "PodScheduled" and one.get("status") == "True"
            ),
            None,
        )
        ended = main_container(status).get("state", {}).get("terminated") or {}
        started, finished = stamp_ns(ended.get("startedAt")), stamp_ns(ended.get("finishedAt"))
        yield from span("pod.schedule", step, created, scheduled, SECOND_NS, SOURCE)
        yield from span("pod.start", step, scheduled, started, SECOND_NS, SOURCE)
        yield from span("pod.run", step, started, finished, SECOND_NS, SOURCE)


def main_container(status: Mapping[str, Any]) -> Mapping[str, Any]:
    """The status of the container that runs the step, empty where there is none yet."""
    told = [one for one in status.get("containerStatuses") or () if one.get("name") not in SIDECARS]
    named = [one for one in told if one.get("name") == "main"]
    return next(iter(named or told), {})


def check(cluster: Cluster) -> Check:
    """Whether Kubernetes can be asked for pods; raises what its client raises."""
    pods(cluster, "fvk=none")
    return Check("kubernetes", True, f"Kubernetes tells of pods in namespace {_namespace(cluster)}")


def _core(cluster: Cluster) -> Any:
    if not cluster.kubeconfig:
        return None
    from kubernetes import client, config

    settings = client.Configuration()
    config.load_kube_config(cluster.kubeconfig, client_configuration=settings)
    settings.retries = 1
    return client.CoreV1Api(client.ApiClient(settings))


def _namespace(cluster: Cluster) -> str:
    if cluster.namespace:
        return cluster.namespace
    if cluster.project and cluster.domain:
        return f"{cluster.project}-{cluster.domain}"
    return "kubeflow"
