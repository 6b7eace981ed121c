"""A file goes from step to step."""

from pathlib import Path

import flyte
from flyte.io import File

KIND = "types"
EXPECTED = 3

env = flyte.TaskEnvironment(name="specimen")


@env.task
def write() -> File:
    Path("words.txt").write_text("one two three")
    return File.from_local_sync("words.txt")


@env.task
def count(words: File) -> int:
    return len(Path(words.download_sync()).read_text().split())


@env.task
def pipeline() -> int:
    return count(words=write())
