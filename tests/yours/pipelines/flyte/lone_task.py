"""No workflow at all: a task that is run by itself."""

from flytekit import task


@task
def alone(n: int = 4) -> int:
    return n + 1
