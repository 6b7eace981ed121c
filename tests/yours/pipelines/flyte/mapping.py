"""The same step for every value of a list; some may fail."""

from typing import List, Optional

from flytekit import map_task, task, workflow


@task
def invert(n: int) -> float:
    return 1 / n


@task
def total(values: List[Optional[float]]) -> float:
    return sum(value for value in values if value is not None)


@workflow
def inverses(numbers: List[int]) -> float:
    return total(values=map_task(invert, min_success_ratio=0.5, concurrency=2)(n=numbers))
