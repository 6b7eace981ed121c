"""A step runs only if another's output is above a number, and nothing else runs otherwise."""

from pathlib import Path

from flytekit import conditional, task, workflow

KIND = "control flow"
IN_SPEC = (r"branchNode",)


def attempt():
    @workflow
    def direct():
        n = measure()
        conditional("high").if_(n > 3).then(note(n=n))

    return direct


@task
def measure() -> int:
    return 5


@task
def note(n: int):
    with Path("~/ran.txt").expanduser().open("a") as file:
        file.write(f"{n} ")


@task  # workaround
def nothing():  # workaround
    pass  # workaround


@workflow
def pipeline():
    n = measure()
    conditional("high").if_(n > 3).then(note(n=n)).else_().then(nothing())  # workaround
    conditional("very_high").if_(n > 9).then(note(n=n)).else_().then(nothing())  # workaround


def check(results):
    assert Path("~/ran.txt").expanduser().read_text() == "5 "
