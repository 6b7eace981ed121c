"""A component reads a file, and imports a module, that lie beside the pipeline."""

from kfp import dsl


@dsl.component(base_image="python:3.11")
def read(name: str) -> int:
    from pathlib import Path

    import beside

    return beside.count_words(Path(name).read_text())


@dsl.pipeline(name="words")
def words(name: str = "words.txt") -> int:
    return read(name=name).output
