"""A step is a notebook that takes an argument."""

from pathlib import Path

from kfp import dsl

KIND = "operations"
REQUIRES = (
    "nbclient",
    "ipykernel",
)


@dsl.notebook_component(
    base_image="python:3.11",
    install_kfp_package=False,
    notebook_path=str(Path(__file__).with_name("_double.ipynb")),
)
def double(n: int):
    dsl.run_notebook(n=n)


@dsl.pipeline
def pipeline():
    double(n=3)


def check(results):
    assert Path("~/ran.txt").expanduser().read_text() == "6"
