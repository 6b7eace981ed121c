"""A step runs for each of four items, at most two at a time."""

from flytekit import map_task, task, workflow

KIND = "control flow"
IN_SPEC = (r'"parallelism": (2|"2")',)


@task
def square(n: int) -> int:
    return n * n


@workflow
def pipeline() -> list[int]:
    return map_task(square, concurrency=2)(n=[1, 2, 3, 4])
