"""Python's ``if`` asks whether what a step will return is true.

Right: the SDK's own condition asks; the step returns False, so the answer is "small".
"""

import flyte

KIND = "Python on an output"
STEP = "measure"
ARGUMENT = ""
RIGHT = "small"
CORRECTION = ""

env = flyte.TaskEnvironment(name="specimen")


@env.task
def measure() -> bool:
    return False


@env.task
def big() -> str:
    return "big"


@env.task
def small() -> str:
    return "small"


@env.task
def pipeline() -> str:
    if measure():  # the mistake
        return big()
    return small()
