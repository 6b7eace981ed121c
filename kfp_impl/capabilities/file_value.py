"""A file goes from step to step."""

from kfp import dsl

KIND = "types"
EXPECTED = 3


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def write(words: dsl.Output[dsl.Artifact]):
    from pathlib import Path

    Path(words.path).write_text("one two three")


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def count(words: dsl.Input[dsl.Artifact]) -> int:
    from pathlib import Path

    return len(Path(words.path).read_text().split())


@dsl.pipeline
def pipeline() -> int:
    return count(words=write().outputs["words"]).output
