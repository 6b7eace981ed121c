"""A small Flyte 2 pipeline: draw numbers, square each, and take the mean."""

import flyte

env = flyte.TaskEnvironment(name="starter")


@env.task
async def draw(count: int, seed: int) -> list[float]:
    return [(seed * 7919 + n * 104729) % 1000 / 1000 for n in range(count)]


@env.task
async def square(numbers: list[float]) -> list[float]:
    return [number * number for number in numbers]


@env.task
async def average(numbers: list[float]) -> float:
    return sum(numbers) / len(numbers)


@env.task
async def pipeline(count: int = 100, seed: int = 1) -> float:
    return await average(await square(await draw(count, seed)))
