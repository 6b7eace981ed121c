"""A condition has no other branch, and steps follow it.

Right: the steps after the condition run whatever it says: 2 * 5.
"""

import flyte

KIND = "Python on an output"
STEP = "measure"
ARGUMENT = ""
RIGHT = 10
CORRECTION = ""

env = flyte.TaskEnvironment(name="specimen")


@env.task
def measure() -> int:
    return 5


@env.task
def note(n: int):
    print(n)


@env.task
def double(n: int) -> int:
    return n * 2


@env.task
def pipeline() -> int:
    n = measure()
    if n > 9:  # the mistake
        note(n=n)
    return double(n=n)
