"""A step repeats until its own output is good enough, at most ten times; what is left is not run."""

from pathlib import Path

from flytekit import dynamic, task, workflow

KIND = "control flow"


@task
def improve(score: int) -> int:
    with Path("~/ran.txt").expanduser().open("a") as file:
        file.write(f"{score} ")
    return score + 4


@dynamic
def search(score: int, rounds: int) -> int:
    if score >= 10 or rounds == 0:
        return score
    return search(score=improve(score=score), rounds=rounds - 1)


@workflow
def pipeline():
    search(score=0, rounds=10)


def check(results):
    assert Path("~/ran.txt").expanduser().read_text() == "0 4 8 "
