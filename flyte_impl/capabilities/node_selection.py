"""A step runs only on machines of one zone."""

from flytekit import PodTemplate, task, workflow
from kubernetes.client import V1PodSpec

KIND = "operations"
IN_SPEC = (r'"zone": "a"',)


@task(pod_template=PodTemplate(pod_spec=V1PodSpec(containers=[], node_selector={"zone": "a"})))
def double(n: int) -> int:
    return n * 2


@workflow
def pipeline() -> int:
    return double(n=3)
