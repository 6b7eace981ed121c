"""A step returns a tuple of two values, which two steps take."""

from typing import Tuple

from flytekit import task, workflow

KIND = "types"
EXPECTED = 12


@task
def split(n: int) -> Tuple[int, int]:
    return n // 2, n - n // 2


@task
def multiply(n: int, m: int) -> int:
    return n * m


@workflow
def pipeline() -> int:
    low, high = split(n=7)
    return multiply(n=low, m=high)
