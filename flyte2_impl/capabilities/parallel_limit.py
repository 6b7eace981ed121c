"""A step runs for each of four items, one at a time."""

import asyncio

import flyte

KIND = "control flow"

env = flyte.TaskEnvironment(name="specimen")


running, most = set(), []


@env.task
async def square(n: int) -> int:
    running.add(n)
    most.append(len(running))
    await asyncio.sleep(0.1)
    running.remove(n)
    return n * n


@env.task
async def pipeline() -> list[int]:
    one = asyncio.Semaphore(1)  # without: one = asyncio.Semaphore(4)

    async def limited(n: int) -> int:
        async with one:
            return await square(n)

    return await asyncio.gather(*(limited(n) for n in (1, 2, 3, 4)))


def check(results):
    assert results == [[1, 4, 9, 16]]
    assert max(most) == 1, most
