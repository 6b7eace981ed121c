"""The outputs of several steps are one argument of another, as a list."""

from flytekit import task, workflow

KIND = "types"
EXPECTED = 5


@task
def square(n: int) -> int:
    return n * n


@task
def total(numbers: list[int]) -> int:
    return sum(numbers)


@workflow
def pipeline() -> int:
    return total(numbers=[square(n=1), square(n=2)])
