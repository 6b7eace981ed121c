"""A step is called as a plain function, and gives a value."""

from flytekit import task, workflow

KIND = "plain Python"
EXPECTED = 6


@task
def double(n: int) -> int:
    return n * 2


@workflow
def pipeline() -> int:
    return double(n=3)


def check(results):
    assert double(n=4) == 8
