"""A step runs only on machines of one zone."""

from kfp import dsl, kubernetes

KIND = "operations"
IN_SPEC = (r"zone: a",)
REQUIRES = ("kfp-kubernetes",)


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def double(n: int) -> int:
    return n * 2


@dsl.pipeline
def pipeline() -> int:
    doubled = double(n=3)
    kubernetes.add_node_selector(doubled, "zone", "a")
    return doubled.output
