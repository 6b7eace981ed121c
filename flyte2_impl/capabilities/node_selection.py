"""A step runs only on machines of one zone."""

import flyte
from kubernetes.client import V1Container, V1PodSpec

KIND = "operations"
IN_SPEC = (r'"zone": "a"',)

pod = flyte.PodTemplate(
    pod_spec=V1PodSpec(containers=[V1Container(name="primary")], node_selector={"zone": "a"})
)
env = flyte.TaskEnvironment(name="specimen", pod_template=pod)


@env.task
def double(n: int) -> int:
    return n * 2


@env.task
def pipeline() -> int:
    return double(n=3)
