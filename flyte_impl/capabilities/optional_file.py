"""A step takes a file that need not be given."""

from pathlib import Path
from typing import Optional

from flytekit import task, workflow
from flytekit.types.file import FlyteFile

KIND = "types"
EXPECTED = "no file"


@task
def read(file: Optional[FlyteFile] = None) -> str:
    return "no file" if file is None else Path(file).read_text()


@workflow
def pipeline() -> str:
    return read()
