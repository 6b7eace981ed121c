"""Independent Flyte 2 tasks, awaited together, and one that takes the list of their outputs."""

if __name__ == "__main__":  # above the imports: a wrong argument should not wait for the SDK
    from flyte2_impl.engine import Flyte2Engine
    from shared.command_line import main

    main(Flyte2Engine(), "fan_out")

import asyncio

import flyte

from flyte2_impl.lanes import IMAGE
from shared.contract import Size
from shared.steps.combine import combine_values
from shared.steps.fold import fold_values
from shared.workloads.fan_out import WORKLOAD

env = flyte.TaskEnvironment(name="fan_out", image=IMAGE)


@env.task
async def combine(left: int, right: int) -> int:
    return combine_values(left, right)


@env.task
async def fold(values: list[int]) -> int:
    return fold_values(values)


def build(size: Size) -> object:
    @env.task
    async def fan_out_workflow(value: int) -> int:
        return await fold(await asyncio.gather(*(combine(value, index) for index in range(int(size["n"])))))

    return fan_out_workflow


fan_out_workflow = build(WORKLOAD.smallest)
