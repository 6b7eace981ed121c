"""A step runs at the end although another step has failed, and the run still fails."""

from pathlib import Path

import flyte

KIND = "control flow"
FAILS = True

env = flyte.TaskEnvironment(name="specimen")


@env.task
def divide(n: int) -> int:
    return 1 // n


@env.task
def clean_up():
    Path("~/ran.txt").expanduser().write_text("cleaned")


@env.task
def pipeline() -> int:
    try:
        return divide(n=0)
    finally:
        clean_up()


def check(results):
    assert Path("~/ran.txt").expanduser().read_text() == "cleaned"
