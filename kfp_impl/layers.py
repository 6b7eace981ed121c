"""Layers of KFP components, each fed by two neighbours of the layer before, and one that reduces."""

if __name__ == "__main__":  # above the imports: a wrong argument should not wait for the SDK
    from kfp_impl.engine import KfpEngine
    from shared.command_line import main

    main(KfpEngine(), "layers")

from kfp import dsl

from kfp_impl.lanes import component
from shared.contract import Size
from shared.workloads.layers import WORKLOAD


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
    width, depth = int(size["width"]), int(size["depth"])

    @dsl.pipeline(name="layers")
    def layers_pipeline(value: int) -> int:
        layer = [combine(left=value, right=index).output for index in range(width)]
        for _ in range(depth - 1):
            layer = [combine(left=layer[i], right=layer[(i + 1) % width]).output for i in range(width)]
        # KFP collects the outputs of a loop only; those of single tasks it can put into a text.
        return fold(values=f"[{','.join(map(str, layer))}]").output

    return layers_pipeline


layers_pipeline = build(WORKLOAD.smallest)
