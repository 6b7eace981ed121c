"""Between JSON values and the Python values that a task takes and returns."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from dataclasses import asdict, is_dataclass
from typing import Any, get_args, get_origin

from shared.contract import Values

UNNAMED = "output"
"""What every contender calls the only output of a workflow that gives it no name."""
PRINTED = "Outputs: "
COLOURS = re.compile(r"\x1b\[[0-9;]*m")


def to_native(task: Any, inputs: Values) -> dict[str, Any]:
    """Make the task's arguments; a dataclass is made from its fields, also inside a list."""
    types = {name: told[0] for name, told in task.native_interface.inputs.items()}
    return {name: _native(types.get(name), value) for name, value in inputs.items()}


def _native(wanted: Any, value: Any) -> Any:
    if is_dataclass(wanted) and isinstance(wanted, type) and isinstance(value, dict):
        return wanted(**value)
    if get_origin(wanted) is list and isinstance(value, list):
        return [_native(get_args(wanted)[0], one) for one in value]
    return value


def to_values(outputs: Sequence[Any]) -> Values:
    """Name the outputs of a run; a single dataclass becomes its fields."""
    if len(outputs) == 1:
        (only,) = outputs
        return asdict(only) if is_dataclass(only) and not isinstance(only, type) else {UNNAMED: only}
    return {f"o{position}": value for position, value in enumerate(outputs)}


def from_printed(text: str) -> Values | None:
    """Read what ``flyte run`` prints last: the outputs as Python, or ``None`` if they are not data."""
    _, found, printed = COLOURS.sub("", text).rpartition(PRINTED)
    try:
        outputs = ast.parse(printed.strip(), mode="eval").body if found else None
        if not isinstance(outputs, ast.Call) or len(outputs.keywords) != 1:
            return None
        only = outputs.keywords[0].value
        if isinstance(only, ast.Call):
            return {str(item.arg): ast.literal_eval(item.value) for item in only.keywords}
        return {UNNAMED: ast.literal_eval(only)}
    except (SyntaxError, ValueError):
        return None
