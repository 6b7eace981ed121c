"""In a loop over a list, a step runs for those items that are above a number."""

from pathlib import Path

from kfp import dsl

KIND = "control flow"
IN_SPEC = (
    r"triggerPolicy",
    r"parameterIterator",
)


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def items() -> list[int]:
    return [1, 5, 9]


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def note(n: int):
    from pathlib import Path

    with Path("~/ran.txt").expanduser().open("a") as file:
        file.write(f"{n} ")


@dsl.pipeline
def pipeline():
    with dsl.ParallelFor(items().output, parallelism=1) as n:
        with dsl.If(n > 3):
            note(n=n)


def check(results):
    assert Path("~/ran.txt").expanduser().read_text() == "5 9 "
