"""A step's pod carries a label."""

from flytekit import task, workflow

KIND = "operations"
IN_SPEC = (r'"team": "wine"',)


@task(labels={"team": "wine"})
def double(n: int) -> int:
    return n * 2


@workflow
def pipeline() -> int:
    return double(n=3)
