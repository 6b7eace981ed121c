"""A Flyte 2 task awaits as many others as an earlier one found: nothing but Python."""

if __name__ == "__main__":  # above the imports: a wrong argument should not wait for the SDK
    from flyte2_impl.engine import Flyte2Engine
    from shared.command_line import main

    main(Flyte2Engine(), "dynamic")

import asyncio

import flyte

from flyte2_impl.lanes import IMAGE
from shared.contract import Size
from shared.steps.advance import advance_value
from shared.steps.draw import draw_values
from shared.steps.fold import fold_values

env = flyte.TaskEnvironment(name="dynamic", image=IMAGE)


@env.task
async def draw(width: int) -> list[int]:
    return draw_values(width)


@env.task
async def advance(value: int) -> int:
    return advance_value(value)


@env.task
async def fold(values: list[int]) -> int:
    return fold_values(values)


@env.task
async def dynamic_workflow(width: int) -> int:
    return await fold(await asyncio.gather(*(advance(value) for value in await draw(width))))


def build(size: Size) -> object:  # noqa: ARG001 - the tasks are the same before every run
    return dynamic_workflow
