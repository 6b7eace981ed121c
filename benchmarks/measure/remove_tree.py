"""Remove a directory with everything below it, whatever a measured process has made there."""

from __future__ import annotations

import contextlib
import itertools
import os
import shutil
from pathlib import Path


def remove_tree(folder: Path) -> None:
    """Remove the directory; what may not be removed stays, and what is not there is no error.

    Thousands of folders in each other are more than Python's own function can follow: they are taken out
    of each other first.
    """
    try:
        shutil.rmtree(folder, ignore_errors=True)
    except RecursionError:
        with contextlib.suppress(OSError):
            _flatten(folder)
        with contextlib.suppress(RecursionError):
            shutil.rmtree(folder, ignore_errors=True)


def _flatten(folder: Path) -> None:
    """Move every folder below to the top, one level at a time: no path grows long, and nothing recurses."""
    names = (f".{os.getpid()}-{number}" for number in itertools.count())
    waiting = [folder]
    while waiting:
        level = waiting.pop()
        for entry in list(os.scandir(level)):
            if entry.is_dir(follow_symlinks=False):
                moved = folder / next(names)
                Path(entry.path).rename(moved)
                if level != folder or _has_folders(moved):
                    waiting.append(moved)


def _has_folders(folder: Path) -> bool:
    with os.scandir(folder) as entries:
        return any(entry.is_dir(follow_symlinks=False) for entry in entries)
