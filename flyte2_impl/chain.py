"""A chain of tiny Flyte 2 tasks: each takes what the one before it gave."""

if __name__ == "__main__":  # above the imports: a wrong argument should not wait for the SDK
    from flyte2_impl.engine import Flyte2Engine
    from shared.command_line import main

    main(Flyte2Engine(), "chain")

import flyte

from flyte2_impl.lanes import IMAGE
from shared.contract import Size
from shared.steps.advance import advance_value
from shared.workloads.chain import WORKLOAD

env = flyte.TaskEnvironment(name="chain", image=IMAGE)


@env.task
async def advance(value: int) -> int:
    return advance_value(value)


def build(size: Size) -> object:
    @env.task
    async def chain_workflow(value: int) -> int:
        for _ in range(int(size["n"])):
            value = await advance(value)
        return value

    return chain_workflow


chain_workflow = build(WORKLOAD.smallest)
