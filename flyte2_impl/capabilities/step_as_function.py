"""A step is called as a plain function, and gives a value."""

import flyte

KIND = "plain Python"
EXPECTED = 6

env = flyte.TaskEnvironment(name="specimen")


@env.task
def double(n: int) -> int:
    return n * 2


@env.task
def pipeline() -> int:
    return double(n=3)


def check(results):
    assert double(n=4) == 8
