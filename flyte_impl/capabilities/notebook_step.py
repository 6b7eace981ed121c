"""A step is a notebook that takes an argument."""

from pathlib import Path

from flytekit import kwtypes, workflow
from flytekitplugins.papermill import NotebookTask

KIND = "operations"
REQUIRES = (
    "flytekitplugins-papermill",
    "ipykernel",
)


double = NotebookTask(
    name="double",
    notebook_path=str(Path(__file__).with_name("_double.ipynb")),
    inputs=kwtypes(n=int),
    render_deck=False,
)


@workflow
def pipeline():
    double(n=3)


def check(results):
    assert Path("~/ran.txt").expanduser().read_text() == "6"
