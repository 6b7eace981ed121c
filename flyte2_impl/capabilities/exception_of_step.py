"""A step's failure reaches the caller as the exception that the step raised."""

import flyte

KIND = "plain Python"
FAILS = True

env = flyte.TaskEnvironment(name="specimen")


@env.task
def divide(n: int) -> int:
    return 1 // n


@env.task
def pipeline() -> int:
    return divide(n=0)


def check(results):
    assert results[0].startswith("ZeroDivisionError"), results[0]
