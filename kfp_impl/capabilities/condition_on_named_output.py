"""A step runs only if one of several outputs of another is above a number."""

from pathlib import Path
from typing import NamedTuple

from kfp import dsl

KIND = "control flow"


def attempt():
    @dsl.pipeline
    def direct():
        bounds = measure().outputs
        with dsl.If(bounds["high"] > 3):
            note(n=bounds["high"])

    return direct


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def measure() -> NamedTuple("Bounds", [("low", int), ("high", int)]):
    from typing import NamedTuple

    return NamedTuple("Bounds", [("low", int), ("high", int)])(low=1, high=9)


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def note(n: int):
    from pathlib import Path

    Path("~/ran.txt").expanduser().write_text(str(n))


@dsl.component(base_image="python:3.11", install_kfp_package=False)  # workaround
def alone(n: int) -> int:  # workaround
    return n  # workaround


@dsl.pipeline
def pipeline():
    bounds = measure().outputs
    high = alone(n=bounds["high"]).output  # workaround
    with dsl.If(high > 3):
        note(n=high)


def check(results):
    assert Path("~/ran.txt").expanduser().read_text() == "9"
