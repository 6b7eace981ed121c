"""flyte.map: one task for each value of a list, and one that reduces."""

if __name__ == "__main__":  # above the imports: a wrong argument should not wait for the SDK
    from flyte2_impl.engine import Flyte2Engine
    from shared.command_line import main

    main(Flyte2Engine(), "map")

import flyte

from flyte2_impl.lanes import IMAGE
from shared.contract import Size
from shared.steps.advance import advance_value
from shared.steps.fold import fold_values

env = flyte.TaskEnvironment(name="map", image=IMAGE)


@env.task
def advance(value: int) -> int:
    return advance_value(value)


@env.task
def fold(values: list[int]) -> int:
    return fold_values(values)


@env.task
def map_workflow(values: list[int]) -> int:
    return fold(list(flyte.map(advance, values)))


def build(size: Size) -> object:  # noqa: ARG001 - the tasks are the same for every length
    return map_workflow
