"""A pipeline's input has a default, and a call may change it."""

from flytekit import task, workflow

KIND = "types"
EXPECTED = 6


@task
def double(n: int) -> int:
    return n * 2


@workflow
def pipeline(n: int = 3) -> int:
    return double(n=n)
