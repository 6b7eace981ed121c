"""Directories for the work of one process, which the next one sweeps if it was killed."""

from __future__ import annotations

import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from benchmarks.measure.remove_tree import remove_tree

PREFIX = "scratch-"


@contextmanager
def scratch(cache: Path, purpose: str) -> Iterator[Path]:
    """A directory below ``cache`` for this process alone, removed afterwards.

    Where the cache cannot be written to, it is one of the system's. It is locked as long as its process
    lives, however that ends; what has no lock any more is swept here.
    """
    sweep(cache)
    name = f"{PREFIX}{purpose}-{os.getpid()}"
    try:
        cache.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=name, dir=cache.absolute()))
    except OSError:  # a checkout that cannot be written to
        folder = Path(tempfile.mkdtemp(prefix=name))
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield folder
    finally:
        remove_tree(folder)
        os.close(descriptor)


def sweep(cache: Path) -> None:
    """Remove the scratch directories whose process has ended without doing so."""
    for folder in cache.glob(f"{PREFIX}*"):
        with suppress(OSError):
            if is_unlocked(folder):
                remove_tree(folder)


def sweep_work(results: Path) -> None:
    """Remove the rooms of samples in every campaign below ``results`` that no process is writing to."""
    for work in results.glob("*/work"):
        raw = work.with_name("raw.jsonl")
        with suppress(OSError):
            if raw.is_file() and is_unlocked(raw):
                remove_tree(work)


def is_unlocked(path: Path) -> bool:
    """Whether nobody holds a lock on a file or a directory; ``OSError`` where it cannot be opened."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    else:
        return True
    finally:
        os.close(descriptor)
