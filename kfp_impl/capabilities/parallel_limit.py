"""A step runs for each of four items, at most two at a time."""

from kfp import dsl

KIND = "control flow"
IN_SPEC = (r"parallelismLimit: 2",)


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def square(n: int) -> int:
    return n * n


@dsl.pipeline
def pipeline():
    with dsl.ParallelFor([1, 2, 3, 4], parallelism=2) as n:
        square(n=n)
