"""As many steps as the data has items, awaited together; two outputs."""

import asyncio

import flyte

env = flyte.TaskEnvironment(name="gathering")


@env.task
async def square(n: float) -> float:
    return n * n


@env.task
async def squares(values: list[float]) -> tuple[float, int]:
    found = await asyncio.gather(*(square(value) for value in values))
    return sum(found), len(found)
