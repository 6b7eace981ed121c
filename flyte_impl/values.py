"""Between JSON values and the Python values that a workflow takes and returns."""

from __future__ import annotations

import ast
import json
from dataclasses import asdict, is_dataclass
from datetime import date, timedelta
from enum import Enum
from os import PathLike
from typing import Any, get_args

from shared.contract import Values

UNNAMED = "output"
"""What every contender calls the only output of a workflow that gives it no name."""


def to_native(workflow: Any, inputs: Values) -> dict[str, Any]:
    """Make the workflow's arguments; a dataclass is read from JSON, as ``pyflyte run`` reads it."""
    types = workflow.python_interface.inputs
    return {name: _native(types[name], value) for name, value in inputs.items()}


def _native(kind: Any, value: Any) -> Any:
    """Read one value from JSON where its type is more than JSON has."""
    if hasattr(kind, "from_json"):
        return kind.from_json(json.dumps(value))
    if _is_structured(kind):
        from mashumaro.codecs.json import JSONDecoder

        return JSONDecoder(kind).decode(json.dumps(value))
    return value


def _is_structured(kind: Any) -> bool:
    """Whether it is, or contains, a record, an enumeration or a date; files travel as their paths."""
    if any(map(_is_structured, get_args(kind))):
        return True
    if not isinstance(kind, type) or hasattr(kind, "path"):
        return False
    return is_dataclass(kind) or issubclass(kind, Enum | date | timedelta)


def to_values(workflow: Any, outputs: Any) -> Values:
    """Name a workflow's outputs; a single dataclass becomes its fields."""
    refers = isinstance(outputs, PathLike) or hasattr(outputs, "uri")  # to a file or a frame
    if is_dataclass(outputs) and not isinstance(outputs, type) and not refers:
        return asdict(outputs)
    names = list(workflow.python_interface.outputs)
    if not names:
        return {}
    if names == ["o0"]:
        return {UNNAMED: outputs}
    values = outputs if isinstance(outputs, tuple) else (outputs,)
    return dict(zip(names, values, strict=True))


def from_printed(text: str) -> Values | None:
    """Read what ``pyflyte run`` prints last: the outputs as Python, or ``None`` if they are not data."""
    try:
        printed = ast.parse(text.strip().splitlines()[-1], mode="eval").body
        if isinstance(printed, ast.Call):
            return {str(item.arg): ast.literal_eval(item.value) for item in printed.keywords}
        return {UNNAMED: ast.literal_eval(printed)}
    except (SyntaxError, ValueError, IndexError):
        return None
