"""A Python loop in the pipeline makes one step for each item of a constant list."""

import flyte

KIND = "control flow"
EXPECTED = 6

env = flyte.TaskEnvironment(name="specimen")


@env.task
def add(n: int, m: int) -> int:
    return n + m


@env.task
def pipeline() -> int:
    total = add(n=0, m=1)
    for m in (2, 3):
        total = add(n=total, m=m)
    return total
