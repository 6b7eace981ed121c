"""A step may run on a machine that can be taken away at any moment."""

from kfp import dsl, kubernetes

KIND = "operations"
IN_SPEC = (
    r"spot: 'true'",
    r"key: spot",
)
REQUIRES = ("kfp-kubernetes",)


def attempt():
    @dsl.component(base_image="python:3.11", install_kfp_package=False)
    def double(n: int) -> int:
        return n * 2

    @dsl.pipeline
    def pipeline() -> int:
        return double(n=3).set_interruptible(True).set_retry(2).output

    return pipeline


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def double(n: int) -> int:
    return n * 2


@dsl.pipeline
def pipeline() -> int:
    doubled = double(n=3).set_retry(2)
    kubernetes.add_node_selector(doubled, "spot", "true")  # workaround
    kubernetes.add_toleration(doubled, key="spot", operator="Exists", effect="NoSchedule")  # workaround
    return doubled.output
