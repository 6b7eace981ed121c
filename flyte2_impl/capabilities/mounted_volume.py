"""A step reads from a volume that exists on the cluster."""

import flyte
from kubernetes.client import (
    V1Container,
    V1PersistentVolumeClaimVolumeSource,
    V1PodSpec,
    V1Volume,
    V1VolumeMount,
)

KIND = "operations"
IN_SPEC = (
    r'"claimName": "wine"',
    r'"mountPath": "/data"',
)

pod = flyte.PodTemplate(
    pod_spec=V1PodSpec(
        containers=[
            V1Container(name="primary", volume_mounts=[V1VolumeMount(mount_path="/data", name="data")])
        ],
        volumes=[V1Volume(name="data", persistent_volume_claim=V1PersistentVolumeClaimVolumeSource("wine"))],
    )
)
env = flyte.TaskEnvironment(name="specimen", pod_template=pod)


@env.task
def double(n: int) -> int:
    return n * 2


@env.task
def pipeline() -> int:
    return double(n=3)
