"""A step runs for each of four items, at most two at a time."""

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
    two = asyncio.Semaphore(2)

    async def limited(n: int) -> int:
        async with two:
            return await square(n)

    return await asyncio.gather(*(limited(n) for n in (1, 2, 3, 4)))


def check(results):
    assert results == [[1, 4, 9, 16]]
    assert max(most) == 2, most
