"""A step runs for each of four items, one at a time."""

from flytekit import map_task, task, workflow

KIND = "control flow"
IN_SPEC = (r'"parallelism": (1|"1")',)


@task
def square(n: int) -> int:
    return n * n


@workflow
def pipeline() -> list[int]:
    limit = 1  # without: limit = None
    return map_task(square, concurrency=limit)(n=[1, 2, 3, 4])
