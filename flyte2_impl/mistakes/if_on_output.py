"""Python's ``if`` compares what a step will return.

Right: the SDK's own condition compares; the step returns 1, so the answer is "small".
"""

import flyte

KIND = "Python on an output"
STEP = "measure"
ARGUMENT = ""
RIGHT = "small"
CORRECTION = ""

env = flyte.TaskEnvironment(name="specimen")


@env.task
def measure() -> int:
    return 1


@env.task
def big() -> str:
    return "big"


@env.task
def small() -> str:
    return "small"


@env.task
def pipeline() -> str:
    if measure() > 3:  # the mistake
        return big()
    return small()
