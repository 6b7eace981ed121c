"""A step may run on a machine that can be taken away at any moment."""

import flyte

KIND = "operations"
IN_SPEC = (r'"interruptible": true',)

env = flyte.TaskEnvironment(name="specimen")


@env.task(interruptible=True, retries=2)
def double(n: int) -> int:
    return n * 2


@env.task
def pipeline() -> int:
    return double(n=3)
