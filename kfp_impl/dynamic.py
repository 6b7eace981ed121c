"""A KFP loop over a component's output: as many components as the run finds values."""

if __name__ == "__main__":  # above the imports: a wrong argument should not wait for the SDK
    from kfp_impl.engine import KfpEngine
    from shared.command_line import main

    main(KfpEngine(), "dynamic")

from kfp import dsl

from kfp_impl.lanes import component
from shared.contract import Size


@component
def draw(width: int) -> list[int]:
    from shared.steps.draw import draw_values

    return draw_values(width)


@component
def advance(value: int) -> int:
    from shared.steps.advance import advance_value

    return advance_value(value)


@component
def fold(values: list[int]) -> int:
    from shared.steps.fold import fold_values

    return fold_values(values)


@dsl.pipeline(name="dynamic")
def dynamic_pipeline(width: int) -> int:
    with dsl.ParallelFor(draw(width=width).output) as value:
        advanced = advance(value=value).output
    return fold(values=dsl.Collected(advanced)).output


def build(size: Size) -> object:  # noqa: ARG001 - the graph is the same before every run
    return dynamic_pipeline
