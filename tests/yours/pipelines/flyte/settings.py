"""Retries, a cache, resources, a timeout and variables: settings that a laptop mostly ignores."""

from datetime import timedelta

from flytekit import Cache, Resources, task, workflow


@task(
    retries=2,
    timeout=timedelta(minutes=5),
    cache=Cache(version="1"),
    requests=Resources(cpu="500m", mem="200Mi"),
    environment={"MODE": "fast"},
    interruptible=True,
)
def square(n: int) -> int:
    return n * n


@workflow
def squared(n: int = 12) -> int:
    return square(n=n)
