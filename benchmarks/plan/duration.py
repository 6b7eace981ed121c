"""Durations as people write them on a command line."""

from __future__ import annotations

import re

from benchmarks.errors import UsageError

_SECOND = 1_000_000_000
_UNITS = {
    "us": 1_000,
    "µs": 1_000,
    "ms": 1_000_000,
    "s": _SECOND,
    "m": 60 * _SECOND,
    "min": 60 * _SECOND,
    "h": 3600 * _SECOND,
}


def parse_ns(text: str, option: str = "--add", example: str = "20ms") -> int:
    """Nanoseconds of ``20ms``, ``1.5s`` or ``5m``; :class:`UsageError` for anything else."""
    found = re.fullmatch(rf"\s*(\d+(?:\.\d+)?)\s*({'|'.join(_UNITS)})\s*", text)
    if not found or float(found[1]) == 0:
        raise UsageError(f"{option} {text}: not a duration; write a number and its unit, such as {example}")
    return round(float(found[1]) * _UNITS[found[2]])
