"""Whether processes that a test started are still there."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path


def alive(pid: int) -> bool:
    """Whether the process runs; one that has ended but was not collected does not."""
    try:
        status = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace")
    except (FileNotFoundError, ProcessLookupError):
        return False
    return status.rpartition(")")[2].split()[0] not in "ZX"


def becomes_true(condition: Callable[[], bool], patience_s: float = 20) -> bool:
    """Wait for another process to act; the patience is for a stuck one, not a time under test."""
    deadline = time.monotonic() + patience_s
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.01)
    return condition()


def pid_from(file: Path) -> int:
    """The process id that a command writes into ``file`` once it runs."""
    assert becomes_true(lambda: file.exists() and file.read_text(encoding="ascii").endswith("\n"))
    return int(file.read_text(encoding="ascii"))
