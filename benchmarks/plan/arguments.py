"""What is typed on a command line: names, sizes and counts, each within bounds that are told."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence

from benchmarks.errors import UsageError

Value = int | float | str

MOST_BLOCKS = 1000
"""Of one cell: an interval of a thousand blocks is a tenth of that of ten."""
LONGEST_S = 1e7
"""Of a budget or a timeout: four months."""
LARGEST = 1_000_000_000_000
"""Of one number of a size."""
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+-]{0,99}")


def names(texts: Iterable[str]) -> list[str]:
    """``["a, b", "c"]`` is ``a``, ``b`` and ``c``; :class:`UsageError` for a text that holds no name."""
    found: list[str] = []
    for text in texts:
        own = [name.strip() for name in text.split(",") if name.strip()]
        if not own:
            raise UsageError(f"{text!r} holds no name; give one, or several with commas between them")
        found += own
    return found


def file_name(option: str, text: str) -> str:
    """A text that becomes a part of a file's name; :class:`UsageError` for any other."""
    if not _NAME.fullmatch(text):
        nearest = re.sub(r"[^A-Za-z0-9._+-]+", "-", text).strip("-._+")[:100] or "own"
        raise UsageError(f"{option} {text}: letters, digits and . _ + - alone, such as {nearest}")
    return text


def checked_size(
    text: str, size: Mapping[str, Value], known: Sequence[Mapping[str, Value]]
) -> dict[str, Value]:
    """The size, each value of the kind that the known sizes have; :class:`UsageError` for any other."""
    return {
        name: _checked_value(f"--size {text}: {name}={value}", value, [one[name] for one in known])
        for name, value in size.items()
    }


def _checked_value(where: str, value: Value, known: Sequence[Value]) -> Value:
    if all(isinstance(one, str) for one in known):
        if value not in known:
            raise UsageError(f"{where}: there are {', '.join(map(str, dict.fromkeys(known)))}")
        return value
    whole = all(isinstance(one, int) for one in known)
    if isinstance(value, str) or not math.isfinite(value):
        raise UsageError(f"{where}: give a number from 1 to {LARGEST}")
    if whole and value != int(value):
        raise UsageError(f"{where}: give a whole number, such as {max(1, round(value))}")
    lowest = min([1, *(one for one in known if not isinstance(one, str))])
    if not lowest <= value <= LARGEST:
        raise UsageError(f"{where}: from {lowest:g} to {LARGEST}; the nearest is {_nearest(value, lowest):g}")
    return int(value) if whole else value


def _nearest(value: float, lowest: float) -> float:
    return min(max(value, lowest), LARGEST)
