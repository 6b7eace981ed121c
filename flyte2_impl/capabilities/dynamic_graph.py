"""A step's output says how many steps follow one another."""

import flyte

KIND = "control flow"
EXPECTED = 8

env = flyte.TaskEnvironment(name="specimen")


@env.task
def count() -> int:
    return 3


@env.task
def double(n: int) -> int:
    return n * 2


@env.task
def pipeline() -> int:
    n = 1
    for _ in range(count()):
        n = double(n=n)
    return n
