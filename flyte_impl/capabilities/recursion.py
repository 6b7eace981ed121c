"""A pipeline calls itself until a step's output says stop."""

from flytekit import conditional, dynamic, task, workflow

KIND = "control flow"
EXPECTED = 24


@task
def multiply(n: int, m: int) -> int:
    return n * m


@dynamic
def factorial(n: int) -> int:
    if n <= 1:
        return 1
    return multiply(n=n, m=factorial(n=n - 1))


@workflow
def pipeline(n: int = 4) -> int:
    return factorial(n=n)
