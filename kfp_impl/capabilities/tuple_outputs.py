"""A step returns a tuple of two values, which two steps take."""

from typing import NamedTuple, Tuple

from kfp import dsl

KIND = "types"
EXPECTED = 12


def attempt():
    @dsl.component(base_image="python:3.11", install_kfp_package=False)
    def split(n: int) -> Tuple[int, int]:
        return n // 2, n - n // 2

    return split


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def split(n: int) -> NamedTuple("Halves", [("low", int), ("high", int)]):
    from typing import NamedTuple  # workaround

    Halves = NamedTuple("Halves", [("low", int), ("high", int)])  # workaround
    return Halves(n // 2, n - n // 2)


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def multiply(n: int, m: int) -> int:
    return n * m


@dsl.pipeline
def pipeline() -> int:
    halves = split(n=7)
    return multiply(n=halves.outputs["low"], m=halves.outputs["high"]).output
