"""No pipeline at all: a component that is run by itself."""

from kfp import dsl


@dsl.component(base_image="python:3.11")
def alone(n: int = 4) -> int:
    return n + 1
