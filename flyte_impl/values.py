"""Between JSON values and the Python values that a workflow takes and returns."""

from __future__ import annotations

import ast
import json
from dataclasses import asdict, is_dataclass
from typing import Any

from shared.contract import Values

UNNAMED = "output"
"""What every contender calls the only output of a workflow that gives it no name."""


def to_native(workflow: Any, inputs: Values) -> dict[str, Any]:
    """Make the workflow's arguments; a dataclass is read from JSON, as ``pyflyte run`` reads it."""
    types = workflow.python_interface.inputs
    return {
        name: types[name].from_json(json.dumps(value)) if is_dataclass(types[name]) else value
        for name, value in inputs.items()
    }


def to_values(workflow: Any, outputs: Any) -> Values:
    """Name a workflow's outputs; a single dataclass becomes its fields."""
    if is_dataclass(outputs) and not isinstance(outputs, type):
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
