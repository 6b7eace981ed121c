"""A step's failure reaches the caller as the exception that the step raised."""

from kfp import dsl

KIND = "plain Python"
FAILS = True


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def divide(n: int) -> int:
    return 1 // n


@dsl.pipeline
def pipeline() -> int:
    return divide(n=0).output


def check(results):
    assert results[0].startswith("ZeroDivisionError"), results[0]
