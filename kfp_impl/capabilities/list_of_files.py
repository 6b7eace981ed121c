"""A step writes as many files as its input says, and the next takes them as a list."""

from typing import List

from kfp import dsl

KIND = "types"
EXPECTED = "0 1 2"


def attempt():
    @dsl.component(base_image="python:3.11", install_kfp_package=False)
    def write(n: int, files: dsl.Output[List[dsl.Artifact]]):
        from pathlib import Path

        for number, file in enumerate(files):
            Path(file.path).write_text(str(number))

    return write


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def write(n: int, files: dsl.Output[dsl.Artifact]):
    from pathlib import Path

    folder = Path(files.path)  # workaround
    folder.mkdir()  # workaround
    for number in range(n):
        (folder / f"{number}.txt").write_text(str(number))


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def read(files: dsl.Input[dsl.Artifact]) -> str:
    from pathlib import Path

    listed = sorted(Path(files.path).iterdir())  # workaround
    return " ".join(file.read_text() for file in listed)


@dsl.pipeline
def pipeline() -> str:
    return read(files=write(n=3).outputs["files"]).output
