"""A step runs at the end although another step has failed, and the run still fails."""

from pathlib import Path

from flytekit import task, workflow

KIND = "control flow"
FAILS = True


@task
def divide(n: int) -> int:
    return 1 // n


@task
def clean_up():
    Path("~/ran.txt").expanduser().write_text("cleaned")


@workflow(on_failure=clean_up)
def pipeline() -> int:
    return divide(n=0)


def check(results):
    assert Path("~/ran.txt").expanduser().read_text() == "cleaned"
