"""A file is written by one step and read by the next; the file is an output too."""

from pathlib import Path

from flytekit import current_context, task, workflow
from flytekit.types.file import FlyteFile


@task
def write(text: str) -> FlyteFile:
    path = Path(current_context().working_directory) / "text.txt"
    path.write_text(text)
    return FlyteFile(str(path))


@task
def size(file: FlyteFile) -> int:
    return len(Path(file).read_text())


@workflow
def keep(text: str = "twelve chars") -> tuple[FlyteFile, int]:
    file = write(text=text)
    return file, size(file=file)
