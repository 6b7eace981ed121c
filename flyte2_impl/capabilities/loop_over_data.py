"""A step runs once for each item of a list that another returns, and a third adds up."""

import flyte

KIND = "control flow"
EXPECTED = 14

env = flyte.TaskEnvironment(name="specimen")


@env.task
def items() -> list[int]:
    return [1, 2, 3]


@env.task
def square(n: int) -> int:
    return n * n


@env.task
def total(numbers: list[int]) -> int:
    return sum(numbers)


@env.task
def pipeline() -> int:
    return total(numbers=list(flyte.map(square, items())))
