"""Flyte tasks that wait, written out or as a map task."""

if __name__ == "__main__":  # above the imports: a wrong argument should not wait for the SDK
    from flyte_impl.engine import FlyteEngine
    from shared.command_line import main

    main(FlyteEngine(), "sleep")

from flytekit import map_task, task, workflow

from shared.contract import Size
from shared.steps.nap import Naps, gather_naps, take_nap
from shared.workloads.sleep import WORKLOAD


@task
def nap(seconds: float) -> list[float]:
    return take_nap(seconds)


@task
def gather(intervals: list[list[float]]) -> Naps:
    return gather_naps(intervals)


def build(size: Size) -> object:
    waits = [float(size["seconds"])] * int(size["n"])

    @workflow
    def sleep_workflow() -> Naps:
        if size["form"] == "native":
            return gather(intervals=map_task(nap)(seconds=waits))
        return gather(intervals=[nap(seconds=wait) for wait in waits])

    return sleep_workflow


sleep_workflow = build(WORKLOAD.smallest)
