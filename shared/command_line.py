"""The command line that every contender's script shares: read and check, then run, then print JSON.

Everything a user typed is checked before the SDK is imported.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn, Protocol

from shared.contract import Size, Unsupported, Values, Workload
from shared.hyperparameters import HyperparameterError, Hyperparameters
from shared.workloads import UnknownWorkloadError, find

_LARGEST = 1_000_000_000_000
"""Of one number of a size."""


class _Runner(Protocol):
    """The part of an engine that a script needs."""

    lanes: Any

    def load(self, workload: str, size: Size, lane: str) -> Any: ...

    def run(self, pipeline: Any, inputs: Values, directory: Path) -> Values | Unsupported: ...


class _Parser(argparse.ArgumentParser):
    """An argument parser whose errors are one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message}; try --help\n")


def main(engine: _Runner, workload: str, arguments: Sequence[str] | None = None) -> NoReturn:
    """Run ``workload`` with ``engine`` as the arguments say, and exit.

    The last line on standard output is the outputs as one JSON object. Status 2 and one line on standard
    error for arguments that cannot be used.
    """
    try:
        options = _parse(engine, workload, arguments)
    except RecursionError:
        sys.stderr.write("error: something that was given is nested too deeply\n")
        sys.exit(2)
    except (HyperparameterError, UnknownWorkloadError, OSError, ValueError) as error:
        sys.stderr.write(f"error: {error}\n")
        sys.exit(2)
    pipeline = engine.load(workload, options.size, options.lane)
    outputs = (
        pipeline
        if isinstance(pipeline, Unsupported)
        else engine.run(pipeline, options.inputs, Path("local_outputs").absolute())
    )
    if isinstance(outputs, Unsupported):
        sys.stderr.write(f"error: {workload} cannot run here: {outputs.reason}\n")
        sys.exit(2)
    text = json.dumps(dict(outputs))
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
    if options.outputs:
        try:
            options.outputs.write_text(text, encoding="utf-8")
        except OSError as error:
            sys.stderr.write(
                f"error: --outputs {options.outputs}: {error.strerror}; they are printed above\n"
            )
            sys.exit(4)
    sys.exit(os.EX_OK)


def _parse(engine: _Runner, workload: str, arguments: Sequence[str] | None) -> argparse.Namespace:
    known = find(workload)
    size_first = _Parser(add_help=False)
    size_first.add_argument("--size", type=_json, default=known.smallest, help="JSON object")
    size = size_first.parse_known_args(arguments)[0].size
    _check_size(known, size)
    parser = _Parser(description=known.title, parents=[size_first])
    lanes = list(engine.lanes)
    parser.add_argument("--lane", choices=lanes, default=lanes[-1], help="default: %(default)s")
    parser.add_argument("--inputs", type=Path, help="file of JSON inputs by name")
    parser.add_argument("--outputs", type=Path, help="file to write the outputs to, beside printing them")
    defaults = known.inputs(size)
    for name in defaults:
        parser.add_argument(f"--{name.replace('_', '-')}", dest=f"input {name}", metavar="JSON")
    options = parser.parse_args(arguments)
    if options.outputs and not options.outputs.parent.is_dir():
        raise ValueError(f"--outputs {options.outputs}: there is no folder {options.outputs.parent}; make it")
    given = json.loads(options.inputs.read_text(encoding="utf-8")) if options.inputs else {}
    if not isinstance(given, dict):
        raise ValueError(  # noqa: TRY004 (what was given is wrong, not who gave it)
            f"--inputs {options.inputs}: not a JSON object of inputs by name"
        )
    options.inputs = {
        name: _read(name, getattr(options, f"input {name}"), given.get(name, value))
        for name, value in defaults.items()
    }
    return options


def _check_size(known: Workload, size: object) -> None:
    """Raise :class:`ValueError` unless it has the workload's own parameters, each with a possible value."""
    example = json.dumps(dict(known.smallest))
    if not isinstance(size, dict) or size.keys() != known.smallest.keys():
        raise ValueError(f"--size {json.dumps(size)[:80]}: give an object such as {example}")
    for name, value in size.items():
        usual = known.smallest[name]
        if isinstance(usual, str):
            fits = isinstance(value, str)
        else:
            number = isinstance(value, int if isinstance(usual, int) else int | float)
            fits = number and not isinstance(value, bool) and min(1, usual) <= value <= _LARGEST
        if not fits:
            raise ValueError(f"--size: {name} is {json.dumps(value)[:80]}; give a value such as in {example}")


def _read(name: str, typed: str | None, otherwise: object) -> object:
    if name == "hyperparameters":
        read = Hyperparameters.from_value(otherwise) if typed is None else Hyperparameters.parse(typed)
        return read.as_keywords()
    return otherwise if typed is None else _json(typed)


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is not JSON ({error})") from None
