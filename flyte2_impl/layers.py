"""Layers of Flyte 2 tasks, each fed by two neighbours of the layer before, and one that reduces."""

if __name__ == "__main__":  # above the imports: a wrong argument should not wait for the SDK
    from flyte2_impl.engine import Flyte2Engine
    from shared.command_line import main

    main(Flyte2Engine(), "layers")

import asyncio

import flyte

from flyte2_impl.lanes import IMAGE
from shared.contract import Size
from shared.steps.combine import combine_values
from shared.steps.fold import fold_values
from shared.workloads.layers import WORKLOAD

env = flyte.TaskEnvironment(name="layers", image=IMAGE)


@env.task
async def combine(left: int, right: int) -> int:
    return combine_values(left, right)


@env.task
async def fold(values: list[int]) -> int:
    return fold_values(values)


def build(size: Size) -> object:
    width, depth = int(size["width"]), int(size["depth"])

    @env.task
    async def layers_workflow(value: int) -> int:
        layer = await asyncio.gather(*(combine(value, index) for index in range(width)))
        for _ in range(depth - 1):
            pairs = [(layer[i], layer[(i + 1) % width]) for i in range(width)]
            layer = await asyncio.gather(*(combine(left, right) for left, right in pairs))
        return await fold(layer)

    return layers_workflow


layers_workflow = build(WORKLOAD.smallest)
