"""One of four runs of a step fails, and the pipeline goes on with the other three."""

import functools
from typing import Optional

from flytekit import map_task, task, workflow

KIND = "control flow"
EXPECTED = 1.75


@task
def invert(n: int) -> float:
    return 1 / n


@task
def total(numbers: list[Optional[float]]) -> float:
    return sum(number for number in numbers if number is not None)


@workflow
def pipeline() -> float:
    ratio = 0.5  # without: ratio = None
    return total(numbers=map_task(invert, min_success_ratio=ratio)(n=[1, 2, 0, 4]))
