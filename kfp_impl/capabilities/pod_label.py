"""A step's pod carries a label."""

from kfp import dsl, kubernetes

KIND = "operations"
IN_SPEC = (r"team: wine",)
REQUIRES = ("kfp-kubernetes",)


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def double(n: int) -> int:
    return n * 2


@dsl.pipeline
def pipeline() -> int:
    doubled = double(n=3)
    kubernetes.add_pod_label(doubled, "team", "wine")
    return doubled.output
