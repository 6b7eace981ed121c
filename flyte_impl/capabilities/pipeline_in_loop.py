"""A pipeline of two steps runs once for each item of a list that a step returns."""

from flytekit import dynamic, task, workflow

KIND = "control flow"
EXPECTED = 20


@task
def items() -> list[int]:
    return [1, 2, 3]


@task
def add(n: int, m: int) -> int:
    return n + m


@task
def total(numbers: list[int]) -> int:
    return sum(numbers)


@workflow
def twice(n: int) -> int:
    return add(n=add(n=n, m=n), m=n)


@dynamic
def every(numbers: list[int]) -> list[int]:
    return [twice(n=n) for n in numbers]


@workflow
def pipeline() -> int:
    return add(n=total(numbers=every(numbers=items())), m=2)
