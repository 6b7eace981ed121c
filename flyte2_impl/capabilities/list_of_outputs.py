"""The outputs of several steps are one argument of another, as a list."""

import flyte

KIND = "types"
EXPECTED = 5

env = flyte.TaskEnvironment(name="specimen")


@env.task
def square(n: int) -> int:
    return n * n


@env.task
def total(numbers: list[int]) -> int:
    return sum(numbers)


@env.task
def pipeline() -> int:
    return total(numbers=[square(n=1), square(n=2)])
