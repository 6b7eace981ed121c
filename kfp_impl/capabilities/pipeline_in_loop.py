"""A pipeline of two steps runs once for each item of a list that a step returns."""

from kfp import dsl

KIND = "control flow"
EXPECTED = 20


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def items() -> list[int]:
    return [1, 2, 3]


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def add(n: int, m: int) -> int:
    return n + m


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def total(numbers: list[int]) -> int:
    return int(sum(numbers))


@dsl.pipeline
def twice(n: int) -> int:
    return add(n=add(n=n, m=n).output, m=n).output


@dsl.pipeline
def pipeline() -> int:
    with dsl.ParallelFor(items().output) as n:
        one = twice(n=n)
    return add(n=total(numbers=dsl.Collected(one.output)).output, m=2).output
