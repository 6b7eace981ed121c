"""A pipeline calls itself until a step's output says stop."""

import flyte

KIND = "control flow"
EXPECTED = 24

env = flyte.TaskEnvironment(name="specimen")


@env.task
def multiply(n: int, m: int) -> int:
    return n * m


@env.task
def pipeline(n: int = 4) -> int:
    if n <= 1:
        return 1
    return multiply(n=n, m=pipeline(n=n - 1))
