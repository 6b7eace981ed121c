"""In a loop over a list, a step runs for those items that are above a number."""

from pathlib import Path

import flyte

KIND = "control flow"

env = flyte.TaskEnvironment(name="specimen")


@env.task
def items() -> list[int]:
    return [1, 5, 9]


@env.task
def note(n: int):
    with Path("~/ran.txt").expanduser().open("a") as file:
        file.write(f"{n} ")


@env.task
def pipeline():
    for n in items():
        if n > 3:
            note(n=n)


def check(results):
    assert Path("~/ran.txt").expanduser().read_text() == "5 9 "
