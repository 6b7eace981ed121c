"""A step and a pipeline return several values by name."""

from typing import NamedTuple

from kfp import dsl

KIND = "types"
EXPECTED = {"low": 3, "high": 4}


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def split(n: int) -> NamedTuple("Halves", [("low", int), ("high", int)]):
    from typing import NamedTuple

    Halves = NamedTuple("Halves", [("low", int), ("high", int)])
    return Halves(low=n // 2, high=n - n // 2)


@dsl.pipeline
def pipeline() -> NamedTuple("Halves", [("low", int), ("high", int)]):
    halves = split(n=7)
    Halves = NamedTuple("Halves", [("low", int), ("high", int)])
    return Halves(low=halves.outputs["low"], high=halves.outputs["high"])
