"""A step is called as a plain function, and gives a value."""

from kfp import dsl

KIND = "plain Python"
EXPECTED = 6


def attempt():
    assert double(n=4) == 8, f"double(n=4) is {double(n=4)!r}"
    return pipeline


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def double(n: int) -> int:
    return n * 2


@dsl.pipeline
def pipeline() -> int:
    return double(n=3).output


def check(results):
    assert double.python_func(n=4) == 8  # workaround
