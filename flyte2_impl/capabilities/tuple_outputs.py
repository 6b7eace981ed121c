"""A step returns a tuple of two values, which two steps take."""

from typing import Tuple

import flyte

KIND = "types"
EXPECTED = 12

env = flyte.TaskEnvironment(name="specimen")


@env.task
def split(n: int) -> Tuple[int, int]:
    return n // 2, n - n // 2


@env.task
def multiply(n: int, m: int) -> int:
    return n * m


@env.task
def pipeline() -> int:
    low, high = split(n=7)
    return multiply(n=low, m=high)
