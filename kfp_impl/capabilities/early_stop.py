"""A step repeats until its own output is good enough, at most ten times; what is left is not run."""

from contextlib import ExitStack
from pathlib import Path

from kfp import dsl

KIND = "control flow"


def attempt():
    @dsl.pipeline
    def direct():
        score = improve(score=0).output
        for _ in range(9):
            if score >= 10:
                break
            score = improve(score=score).output

    return direct


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def improve(score: int) -> int:
    from pathlib import Path

    with Path("~/ran.txt").expanduser().open("a") as file:
        file.write(f"{score} ")
    return score + 4


@dsl.pipeline
def pipeline():
    score = improve(score=0).output
    with ExitStack() as conditions:  # workaround
        for _ in range(9):
            conditions.enter_context(dsl.If(score < 10))  # workaround
            score = improve(score=score).output


def check(results):
    assert Path("~/ran.txt").expanduser().read_text() == "0 4 8 "
