"""A pipeline is a step of another pipeline, twice."""

from kfp import dsl

KIND = "control flow"
EXPECTED = 6


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def add(n: int, m: int) -> int:
    return n + m


@dsl.pipeline
def add_twice(n: int, m: int) -> int:
    return add(n=add(n=n, m=m).output, m=m).output


@dsl.pipeline
def pipeline() -> int:
    return add_twice(n=add_twice(n=0, m=1).output, m=2).output
