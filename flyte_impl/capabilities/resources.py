"""A step asks for two processors and four gibibytes, and is held to them."""

from flytekit import Resources, task, workflow

KIND = "operations"
IN_SPEC = (
    r'"requests":[^]]*"4Gi"',
    r'"limits":[^]]*"4Gi"',
)


@task(requests=Resources(cpu="2", mem="4Gi"), limits=Resources(cpu="2", mem="4Gi"))
def double(n: int) -> int:
    return n * 2


@workflow
def pipeline() -> int:
    return double(n=3)
