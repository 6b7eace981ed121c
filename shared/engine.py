"""Plain Python as contender zero: what the orchestrators wrap, without them."""

from __future__ import annotations

import json
import platform
import sys
from collections.abc import Generator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from shared.contract import Command, Size, Step, Unsupported, Values, Workload
from shared.distributions import LIBRARIES
from shared.reimport import import_afresh

_NO_COMPILER = Unsupported("plain Python compiles nothing that a cluster could run")


@dataclass(frozen=True)
class PlainPipeline:
    """A workload at one size."""

    workload: Workload
    size: Size


class PlainEngine:
    """Calls the reference function. It has one way to run, so both lanes are the same."""

    sdk = ""
    lanes: Mapping[str, str] = MappingProxyType(
        {"default": "plain function calls in one process", "tuned": "the same as default"}
    )
    environment: Mapping[str, Mapping[str, str]] = MappingProxyType({"default": {}, "tuned": {}})
    requirements = LIBRARIES

    def versions(self) -> Mapping[str, str]:
        """Return the interpreter's version: nothing else is the contender's own."""
        return {"python": platform.python_version()}

    def load(self, workload: str, size: Size, lane: str) -> PlainPipeline:  # noqa: ARG002
        """Import the workload's module, afresh also in a second call."""
        return PlainPipeline(import_afresh(f"shared.workloads.{workload}").WORKLOAD, size)

    def compile(self, pipeline: PlainPipeline, directory: Path) -> Unsupported:  # noqa: ARG002
        """Refuse: there is nothing to compile."""
        return _NO_COMPILER

    def run(self, pipeline: PlainPipeline, inputs: Values, directory: Path) -> Values:  # noqa: ARG002
        """Call the reference."""
        return pipeline.workload.reference(inputs, pipeline.size)

    def steps(
        self, pipeline: PlainPipeline, inputs: Values, directory: Path
    ) -> Generator[Step, None, Values]:
        """Yield one cold process that runs the whole reference: what a script on a server would be."""
        given, made = directory / "inputs.json", directory / "outputs.json"
        given.write_text(json.dumps(dict(inputs)), encoding="utf-8")
        argv = (
            *_command(pipeline.workload.name, pipeline.size),
            "--inputs",
            str(given),
            "--outputs",
            str(made),
        )
        yield Step(
            pipeline.workload.name,
            argv,
            environment={},
            failure=lambda: None if made.exists() else f"it wrote no {made.name}",
        )
        return dict(json.loads(made.read_text(encoding="utf-8")))

    def commands(self, workload: str, size: Size, lane: str) -> Mapping[str, Command | Unsupported]:  # noqa: ARG002
        """Return the same cold process as the command that runs the workload."""
        return {"compile": _NO_COMPILER, "run": Command(_command(workload, size), outputs=_last_line)}


def _command(workload: str, size: Size) -> tuple[str, ...]:
    return (sys.executable, "-m", "shared.workloads", workload, "--size", json.dumps(dict(size)))


def _last_line(printed: str, directory: Path) -> Values:  # noqa: ARG001
    return dict(json.loads(printed.strip().splitlines()[-1]))
