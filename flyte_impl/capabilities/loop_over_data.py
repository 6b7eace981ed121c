"""A step runs once for each item of a list that another returns, and a third adds up."""

from flytekit import map_task, task, workflow

KIND = "control flow"
EXPECTED = 14


@task
def items() -> list[int]:
    return [1, 2, 3]


@task
def square(n: int) -> int:
    return n * n


@task
def total(numbers: list[int]) -> int:
    return sum(numbers)


@workflow
def pipeline() -> int:
    return total(numbers=map_task(square)(n=items()))
