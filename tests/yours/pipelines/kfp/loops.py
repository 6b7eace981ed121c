"""The same component for every value of a list, and one that takes all the results."""

from typing import List

from kfp import dsl


@dsl.component(base_image="python:3.11")
def invert(n: int) -> float:
    return 1 / n


@dsl.component(base_image="python:3.11")
def total(values: List[float]) -> float:
    return sum(values)


@dsl.pipeline(name="inverses")
def inverses(numbers: List[int]) -> float:
    with dsl.ParallelFor(items=numbers, parallelism=2) as n:
        inverted = invert(n=n)
    return total(values=dsl.Collected(inverted.output)).output
