"""Python's ``range`` counts to what a step will return.

Right: the loop counts to the constant 3.
"""

import flyte

KIND = "Python on an output"
STEP = "count"
ARGUMENT = ""
RIGHT = 3
CORRECTION = ""

env = flyte.TaskEnvironment(name="specimen")


@env.task
def count() -> int:
    return 3


@env.task
def add(n: int) -> int:
    return n + 1


@env.task
def pipeline() -> int:
    total = add(n=-1)
    for _ in range(count()):  # the mistake
        total = add(n=total)
    return total
