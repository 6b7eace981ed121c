"""An engine that compiles a file by copying it, so that a tenth more text is a tenth more artefact."""

from __future__ import annotations

from pathlib import Path

from tests.endtoend.toys import install

TOY = '''
"""Copies files."""

from pathlib import Path

from shared.contract import Interface, Unsupported
from shared.workloads import find


class Toy:
    sdk = ""
    lanes = {"default": "as it comes", "tuned": "the same: it has nothing to tune"}
    environment = {"default": {}, "tuned": {}}

    def versions(self):
        return {"toy": "1"}

    def load(self, workload, size, lane):
        return Path(__file__).with_name("size.txt")

    def load_file(self, file, name, lane):
        return file

    def interface(self, pipeline):
        return Interface((), (), 1)

    def compile(self, pipeline, directory):
        (directory / "out").write_bytes(pipeline.read_bytes())
        return (directory / "out",)

    def run(self, pipeline, inputs, directory):
        return Unsupported("a toy runs nothing")

    def steps(self, pipeline, inputs, directory):
        return Unsupported("a toy has no pods")

    def commands(self, workload, size, lane):
        return {name: Unsupported("a toy has no command line") for name in ("compile", "run")}
'''


def install_toy(folder: Path, size: int = 1000) -> dict[str, str]:
    """The environment in which the toy is installed; its own workloads compile to ``size`` bytes."""
    environment = install(folder, toy="")
    (folder / "toy_impl" / "engine.py").write_text(TOY)
    resize(folder, size)
    return environment


def resize(folder: Path, size: int) -> None:
    """Let the toy's own workloads compile to another size."""
    (folder / "toy_impl" / "size.txt").write_text("x" * size)
