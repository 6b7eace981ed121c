"""A chain of tiny Flyte tasks: each takes what the one before it gave."""

if __name__ == "__main__":  # above the imports: a wrong argument should not wait for the SDK
    from flyte_impl.engine import FlyteEngine
    from shared.command_line import main

    main(FlyteEngine(), "chain")

from flytekit import task, workflow

from shared.contract import Size
from shared.steps.advance import advance_value
from shared.workloads.chain import WORKLOAD


@task
def advance(value: int) -> int:
    return advance_value(value)


def build(size: Size) -> object:
    @workflow
    def chain_workflow(value: int) -> int:
        for _ in range(int(size["n"])):
            value = advance(value=value)
        return value

    return chain_workflow


chain_workflow = build(WORKLOAD.smallest)
