"""A step waits for another whose output it does not take."""

from kfp import dsl

KIND = "control flow"
EXPECTED = "written"


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def note(part: str):
    from pathlib import Path

    with Path("~/ran.txt").expanduser().open("a") as file:
        file.write(part)


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def read() -> str:
    from pathlib import Path

    return Path("~/ran.txt").expanduser().read_text()


@dsl.pipeline
def pipeline() -> str:
    # Several steps: the local runner takes independent ones in an order of chance, which two could hit.
    first = note(part="wr")
    second = note(part="it")
    second.after(first)  # without:
    third = note(part="te")
    third.after(second)  # without:
    last = note(part="n")
    last.after(third)  # without:
    word = read()
    word.after(last)  # without:
    return word.output
