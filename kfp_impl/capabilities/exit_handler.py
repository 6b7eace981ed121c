"""A step runs at the end although another step has failed, and the run still fails."""

from pathlib import Path

from kfp import dsl

KIND = "control flow"
FAILS = True


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def divide(n: int) -> int:
    return 1 // n


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def clean_up():
    from pathlib import Path

    Path("~/ran.txt").expanduser().write_text("cleaned")


@dsl.pipeline
def pipeline():
    with dsl.ExitHandler(clean_up()):
        divide(n=0)


def check(results):
    assert Path("~/ran.txt").expanduser().read_text() == "cleaned"
