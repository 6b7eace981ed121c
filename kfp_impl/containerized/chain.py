"""A chain of tiny KFP components: each takes what the one before it gave."""

from kfp import dsl

from kfp_impl.containerized.components.chain import advance
from shared.contract import Size
from shared.workloads.chain import WORKLOAD


def build(size: Size) -> object:
    @dsl.pipeline(name="chain")
    def chain_pipeline(value: int) -> int:
        for _ in range(int(size["n"])):
            value = advance(value=value).output
        return value

    return chain_pipeline


chain_pipeline = build(WORKLOAD.smallest)
