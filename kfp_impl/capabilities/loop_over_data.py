"""A step runs once for each item of a list that another returns, and a third adds up."""

from kfp import dsl

KIND = "control flow"
EXPECTED = 14


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def items() -> list[int]:
    return [1, 2, 3]


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def square(n: int) -> int:
    return n * n


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def total(numbers: list[int]) -> int:
    return int(sum(numbers))


@dsl.pipeline
def pipeline() -> int:
    with dsl.ParallelFor(items().output) as n:
        squared = square(n=n)
    return total(numbers=dsl.Collected(squared.output)).output
