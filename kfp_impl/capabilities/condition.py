"""A step runs only if another's output is above a number, and nothing else runs otherwise."""

from pathlib import Path

from kfp import dsl

KIND = "control flow"
IN_SPEC = (r"triggerPolicy",)


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def measure() -> int:
    return 5


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def note(n: int):
    from pathlib import Path

    with Path("~/ran.txt").expanduser().open("a") as file:
        file.write(f"{n} ")


@dsl.pipeline
def pipeline():
    n = measure().output
    with dsl.If(n > 3):
        note(n=n)
    with dsl.If(n > 9):
        note(n=n)


def check(results):
    assert Path("~/ran.txt").expanduser().read_text() == "5 "
