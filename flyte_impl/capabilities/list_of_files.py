"""A step writes as many files as its input says, and the next takes them as a list."""

from pathlib import Path

from flytekit import task, workflow
from flytekit.types.file import FlyteFile

KIND = "types"
EXPECTED = "0 1 2"


@task
def write(n: int) -> list[FlyteFile]:
    for number in range(n):
        Path(f"{number}.txt").write_text(str(number))
    return [FlyteFile(f"{number}.txt") for number in range(n)]


@task
def read(files: list[FlyteFile]) -> str:
    return " ".join(Path(file).read_text() for file in files)


@workflow
def pipeline() -> str:
    return read(files=write(n=3))
