"""A step in a loop takes the item and what a step before the loop gave, and a third adds up."""

import flyte

KIND = "control flow"
EXPECTED = 306

env = flyte.TaskEnvironment(name="specimen")


@env.task
def items() -> list[int]:
    return [1, 2, 3]


@env.task
def offset() -> int:
    return 100


@env.task
def add(a: int, b: int) -> int:
    return a + b


@env.task
def total(numbers: list[int]) -> int:
    return sum(numbers)


@env.task
def pipeline() -> int:
    by = offset()
    return total(numbers=[add(a=by, b=item) for item in items()])
