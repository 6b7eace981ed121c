"""Python's own condition on what a Flyte 2 task gave: one of three calls is made."""

if __name__ == "__main__":  # above the imports: a wrong argument should not wait for the SDK
    from flyte2_impl.engine import Flyte2Engine
    from shared.command_line import main

    main(Flyte2Engine(), "branch")

import flyte

from flyte2_impl.lanes import IMAGE
from shared.contract import Size
from shared.plain.branch import HIGH, LOW
from shared.steps.advance import advance_value
from shared.steps.combine import combine_values

env = flyte.TaskEnvironment(name="branch", image=IMAGE)


@env.task
async def advance(value: int) -> int:
    return advance_value(value)


@env.task
async def combine(left: int, right: int) -> int:
    return combine_values(left, right)


@env.task
async def branch_workflow(value: int) -> int:
    decisive = await advance(value)
    if decisive > HIGH:
        return await combine(decisive, 1)
    if decisive > LOW:
        return await combine(decisive, 2)
    return await combine(decisive, 3)


def build(size: Size) -> object:  # noqa: ARG001 - the tasks are the same for every value
    return branch_workflow
