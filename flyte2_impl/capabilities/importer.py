"""A file that exists outside goes into a step by its address."""

from pathlib import Path

import flyte
from flyte.io import File

KIND = "operations"
EXPECTED = "file"

env = flyte.TaskEnvironment(name="specimen")


DATA = str(Path(__file__))


@env.task
def second_word(file: File) -> str:
    return Path(file.download_sync()).read_text().split()[1]


@env.task
def pipeline() -> str:
    return second_word(file=File.from_existing_remote(DATA))
