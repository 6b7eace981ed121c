"""The end of a log file, bounded whatever its size."""

from __future__ import annotations

from pathlib import Path

LINES = 20
BYTES = 8192
"""Enough for a Python traceback; a raw file of thousands of failures stays small."""


def tail(file: Path, lines: int = LINES, most_bytes: int = BYTES) -> str:
    """The last ``lines`` lines within the last ``most_bytes`` bytes; ``…`` stands for what was cut off.

    Bytes that are not UTF-8 become U+FFFD. Empty where the file is missing.
    """
    try:
        size = file.stat().st_size
    except FileNotFoundError:
        return ""
    with file.open("rb") as content:
        content.seek(max(0, size - most_bytes))
        text = content.read(most_bytes).decode("utf-8", "replace").rstrip()
    kept = text.splitlines()[-lines:]
    whole = size <= most_bytes and len(kept) == len(text.splitlines())
    return "\n".join(kept if whole else ["…", *kept])
