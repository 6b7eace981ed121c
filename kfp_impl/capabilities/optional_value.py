"""A step takes None where no value is given."""

from typing import Optional

from kfp import dsl

KIND = "types"
EXPECTED = "none"


def attempt():
    @dsl.component(base_image="python:3.11", install_kfp_package=False)
    def describe(n: Optional[int] = None) -> str:
        return "none" if n is None else str(n)

    @dsl.pipeline
    def pipeline() -> str:
        return describe().output

    return pipeline


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def describe(n: int) -> str:
    n = None if n < 0 else n  # workaround
    return "none" if n is None else str(n)


@dsl.pipeline
def pipeline(n: int = -1) -> str:
    return describe(n=n).output
