"""Whether the files of a campaign are still those that it began with."""

from __future__ import annotations

import hashlib
from pathlib import Path

from benchmarks.errors import UsageError
from benchmarks.record.schema import Yours


def digest(file: Path) -> str:
    """SHA-256 of a file's content."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def check(yours: Yours) -> None:
    """Raise :class:`UsageError` for the first file that is gone or was edited."""
    for one in yours.pipelines:
        file = Path(one.file)
        if not file.is_file():
            raise UsageError(f"{file} of {one.contender} is not here; resume where the campaign was begun")
        if digest(file) != one.sha256:
            raise UsageError(f"{file} of {one.contender} was edited since the campaign began; start anew")
