"""A pipeline is a step of another pipeline, twice."""

from flytekit import task, workflow

KIND = "control flow"
EXPECTED = 6


@task
def add(n: int, m: int) -> int:
    return n + m


@workflow
def add_twice(n: int, m: int) -> int:
    return add(n=add(n=n, m=m), m=m)


@workflow
def pipeline() -> int:
    return add_twice(n=add_twice(n=0, m=1), m=2)
