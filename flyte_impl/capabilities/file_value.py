"""A file goes from step to step."""

from pathlib import Path

from flytekit import task, workflow
from flytekit.types.file import FlyteFile

KIND = "types"
EXPECTED = 3


@task
def write() -> FlyteFile:
    Path("words.txt").write_text("one two three")
    return FlyteFile("words.txt")


@task
def count(words: FlyteFile) -> int:
    return len(Path(words).read_text().split())


@workflow
def pipeline() -> int:
    return count(words=write())
