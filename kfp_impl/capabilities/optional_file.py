"""A step takes a file that need not be given."""

from kfp import dsl

KIND = "types"
EXPECTED = "no file"


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def read(file: dsl.Input[dsl.Artifact] = None) -> str:
    from pathlib import Path

    return "no file" if file is None else Path(file.path).read_text()


@dsl.pipeline
def pipeline() -> str:
    return read().output
