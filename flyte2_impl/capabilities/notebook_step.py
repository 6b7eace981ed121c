"""A step is a notebook that takes an argument."""

from pathlib import Path

import flyte
from flyteplugins.papermill import NotebookTask

KIND = "operations"
REQUIRES = (
    "flyteplugins-papermill",
    "ipykernel",
)

env = flyte.TaskEnvironment(name="specimen")


double = NotebookTask(
    name="double",
    notebook_path=str(Path(__file__).with_name("_double.ipynb")),
    task_environment=env,
    inputs={"n": int},
)


@env.task
def pipeline():
    double(n=3)


def check(results):
    assert Path("~/ran.txt").expanduser().read_text() == "6"
