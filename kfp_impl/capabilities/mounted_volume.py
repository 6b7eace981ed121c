"""A step reads from a volume that exists on the cluster."""

from kfp import dsl, kubernetes

KIND = "operations"
IN_SPEC = (
    r"mountPath: /data",
    r"wine",
)
REQUIRES = ("kfp-kubernetes",)


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def double(n: int) -> int:
    return n * 2


@dsl.pipeline
def pipeline() -> int:
    doubled = double(n=3)
    kubernetes.mount_pvc(doubled, pvc_name="wine", mount_path="/data")
    return doubled.output
