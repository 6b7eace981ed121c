"""A step runs only if another's output is above a number, and nothing else runs otherwise."""

from pathlib import Path

import flyte

KIND = "control flow"

env = flyte.TaskEnvironment(name="specimen")


@env.task
def measure() -> int:
    return 5


@env.task
def note(n: int):
    with Path("~/ran.txt").expanduser().open("a") as file:
        file.write(f"{n} ")


@env.task
def pipeline():
    n = measure()
    if n > 3:
        note(n=n)
    if n > 9:
        note(n=n)


def check(results):
    assert Path("~/ran.txt").expanduser().read_text() == "5 "
