"""A step waits for another whose output it does not take."""

from kfp import dsl

KIND = "control flow"
EXPECTED = "written"


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def note():
    from pathlib import Path

    Path("~/ran.txt").expanduser().write_text("written")


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def read() -> str:
    from pathlib import Path

    return Path("~/ran.txt").expanduser().read_text()


@dsl.pipeline
def pipeline() -> str:
    written = note()
    word = read()
    word.after(written)  # without:
    return word.output
