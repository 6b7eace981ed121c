"""The end of a log file, bounded whatever its size."""

from __future__ import annotations

import os
import stat
from pathlib import Path

LINES = 20
BYTES = 8192
"""Enough for a Python traceback; a raw file of thousands of failures stays small."""


def tail(file: Path, lines: int = LINES, most_bytes: int = BYTES) -> str:
    """The last ``lines`` lines within the last ``most_bytes`` bytes; ``…`` stands for what was cut off.

    Bytes that are not UTF-8 become U+FFFD. Empty where there is no such file: what was measured
    may have put a pipe or a link in its place.
    """
    try:
        descriptor = os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return ""
    with os.fdopen(descriptor, "rb") as content:
        about = os.fstat(descriptor)
        if not stat.S_ISREG(about.st_mode):
            return ""
        content.seek(max(0, about.st_size - most_bytes))
        text = content.read(most_bytes).decode("utf-8", "replace").rstrip()
    size = about.st_size
    kept = text.splitlines()[-lines:]
    whole = size <= most_bytes and len(kept) == len(text.splitlines())
    return "\n".join(kept if whole else ["…", *kept])
