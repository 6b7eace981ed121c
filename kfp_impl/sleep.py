"""KFP components that wait, written out or as a loop."""

if __name__ == "__main__":  # above the imports: a wrong argument should not wait for the SDK
    from kfp_impl.engine import KfpEngine
    from shared.command_line import main

    main(KfpEngine(), "sleep")

from typing import Any

from kfp import dsl

from kfp_impl.lanes import component
from shared.contract import Size
from shared.workloads.sleep import WORKLOAD


@component
def nap(seconds: float) -> list:  # type: ignore[type-arg]
    from shared.steps.nap import take_nap

    return take_nap(seconds)


@component
def gather(intervals: list[list[float]]) -> dict[str, Any]:
    from dataclasses import asdict

    from shared.steps.nap import gather_naps

    return asdict(gather_naps(intervals))


@component
def gather_text(intervals: str) -> dict[str, Any]:
    import json
    from dataclasses import asdict

    from shared.steps.nap import gather_naps

    return asdict(gather_naps(json.loads(intervals)))


def build(size: Size) -> object:
    waits = [float(size["seconds"])] * int(size["n"])

    @dsl.pipeline(name="sleep")
    def sleep_pipeline() -> dict[str, Any]:
        if size["form"] == "native":
            with dsl.ParallelFor(waits) as wait:
                interval = nap(seconds=wait).output
            return gather(intervals=dsl.Collected(interval)).output
        parts = [nap(seconds=wait).output for wait in waits]
        # KFP collects the outputs of a loop only; those of single tasks it can put into a text.
        return gather_text(intervals=f"[{','.join(map(str, parts))}]").output

    return sleep_pipeline


sleep_pipeline = build(WORKLOAD.smallest)
