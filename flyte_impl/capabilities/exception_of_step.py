"""A step's failure reaches the caller as the exception that the step raised."""

from flytekit import task, workflow

KIND = "plain Python"
FAILS = True


@task
def divide(n: int) -> int:
    return 1 // n


@workflow
def pipeline() -> int:
    return divide(n=0)


def check(results):
    assert results[0].startswith("ZeroDivisionError"), results[0]
