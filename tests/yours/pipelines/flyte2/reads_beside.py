"""A step reads a file that lies beside the pipeline, by a relative path."""

from pathlib import Path

import flyte

import beside

env = flyte.TaskEnvironment(name="reads_beside")


@env.task
async def read(name: str) -> int:
    return beside.count_words(Path(name).read_text())


@env.task
async def words(name: str = "words.txt") -> int:
    return await read(name)
