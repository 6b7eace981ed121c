"""A campaign has one writer: whoever holds the lock on its raw file."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

from benchmarks.errors import BusyError

_LOCKS = Path("/proc/locks")


def hold(descriptor: int, file: Path) -> None:
    """Lock the open file until it is closed, in whatever way its process ends.

    Raises :class:`~benchmarks.errors.BusyError`, which says who has it, at once.
    """
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise BusyError(
            f"{file.parent}: {_holder(descriptor)} is writing to this campaign; "
            "wait until it has ended, or end it, and try again"
        ) from None


def _holder(descriptor: int) -> str:
    """Who has the lock, as far as this machine's kernel tells."""
    about = os.fstat(descriptor)
    place = f"{os.major(about.st_dev):02x}:{os.minor(about.st_dev):02x}:{about.st_ino}"
    try:
        # The first column numbers the locks; "->" in front of the kind marks one that only waits.
        rows = [line.split()[1:] for line in _LOCKS.read_text(encoding="ascii").splitlines()]
        pid = next(int(row[3]) for row in rows if row[0] == "FLOCK" and row[4] == place)
        words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except (OSError, StopIteration, ValueError, IndexError):
        return "another process"
    command = " ".join(Path(os.fsdecode(word)).name for word in words[:4] if word)
    return f"process {pid} ({command})" if command else f"process {pid}"
