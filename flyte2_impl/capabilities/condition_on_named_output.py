"""A step runs only if one of several outputs of another is above a number."""

from dataclasses import dataclass
from pathlib import Path

import flyte

KIND = "control flow"

env = flyte.TaskEnvironment(name="specimen")


@dataclass
class Bounds:
    low: int
    high: int


@env.task
def measure() -> Bounds:
    return Bounds(low=1, high=9)


@env.task
def note(n: int):
    Path("~/ran.txt").expanduser().write_text(str(n))


@env.task
def pipeline():
    bounds = measure()
    if bounds.high > 3:
        note(n=bounds.high)


def check(results):
    assert Path("~/ran.txt").expanduser().read_text() == "9"
