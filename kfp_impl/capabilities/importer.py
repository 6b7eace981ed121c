"""A file that exists outside goes into a step by its address."""

from pathlib import Path

from kfp import dsl

KIND = "operations"
EXPECTED = "file"


DATA = str(Path(__file__))


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def second_word(file: dsl.Input[dsl.Artifact]) -> str:
    from pathlib import Path

    return Path(file.path).read_text().split()[1]


@dsl.pipeline
def pipeline() -> str:
    data = dsl.importer(artifact_uri=DATA, artifact_class=dsl.Artifact)
    return second_word(file=data.output).output
