"""A Python loop in the pipeline makes one step for each item of a constant list."""

from kfp import dsl

KIND = "control flow"
EXPECTED = 6


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def add(n: int, m: int) -> int:
    return n + m


@dsl.pipeline
def pipeline() -> int:
    total = add(n=0, m=1).output
    for m in (2, 3):
        total = add(n=total, m=m).output
    return total
