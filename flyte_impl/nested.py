"""Flyte workflows within workflows, a task in each."""

if __name__ == "__main__":  # above the imports: a wrong argument should not wait for the SDK
    from flyte_impl.engine import FlyteEngine
    from shared.command_line import main

    main(FlyteEngine(), "nested")

from typing import Any

from flytekit import task, workflow

from shared.contract import Size
from shared.steps.advance import advance_value
from shared.workloads.nested import WORKLOAD


@task
def advance(value: int) -> int:
    return advance_value(value)


def _workflow(name: str, inner: Any) -> Any:
    def level(value: int) -> int:
        return inner(value=advance(value=value))

    level.__name__ = name  # flytekit takes a workflow's name from its function
    return workflow(level)


def build(size: Size) -> object:
    inner: Any = advance
    for height in range(1, int(size["depth"]) + 1):
        inner = _workflow(f"nested_{height}_workflow", inner)
    return _workflow("nested_workflow", inner)


nested_workflow = build(WORKLOAD.smallest)
