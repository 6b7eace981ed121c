"""One step needs a package that the others do not."""

from kfp import dsl

KIND = "operations"
IN_SPEC = (r"six==1.17.0",)


@dsl.component(base_image="python:3.11", install_kfp_package=False, packages_to_install=["six==1.17.0"])
def double(n: int) -> int:
    return n * 2


@dsl.pipeline
def pipeline() -> int:
    return double(n=3).output
