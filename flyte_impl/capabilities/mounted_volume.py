"""A step reads from a volume that exists on the cluster."""

from flytekit import PodTemplate, task, workflow
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


@task(
    pod_template=PodTemplate(
        pod_spec=V1PodSpec(
            containers=[
                V1Container(name="primary", volume_mounts=[V1VolumeMount(mount_path="/data", name="data")])
            ],
            volumes=[
                V1Volume(name="data", persistent_volume_claim=V1PersistentVolumeClaimVolumeSource("wine"))
            ],
        )
    )
)
def double(n: int) -> int:
    return n * 2


@workflow
def pipeline() -> int:
    return double(n=3)
