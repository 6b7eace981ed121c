"""A pipeline is a step of another pipeline, twice."""

import flyte

KIND = "control flow"
EXPECTED = 6

env = flyte.TaskEnvironment(name="specimen")


@env.task
def add(n: int, m: int) -> int:
    return n + m


@env.task
def add_twice(n: int, m: int) -> int:
    return add(n=add(n=n, m=m), m=m)


@env.task
def pipeline() -> int:
    return add_twice(n=add_twice(n=0, m=1), m=2)
