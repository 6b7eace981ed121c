"""A step repeats until its own output is good enough, at most ten times; what is left is not run."""

from pathlib import Path

import flyte

KIND = "control flow"

env = flyte.TaskEnvironment(name="specimen")


@env.task
def improve(score: int) -> int:
    with Path("~/ran.txt").expanduser().open("a") as file:
        file.write(f"{score} ")
    return score + 4


@env.task
def pipeline():
    score = 0
    for _ in range(10):
        if score >= 10:
            break
        score = improve(score=score)


def check(results):
    assert Path("~/ran.txt").expanduser().read_text() == "0 4 8 "
