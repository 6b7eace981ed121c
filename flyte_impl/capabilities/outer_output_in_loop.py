"""A step in a loop takes the item and what a step before the loop gave, and a third adds up."""

import functools

from flytekit import map_task, task, workflow

KIND = "control flow"
EXPECTED = 306


@task
def items() -> list[int]:
    return [1, 2, 3]


@task
def offset() -> int:
    return 100


@task
def add(a: int, b: int) -> int:
    return a + b


@task
def total(numbers: list[int]) -> int:
    return sum(numbers)


@workflow
def pipeline() -> int:
    by = offset()
    return total(numbers=map_task(functools.partial(add, a=by))(b=items()))
