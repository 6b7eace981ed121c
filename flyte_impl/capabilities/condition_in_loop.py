"""In a loop over a list, a step runs for those items that are above a number."""

from pathlib import Path

from flytekit import conditional, dynamic, task, workflow

KIND = "control flow"


@task
def items() -> list[int]:
    return [1, 5, 9]


@task
def note(n: int):
    with Path("~/ran.txt").expanduser().open("a") as file:
        file.write(f"{n} ")


@dynamic
def noted(numbers: list[int]):
    for n in numbers:
        if n > 3:
            note(n=n)


@workflow
def pipeline():
    noted(numbers=items())


def check(results):
    assert Path("~/ran.txt").expanduser().read_text() == "5 9 "
