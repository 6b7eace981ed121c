"""One step runs in another image than the rest."""

from flytekit import task, workflow

KIND = "operations"
IN_SPEC = (r"localhost/other:v2",)


@task(container_image="localhost/other:v2")
def double(n: int) -> int:
    return n * 2


@workflow
def pipeline() -> int:
    return double(n=3)
