"""A chain of tiny KFP components: each takes what the one before it gave."""

if __name__ == "__main__":  # above the imports: a wrong argument should not wait for the SDK
    from kfp_impl.engine import KfpEngine
    from shared.command_line import main

    main(KfpEngine(), "chain")

from kfp import dsl

from kfp_impl.lanes import component
from shared.contract import Size
from shared.workloads.chain import WORKLOAD


@component
def advance(value: int) -> int:
    from shared.steps.advance import advance_value

    return advance_value(value)


def build(size: Size) -> object:
    @dsl.pipeline(name="chain")
    def chain_pipeline(value: int) -> int:
        for _ in range(int(size["n"])):
            value = advance(value=value).output
        return value

    return chain_pipeline


chain_pipeline = build(WORKLOAD.smallest)
