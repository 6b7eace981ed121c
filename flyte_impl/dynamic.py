"""A Flyte dynamic workflow: a graph that is drawn when the run knows how wide it must be."""

if __name__ == "__main__":  # above the imports: a wrong argument should not wait for the SDK
    from flyte_impl.engine import FlyteEngine
    from shared.command_line import main

    main(FlyteEngine(), "dynamic")

from flytekit import dynamic, task, workflow

from shared.contract import Size
from shared.steps.advance import advance_value
from shared.steps.draw import draw_values
from shared.steps.fold import fold_values


@task
def draw(width: int) -> list[int]:
    return draw_values(width)


@task
def advance(value: int) -> int:
    return advance_value(value)


@task
def fold(values: list[int]) -> int:
    return fold_values(values)


@dynamic
def advance_each(values: list[int]) -> int:
    return fold(values=[advance(value=value) for value in values])


@workflow
def dynamic_workflow(width: int) -> int:
    return advance_each(values=draw(width=width))


def build(size: Size) -> object:  # noqa: ARG001 - the graph is the same before every run
    return dynamic_workflow
