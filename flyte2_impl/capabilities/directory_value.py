"""A directory with files goes from step to step."""

from pathlib import Path

import flyte
from flyte.io import Dir

KIND = "types"
EXPECTED = 3

env = flyte.TaskEnvironment(name="specimen")


@env.task
def write() -> Dir:
    folder = Path("words")
    folder.mkdir()
    for word in ("one", "two", "three"):
        (folder / word).write_text(word)
    return Dir.from_local_sync(str(folder))


@env.task
def count(words: Dir) -> int:
    return len(list(Path(words.download_sync()).iterdir()))


@env.task
def pipeline() -> int:
    return count(words=write())
