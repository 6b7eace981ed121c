"""An f-string in the pipeline contains what a step will return.

Right: the text says "run 3"; a step formats it.
"""

import flyte

KIND = "Python on an output"
STEP = "produce"
ARGUMENT = ""
RIGHT = "run 3"
CORRECTION = ""

env = flyte.TaskEnvironment(name="specimen")


@env.task
def produce() -> int:
    return 3


@env.task
def consume(n: str) -> str:
    return n


@env.task
def pipeline() -> str:
    return consume(n=f"run {produce()}")  # the mistake
