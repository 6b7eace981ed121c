"""Which outputs are data that can be written as JSON and compared, and which are something else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, is_dataclass
from datetime import date, timedelta
from enum import Enum
from os import PathLike
from typing import Any

from shared.contract import Values


def split(outputs: Values) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the outputs that are data, as JSON has them, and by name what kind of thing the others are."""
    data: dict[str, Any] = {}
    others: dict[str, str] = {}
    for name, value in outputs.items():
        try:
            data[name] = _plain(value)
        except TypeError as error:
            others[name] = str(error)
    return data, others


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return _plain(value.value)
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, date | timedelta):
        return value.isoformat() if isinstance(value, date) else value.total_seconds()
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, bytes):
        return [_plain(one) for one in value]
    return _plain(_unwrapped(value))


def _unwrapped(value: Any) -> Any:
    """Return a record as its fields, and a number of numpy's as Python's."""
    refers = isinstance(value, PathLike) or hasattr(value, "uri")  # to a file, whose name is no result
    if is_dataclass(value) and not isinstance(value, type) and not refers:
        return asdict(value)
    if getattr(value, "shape", None) == () and hasattr(value, "item"):
        return value.item()
    raise TypeError(f"a {type(value).__name__}, which is not data that can be compared")
