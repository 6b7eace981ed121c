"""One step runs in another image than the rest."""

from kfp import dsl

KIND = "operations"
IN_SPEC = (r"localhost/other:v2",)


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def double(n: int) -> int:
    return n * 2


@dsl.pipeline
def pipeline() -> int:
    doubled = double(n=3)
    doubled.set_container_image("localhost/other:v2")
    return doubled.output
