"""The pipeline adds 1 to what a step will return.

Right: ``consume`` adds it.
"""

import flyte

KIND = "Python on an output"
STEP = "produce"
ARGUMENT = "n"
RIGHT = 5
CORRECTION = ""

env = flyte.TaskEnvironment(name="specimen")


@env.task
def produce() -> int:
    return 3


@env.task
def consume(n: int) -> int:
    return n + 1


@env.task
def pipeline() -> int:
    return consume(n=produce() + 1)  # the mistake
