"""A pipeline's input has a default, and a call may change it."""

import flyte

KIND = "types"
EXPECTED = 6

env = flyte.TaskEnvironment(name="specimen")


@env.task
def double(n: int) -> int:
    return n * 2


@env.task
def pipeline(n: int = 3) -> int:
    return double(n=n)
