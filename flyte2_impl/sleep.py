"""Flyte 2 tasks that wait, awaited together or by flyte.map."""

if __name__ == "__main__":  # above the imports: a wrong argument should not wait for the SDK
    from flyte2_impl.engine import Flyte2Engine
    from shared.command_line import main

    main(Flyte2Engine(), "sleep")

import asyncio
from typing import cast

import flyte

from flyte2_impl.lanes import IMAGE
from shared.contract import Size
from shared.steps.nap import Naps, gather_naps, take_nap
from shared.workloads.sleep import WORKLOAD

env = flyte.TaskEnvironment(name="sleep", image=IMAGE)


@env.task
def nap(seconds: float) -> list[float]:
    return take_nap(seconds)


@env.task
async def gather(intervals: list[list[float]]) -> Naps:
    return gather_naps(intervals)


def build(size: Size) -> object:
    waits = [float(size["seconds"])] * int(size["n"])

    @env.task
    async def sleep_workflow() -> Naps:
        if size["form"] == "native":
            mapped = flyte.map.aio(nap, waits)
            return await gather([cast("list[float]", interval) async for interval in mapped])
        return await gather(await asyncio.gather(*(nap.aio(wait) for wait in waits)))

    return sleep_workflow


sleep_workflow = build(WORKLOAD.smallest)
