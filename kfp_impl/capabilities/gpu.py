"""A step asks for one GPU of a named kind."""

from kfp import dsl, kubernetes

KIND = "operations"
IN_SPEC = (
    r"resourceCount: '1'",
    r"accelerator: a100",
)
REQUIRES = ("kfp-kubernetes",)


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def double(n: int) -> int:
    return n * 2


@dsl.pipeline
def pipeline() -> int:
    doubled = double(n=3)
    doubled.set_accelerator_type("nvidia.com/gpu").set_accelerator_limit(1)
    kubernetes.add_node_selector(doubled, "accelerator", "a100")
    return doubled.output
