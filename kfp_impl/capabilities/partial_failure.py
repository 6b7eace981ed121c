"""One of four runs of a step fails, and the pipeline goes on with the other three."""

from kfp import dsl

KIND = "control flow"
EXPECTED = 1.75
IN_SPEC = (r"ALL_UPSTREAM_TASKS_COMPLETED",)


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def invert(n: int) -> float:
    return 1 / n


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def total(numbers: list = []) -> float:
    return sum(numbers)


@dsl.pipeline
def pipeline() -> float:
    with dsl.ParallelFor([1, 2, 0, 4]) as n:
        inverted = invert(n=n)
    summed = total(numbers=dsl.Collected(inverted.output))
    summed.ignore_upstream_failure()  # without:
    return summed.output
