"""A directory with files goes from step to step."""

from kfp import dsl

KIND = "types"
EXPECTED = 3


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def write(words: dsl.Output[dsl.Artifact]):
    from pathlib import Path

    folder = Path(words.path)
    folder.mkdir()
    for word in ("one", "two", "three"):
        (folder / word).write_text(word)


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def count(words: dsl.Input[dsl.Artifact]) -> int:
    from pathlib import Path

    return len(list(Path(words.path).iterdir()))


@dsl.pipeline
def pipeline() -> int:
    return count(words=write().outputs["words"]).output
