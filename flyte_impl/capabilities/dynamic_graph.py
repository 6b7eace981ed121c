"""A step's output says how many steps follow one another."""

from flytekit import dynamic, task, workflow

KIND = "control flow"
EXPECTED = 8


@task
def count() -> int:
    return 3


@task
def double(n: int) -> int:
    return n * 2


@dynamic
def chain(length: int) -> int:
    n = double(n=1)
    for _ in range(length - 1):
        n = double(n=n)
    return n


@workflow
def pipeline() -> int:
    return chain(length=count())
