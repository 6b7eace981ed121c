"""Plain Python as contender zero: what the orchestrators wrap, without them."""

from __future__ import annotations

import json
import platform
import sys
from collections.abc import Callable, Generator, Mapping
from dataclasses import asdict, dataclass, is_dataclass
from inspect import Signature, signature
from pathlib import Path
from types import MappingProxyType
from typing import Any

from shared.contract import Command, Interface, Port, Size, Step, Unsupported, Values, Workload
from shared.distributions import LIBRARIES
from shared.reimport import import_afresh
from shared.their_types import type_text
from shared.workloads import find

_NO_COMPILER = Unsupported("plain Python compiles nothing that a cluster could run")


@dataclass(frozen=True)
class PlainPipeline:
    """A workload at one size."""

    workload: Workload
    size: Size


@dataclass(frozen=True)
class TheirFunction:
    """A function that somebody brought."""

    file: Path
    function: Callable[..., Any]


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

    def load_file(self, file: Path, name: str, lane: str) -> TheirFunction | Unsupported:  # noqa: ARG002
        """Import somebody's own file and take its function; ``run`` for an empty name."""
        from shared.their_file import import_file

        function = getattr(import_file(file), name or "run", None)
        if not callable(function):
            return Unsupported(f"{file.name} has no function {name or 'run'}")
        return TheirFunction(file, function)

    def interface(self, pipeline: TheirFunction) -> Interface:
        """Tell what a function takes; what it gives is known once it has run."""
        parameters = signature(pipeline.function).parameters.values()
        takes = tuple(
            Port(
                one.name,
                ""
                if one.annotation is one.empty
                else str(getattr(one.annotation, "__name__", one.annotation)),
                required=one.default is one.empty,
                default="" if one.default is one.empty else repr(one.default),
            )
            for one in parameters
        )
        needs = ("default_inputs",) if any(not port.required for port in takes) else ()
        return Interface(takes, _gives(pipeline.function), 1, needs)

    def compile(self, pipeline: PlainPipeline | TheirFunction, directory: Path) -> Unsupported:  # noqa: ARG002
        """Refuse: there is nothing to compile."""
        return _NO_COMPILER

    def run(self, pipeline: PlainPipeline | TheirFunction, inputs: Values, directory: Path) -> Values:  # noqa: ARG002
        """Call the reference, or the function that somebody brought."""
        if isinstance(pipeline, TheirFunction):
            return _named(pipeline.function(**inputs))
        return pipeline.workload.reference(inputs, pipeline.size)

    def steps(
        self, pipeline: PlainPipeline | TheirFunction, inputs: Values, directory: Path
    ) -> Generator[Step, None, Values] | Unsupported:
        """Yield one cold process that runs the whole reference: what a script on a server would be."""
        if isinstance(pipeline, TheirFunction):
            return Unsupported("plain Python has no pods")
        return self._steps(pipeline, inputs, directory)

    def _steps(
        self, pipeline: PlainPipeline, inputs: Values, directory: Path
    ) -> Generator[Step, None, Values]:
        given, made = directory / "inputs.json", directory / "outputs.json"
        given.write_text(json.dumps(dict(inputs)), encoding="utf-8")
        # A bare name: the interpreter is the image's, wherever that has it.
        named = ("python3", *_command(pipeline.workload.name, pipeline.size)[1:])
        argv = (*named, str(given), str(made))
        yield Step(
            pipeline.workload.name,
            argv,
            environment={},
            failure=lambda: None if made.exists() else f"it wrote no {made.name}",
        )
        return dict(json.loads(made.read_text(encoding="utf-8")))

    def commands(self, workload: str, size: Size, lane: str) -> Mapping[str, Command | Unsupported]:  # noqa: ARG002
        """Return the same cold process as the command that runs the workload."""
        inputs = json.dumps(dict(find(workload).inputs(size)))
        command = Command((*_command(workload, size), inputs), outputs=_last_line)
        return {"compile": _NO_COMPILER, "run": command}


def _gives(function: Callable[..., Any]) -> tuple[Port, ...]:
    """What its annotation says; the fields of a record are known once it ran."""
    kind = signature(function).return_annotation
    if kind in (Signature.empty, None, "None"):
        return ()
    return (Port("output", kind if isinstance(kind, str) else type_text(kind)),)


def _named(result: Any) -> Values:
    """Name what a function returned as the orchestrators' outputs are named."""
    if isinstance(result, Mapping):
        return result
    if hasattr(result, "_asdict"):
        return dict(result._asdict())
    if is_dataclass(result) and not isinstance(result, type):
        return asdict(result)
    return {} if result is None else {"output": result}


def _command(workload: str, size: Size) -> tuple[str, ...]:
    """The least that a competent author would run: a script that imports its steps alone."""
    return (sys.executable, "-m", f"shared.plain.{workload}", json.dumps(dict(size)))


def _last_line(printed: str, directory: Path) -> Values:  # noqa: ARG001
    return dict(json.loads(printed.strip().splitlines()[-1]))
