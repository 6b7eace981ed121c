"""A step and a pipeline return several values by name."""

from dataclasses import dataclass
from typing import NamedTuple

import flyte

KIND = "types"
EXPECTED = {"low": 3, "high": 4}

env = flyte.TaskEnvironment(name="specimen")


Halves = NamedTuple("Halves", [("low", int), ("high", int)])


def attempt():
    @env.task
    def split(n: int) -> Halves:
        return Halves(low=n // 2, high=n - n // 2)

    @env.task
    def direct() -> Halves:
        halves = split(n=7)
        return Halves(low=halves.low, high=halves.high)

    return direct


@dataclass  # workaround
class Parts:  # workaround
    low: int  # workaround
    high: int  # workaround


@env.task
def split(n: int) -> Parts:  # workaround
    return Parts(low=n // 2, high=n - n // 2)  # workaround


@env.task
def pipeline() -> dict[str, int]:  # workaround
    halves = split(n=7)
    return {"low": halves.low, "high": halves.high}  # workaround
