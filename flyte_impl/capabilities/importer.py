"""A file that exists outside goes into a step by its address."""

from pathlib import Path

from flytekit import task, workflow
from flytekit.types.file import FlyteFile

KIND = "operations"
EXPECTED = "file"


DATA = str(Path(__file__))


@task
def second_word(file: FlyteFile) -> str:
    return Path(file).read_text().split()[1]


@workflow
def pipeline() -> str:
    return second_word(file=DATA)
