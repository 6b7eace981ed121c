"""A directory with files goes from step to step."""

from pathlib import Path

from flytekit import task, workflow
from flytekit.types.directory import FlyteDirectory

KIND = "types"
EXPECTED = 3


@task
def write() -> FlyteDirectory:
    folder = Path("words")
    folder.mkdir()
    for word in ("one", "two", "three"):
        (folder / word).write_text(word)
    return FlyteDirectory(str(folder))


@task
def count(words: FlyteDirectory) -> int:
    return len(list(Path(words).iterdir()))


@workflow
def pipeline() -> int:
    return count(words=write())
