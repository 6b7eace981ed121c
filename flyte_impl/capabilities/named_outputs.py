"""A step and a pipeline return several values by name."""

from typing import NamedTuple

from flytekit import task, workflow

KIND = "types"
EXPECTED = {"low": 3, "high": 4}


Halves = NamedTuple("Halves", [("low", int), ("high", int)])


@task
def split(n: int) -> Halves:
    return Halves(low=n // 2, high=n - n // 2)


@workflow
def pipeline() -> Halves:
    halves = split(n=7)
    return Halves(low=halves.low, high=halves.high)
