"""A Flyte map task: one task for each value of a list, and one that reduces."""

if __name__ == "__main__":  # above the imports: a wrong argument should not wait for the SDK
    from flyte_impl.engine import FlyteEngine
    from shared.command_line import main

    main(FlyteEngine(), "map")

from flytekit import map_task, task, workflow

from shared.contract import Size
from shared.steps.advance import advance_value
from shared.steps.fold import fold_values


@task
def advance(value: int) -> int:
    return advance_value(value)


@task
def fold(values: list[int]) -> int:
    return fold_values(values)


@workflow
def map_workflow(values: list[int]) -> int:
    return fold(values=map_task(advance)(value=values))


def build(size: Size) -> object:  # noqa: ARG001 - the graph is the same for every length
    return map_workflow
