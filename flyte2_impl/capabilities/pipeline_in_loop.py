"""A pipeline of two steps runs once for each item of a list that a step returns."""

import flyte

KIND = "control flow"
EXPECTED = 20

env = flyte.TaskEnvironment(name="specimen")


@env.task
def items() -> list[int]:
    return [1, 2, 3]


@env.task
def add(n: int, m: int) -> int:
    return n + m


@env.task
def total(numbers: list[int]) -> int:
    return sum(numbers)


@env.task
def twice(n: int) -> int:
    return add(n=add(n=n, m=n), m=n)


@env.task
def pipeline() -> int:
    return add(n=total(numbers=[twice(n=n) for n in items()]), m=2)
