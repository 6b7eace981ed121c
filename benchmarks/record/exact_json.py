"""Values of others as JSON and back, also where JSON has no word for them.

A pipeline may give a number that is none (NaN) or infinite, an integer of a hundred digits, or a file name
that is no text. Each of them stands in a raw file as ``{"$json": TEXT}``, in which TEXT is how Python's own
JSON writes it; nothing else has that one key.
"""

from __future__ import annotations

import json
import math
from typing import Any

from msgspec.structs import replace

from benchmarks.record.schema import Brought, Header, Line, Reference, Sample, Table

KEY = "$json"
_LARGEST = 1 << 63
DEEPEST = 100
"""Lists in lists; more than any result has, and fewer than any reader's stack takes."""


def packed(line: Line) -> Any:
    """The line with those values of others written so that they survive."""
    return _with_values(line, pack)


def unpacked(line: Any) -> Any:
    """The line with those values as they were."""
    return _with_values(line, unpack)


def pack(value: Any, depth: int = 0) -> Any:
    """One value; the same where JSON can hold it. ``ValueError`` where it is nested too deeply."""
    if depth > DEEPEST:
        raise ValueError(f"nested more than {DEEPEST} levels deep")
    if isinstance(value, list | tuple):
        return [pack(one, depth + 1) for one in value]
    if not isinstance(value, dict):
        return value if _is_exact(value) else _told(value)
    if value.keys() == {KEY} or not all(map(_is_exact, value)):
        return _told(value)
    return {name: pack(one, depth + 1) for name, one in value.items()}


def unpack(value: Any) -> Any:
    """What :func:`pack` made of a value, turned back."""
    match value:
        case {"$json": str(text)} if len(value) == 1:
            return json.loads(text)
        case dict():
            return {name: unpack(one) for name, one in value.items()}
        case list():
            return [unpack(one) for one in value]
    return value


def _told(value: object) -> dict[str, str]:
    return {KEY: json.dumps(value)}


def _is_exact(value: object) -> bool:
    """Whether JSON can hold a number or a text: halves of surrogate pairs, for one, are no UTF-8."""
    if isinstance(value, float):
        return math.isfinite(value)
    if isinstance(value, int):
        return -_LARGEST <= value < _LARGEST
    try:
        return not isinstance(value, str) or bool(value.encode() or True)
    except UnicodeEncodeError:
        return False


def _with_values(line: Any, change: Any) -> Any:
    """The line with its values of others changed; the line itself where it has none."""
    match line:
        case Reference():
            return replace(line, outputs=_each(line.outputs, change))
        case Sample() if line.observed:
            return replace(line, observed=_each(line.observed, change))
        case Table():
            return replace(line, rows=[_each(row, change) for row in line.rows])
        case Header() if line.yours:
            brought = [_brought(one, change) for one in line.yours.pipelines]
            return replace(line, yours=replace(line.yours, pipelines=brought))
    return line


def _brought(one: Brought, change: Any) -> Brought:
    return replace(one, inputs=_each(one.inputs, change))


def _each(values: dict[str, Any], change: Any) -> dict[str, Any]:
    """Names are kept apart, so that an output may be called like the key."""
    return {name: change(value) for name, value in values.items()}
