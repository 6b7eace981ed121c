"""A step may run on a machine that can be taken away at any moment."""

from flytekit import task, workflow

KIND = "operations"
IN_SPEC = (r'"interruptible": true',)


@task(interruptible=True, retries=2)
def double(n: int) -> int:
    return n * 2


@workflow
def pipeline() -> int:
    return double(n=3)
