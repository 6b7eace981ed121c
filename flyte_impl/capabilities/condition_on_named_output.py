"""A step runs only if one of several outputs of another is above a number."""

from pathlib import Path
from typing import NamedTuple

from flytekit import conditional, task, workflow

KIND = "control flow"


Bounds = NamedTuple("Bounds", [("low", int), ("high", int)])


@task
def measure() -> Bounds:
    return Bounds(low=1, high=9)


@task
def note(n: int):
    Path("~/ran.txt").expanduser().write_text(str(n))


@workflow
def pipeline():
    bounds = measure()
    conditional("size").if_(bounds.high > 3).then(note(n=bounds.high)).else_().then(note(n=0))


def check(results):
    assert Path("~/ran.txt").expanduser().read_text() == "9"
