"""A KFP loop: one component for each value of a list, and one that reduces."""

if __name__ == "__main__":  # above the imports: a wrong argument should not wait for the SDK
    from kfp_impl.engine import KfpEngine
    from shared.command_line import main

    main(KfpEngine(), "map")

from kfp import dsl

from kfp_impl.lanes import component
from shared.contract import Size


@component
def advance(value: int) -> int:
    from shared.steps.advance import advance_value

    return advance_value(value)


@component
def fold(values: list[int]) -> int:
    from shared.steps.fold import fold_values

    return fold_values(values)


@dsl.pipeline(name="map")
def map_pipeline(values: list[int]) -> int:
    with dsl.ParallelFor(values) as value:
        advanced = advance(value=value).output
    return fold(values=dsl.Collected(advanced)).output


def build(size: Size) -> object:  # noqa: ARG001 - the graph is the same for every length
    return map_pipeline
