"""Flyte 2 tasks within tasks, another task in each."""

if __name__ == "__main__":  # above the imports: a wrong argument should not wait for the SDK
    from flyte2_impl.engine import Flyte2Engine
    from shared.command_line import main

    main(Flyte2Engine(), "nested")

from typing import Any

import flyte

from flyte2_impl.lanes import IMAGE
from shared.contract import Size
from shared.steps.advance import advance_value
from shared.workloads.nested import WORKLOAD

env = flyte.TaskEnvironment(name="nested", image=IMAGE)


@env.task
async def advance(value: int) -> int:
    return advance_value(value)


def _workflow(name: str, inner: Any) -> Any:
    async def level(value: int) -> int:
        return await inner(await advance(value))

    level.__name__ = name  # flyte takes a task's name from its function
    return env.task(level)


def build(size: Size) -> object:
    inner: Any = advance
    for height in range(1, int(size["depth"]) + 1):
        inner = _workflow(f"nested_{height}_workflow", inner)
    return _workflow("nested_workflow", inner)


nested_workflow = build(WORKLOAD.smallest)
