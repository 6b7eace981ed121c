"""A KFP condition on a component's output: one of three components runs."""

if __name__ == "__main__":  # above the imports: a wrong argument should not wait for the SDK
    from kfp_impl.engine import KfpEngine
    from shared.command_line import main

    main(KfpEngine(), "branch")

from kfp import dsl

from kfp_impl.lanes import component
from shared.contract import Size
from shared.plain.branch import HIGH, LOW


@component
def advance(value: int) -> int:
    from shared.steps.advance import advance_value

    return advance_value(value)


@component
def combine(left: int, right: int) -> int:
    from shared.steps.combine import combine_values

    return combine_values(left, right)


@dsl.pipeline(name="branch")
def branch_pipeline(value: int) -> int:
    decisive = advance(value=value).output
    with dsl.If(decisive > HIGH):
        high = combine(left=decisive, right=1).output
    with dsl.Elif(decisive > LOW):
        middle = combine(left=decisive, right=2).output
    with dsl.Else():
        low = combine(left=decisive, right=3).output
    return dsl.OneOf(high, middle, low)


def build(size: Size) -> object:  # noqa: ARG001 - the graph has all the branches
    return branch_pipeline
