"""A step writes as many files as its input says, and the next takes them as a list."""

from pathlib import Path

import flyte
from flyte.io import File

KIND = "types"
EXPECTED = "0 1 2"

env = flyte.TaskEnvironment(name="specimen")


@env.task
def write(n: int) -> list[File]:
    for number in range(n):
        Path(f"{number}.txt").write_text(str(number))
    return [File.from_local_sync(f"{number}.txt") for number in range(n)]


@env.task
def read(files: list[File]) -> str:
    return " ".join(Path(file.download_sync()).read_text() for file in files)


@env.task
def pipeline() -> str:
    return read(files=write(n=3))
