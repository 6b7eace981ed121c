"""Independent KFP components, each written out, and one that takes a text of their outputs."""

if __name__ == "__main__":  # above the imports: a wrong argument should not wait for the SDK
    from kfp_impl.engine import KfpEngine
    from shared.command_line import main

    main(KfpEngine(), "fan_out")

from kfp import dsl

from kfp_impl.lanes import component
from shared.contract import Size
from shared.workloads.fan_out import WORKLOAD


@component
def combine(left: int, right: int) -> int:
    from shared.steps.combine import combine_values

    return combine_values(left, right)


@component
def fold(values: str) -> int:
    import json

    from shared.steps.fold import fold_values

    return fold_values(json.loads(values))


def build(size: Size) -> object:
    @dsl.pipeline(name="fan-out")
    def fan_out_pipeline(value: int) -> int:
        parts = [combine(left=value, right=index).output for index in range(int(size["n"]))]
        # KFP collects the outputs of a loop only; those of single tasks it can put into a text.
        return fold(values=f"[{','.join(map(str, parts))}]").output

    return fan_out_pipeline


fan_out_pipeline = build(WORKLOAD.smallest)
