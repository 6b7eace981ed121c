"""A Flyte conditional on a task's output: one of three tasks runs."""

if __name__ == "__main__":  # above the imports: a wrong argument should not wait for the SDK
    from flyte_impl.engine import FlyteEngine
    from shared.command_line import main

    main(FlyteEngine(), "branch")

from flytekit import conditional, task, workflow

from shared.contract import Size
from shared.plain.branch import HIGH, LOW
from shared.steps.advance import advance_value
from shared.steps.combine import combine_values


@task
def advance(value: int) -> int:
    return advance_value(value)


@task
def combine(left: int, right: int) -> int:
    return combine_values(left, right)


@workflow
def branch_workflow(value: int) -> int:
    decisive = advance(value=value)
    return (
        conditional("height")
        .if_(decisive > HIGH)
        .then(combine(left=decisive, right=1))
        .elif_(decisive > LOW)
        .then(combine(left=decisive, right=2))
        .else_()
        .then(combine(left=decisive, right=3))
    )


def build(size: Size) -> object:  # noqa: ARG001 - the graph has all the branches
    return branch_workflow
