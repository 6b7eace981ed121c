"""What a user brought: one file a side, and inputs, from the command line, a JSON file or ``yours.toml``."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from benchmarks.errors import UsageError

CONFIG = "yours.toml"
_COMMON = ("inputs", "ignore", "tolerance", "variables")


@dataclass(frozen=True)
class PipelineSide:
    """One engine's pipeline."""

    engine: str
    file: Path
    name: str
    """Of the pipeline in the file; empty for its only one."""
    inputs: Mapping[str, Any] = field(default_factory=dict)
    """For this side alone; they win over those for all."""


@dataclass(frozen=True)
class WantedPipelines:
    """Everything that was asked for."""

    sides: tuple[PipelineSide, ...]
    inputs: Mapping[str, Any] = field(default_factory=dict)
    """For every side that takes an input of that name."""
    ignored: tuple[str, ...] = ()
    """Outputs that may differ."""
    tolerance: float | None = None
    variables: tuple[str, ...] = ()
    """Names of environment variables that the pipelines get to see."""


def from_target(engine: str, target: str) -> PipelineSide:
    """``FILE:NAME`` or ``FILE`` as given for an engine; :class:`UsageError` where there is no such file."""
    path, colon, name = target.rpartition(":")
    file = Path(path if colon else target)
    if not file.is_file():
        raise UsageError(f"--{engine} {target}: there is no file {file}; write FILE:NAME")
    return PipelineSide(engine, file, name if colon else "")


def from_config(config: Path, engines: Iterable[str]) -> WantedPipelines:
    """Read a ``yours.toml``; its files are found from where it stands."""
    try:
        told = tomllib.loads(config.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{config}: {error}") from error
    known = [*engines]
    if unknown := sorted(told.keys() - {*known, *_COMMON}):
        raise UsageError(f"{config}: {unknown[0]!r} is no engine here; there are {', '.join(known)}")
    sides = tuple(_side(config, engine, told[engine]) for engine in known if engine in told)
    inputs = told.get("inputs", {})
    tolerance = told.get("tolerance")
    if not isinstance(inputs, dict) or not isinstance(tolerance, int | float | None):
        raise UsageError(f"{config}: [inputs] must be a table, and tolerance a number")
    lists = {key: told.get(key, []) for key in ("ignore", "variables")}
    for key, value in lists.items():
        if not (isinstance(value, list) and all(isinstance(one, str) for one in value)):
            raise UsageError(f"{config}: {key} must be a list of names")
    return WantedPipelines(sides, inputs, tuple(lists["ignore"]), tolerance, tuple(lists["variables"]))


def read_inputs(file: Path | None, typed: Sequence[str]) -> dict[str, Any]:
    """Inputs from a JSON file, then ``NAME=VALUE`` as typed; a value that is no JSON is a text."""
    inputs: dict[str, Any] = {}
    if file is not None:
        try:
            inputs = json.loads(file.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise UsageError(f"--inputs {file}: {error}") from error
        if not isinstance(inputs, dict):
            raise UsageError(f"--inputs {file}: it must hold one JSON object, inputs by name")
    for text in typed:
        name, equals, value = text.partition("=")
        if not equals:
            raise UsageError(f"--input {text}: write NAME=VALUE")
        inputs[name] = _value(value)
    return inputs


def with_more(wanted: WantedPipelines, inputs: Mapping[str, Any], **changes: Any) -> WantedPipelines:
    """The same with further inputs, which win, and with whatever else the command line says."""
    said = {name: value for name, value in changes.items() if value not in (None, ())}
    return replace(wanted, inputs={**wanted.inputs, **inputs}, **said)


def _side(config: Path, engine: str, told: Any) -> PipelineSide:
    if not isinstance(told, dict) or not isinstance(told.get("pipeline"), str):
        raise UsageError(f'{config}: [{engine}] needs a line pipeline = "FILE:NAME"')
    path, colon, name = told["pipeline"].rpartition(":")
    file = config.parent / (path if colon else told["pipeline"])
    if not file.is_file():
        raise UsageError(f"{config}: [{engine}] there is no file {file}")
    return PipelineSide(engine, file, name if colon else "", told.get("inputs", {}))


def _value(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text
