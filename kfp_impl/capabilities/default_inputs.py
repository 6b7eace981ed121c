"""A pipeline's input has a default, and a call may change it."""

from kfp import dsl

KIND = "types"
EXPECTED = 6


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def double(n: int) -> int:
    return n * 2


@dsl.pipeline
def pipeline(n: int = 3) -> int:
    return double(n=n).output
