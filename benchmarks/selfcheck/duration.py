"""Durations as people write them on a command line."""

from __future__ import annotations

import re

from benchmarks.errors import UsageError

_UNITS = {"us": 1_000, "µs": 1_000, "ms": 1_000_000, "s": 1_000_000_000}


def parse_ns(text: str) -> int:
    """Nanoseconds of ``20ms``, ``1.5s`` or ``300us``; :class:`UsageError` for anything else."""
    found = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*(us|µs|ms|s)\s*", text)
    if not found:
        raise UsageError(f"--add {text}: not a duration; write a number and its unit, such as 20ms")
    return round(float(found[1]) * _UNITS[found[2]])
