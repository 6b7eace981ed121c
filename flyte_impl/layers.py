"""Layers of Flyte tasks, each fed by two neighbours of the layer before, and one that reduces."""

if __name__ == "__main__":  # above the imports: a wrong argument should not wait for the SDK
    from flyte_impl.engine import FlyteEngine
    from shared.command_line import main

    main(FlyteEngine(), "layers")

from flytekit import task, workflow

from shared.contract import Size
from shared.steps.combine import combine_values
from shared.steps.fold import fold_values
from shared.workloads.layers import WORKLOAD


@task
def combine(left: int, right: int) -> int:
    return combine_values(left, right)


@task
def fold(values: list[int]) -> int:
    return fold_values(values)


def build(size: Size) -> object:
    width, depth = int(size["width"]), int(size["depth"])

    @workflow
    def layers_workflow(value: int) -> int:
        layer = [combine(left=value, right=index) for index in range(width)]
        for _ in range(depth - 1):
            layer = [combine(left=layer[i], right=layer[(i + 1) % width]) for i in range(width)]
        return fold(values=layer)

    return layers_workflow


layers_workflow = build(WORKLOAD.smallest)
