"""KFP pipelines within pipelines, a component in each."""

if __name__ == "__main__":  # above the imports: a wrong argument should not wait for the SDK
    from kfp_impl.engine import KfpEngine
    from shared.command_line import main

    main(KfpEngine(), "nested")

from typing import Any

from kfp import dsl

from kfp_impl.lanes import component
from shared.contract import Size
from shared.workloads.nested import WORKLOAD


@component
def advance(value: int) -> int:
    from shared.steps.advance import advance_value

    return advance_value(value)


def _pipeline(name: str, inner: Any) -> Any:
    @dsl.pipeline(name=name)
    def level(value: int) -> int:
        return inner(value=advance(value=value).output).output

    return level


def build(size: Size) -> object:
    inner: Any = advance
    for height in range(1, int(size["depth"]) + 1):
        inner = _pipeline(f"nested-{height}", inner)
    return _pipeline("nested", inner)


nested_pipeline = build(WORKLOAD.smallest)
