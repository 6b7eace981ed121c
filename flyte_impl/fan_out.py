"""Independent Flyte tasks, each written out, and one that takes the list of their outputs."""

if __name__ == "__main__":  # above the imports: a wrong argument should not wait for the SDK
    from flyte_impl.engine import FlyteEngine
    from shared.command_line import main

    main(FlyteEngine(), "fan_out")

from flytekit import task, workflow

from shared.contract import Size
from shared.steps.combine import combine_values
from shared.steps.fold import fold_values
from shared.workloads.fan_out import WORKLOAD


@task
def combine(left: int, right: int) -> int:
    return combine_values(left, right)


@task
def fold(values: list[int]) -> int:
    return fold_values(values)


def build(size: Size) -> object:
    @workflow
    def fan_out_workflow(value: int) -> int:
        return fold(values=[combine(left=value, right=index) for index in range(int(size["n"]))])

    return fan_out_workflow


fan_out_workflow = build(WORKLOAD.smallest)
