"""A small Flyte workflow: draw numbers, square each, and take the mean."""

from flytekit import task, workflow


@task
def draw(count: int, seed: int) -> list[float]:
    return [(seed * 7919 + n * 104729) % 1000 / 1000 for n in range(count)]


@task
def square(numbers: list[float]) -> list[float]:
    return [number * number for number in numbers]


@task
def average(numbers: list[float]) -> float:
    return sum(numbers) / len(numbers)


@workflow
def pipeline(count: int = 100, seed: int = 1) -> float:
    return average(numbers=square(numbers=draw(count=count, seed=seed)))
