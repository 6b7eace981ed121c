"""A step reads a file that lies beside the workflow, by a relative path."""

from pathlib import Path

from flytekit import task, workflow

import beside


@task
def read(name: str) -> int:
    return beside.count_words(Path(name).read_text())


@workflow
def words(name: str = "words.txt") -> int:
    return read(name=name)
