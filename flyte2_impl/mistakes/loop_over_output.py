"""Python's ``for`` walks over a list that a step will return.

Right: one step takes the whole list and adds it up.
"""

import flyte

KIND = "Python on an output"
STEP = "items"
ARGUMENT = ""
RIGHT = 6
CORRECTION = ""

env = flyte.TaskEnvironment(name="specimen")


@env.task
def items() -> list[int]:
    return [1, 2, 3]


@env.task
def add(n: int, items: list[int]) -> int:
    return n + int(sum(items))


@env.task
def pipeline() -> int:
    total = 0
    for item in items():  # the mistake
        total = add(n=total, items=[item])
    return total
