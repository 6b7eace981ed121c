"""What to do when a launcher was killed, and the tree it watched may live on without a parent."""

from __future__ import annotations

import contextlib
import os
import signal
from pathlib import Path


def kill_by_home(home: str | None) -> int:
    """Kill every process whose environment has this HOME, which one sample alone has; how many there were.

    Environments are inherited, so that sessions and double forks make no difference; a process that
    cleared its environment escapes. Without ``/proc`` nothing is found. Nothing is killed either where
    ``home`` is this process's own: whoever else has it is none of ours.
    """
    if not home or home == os.environ.get("HOME"):
        return 0
    marker = b"\0HOME=" + os.fsencode(home) + b"\0"
    killed: set[int] = set()
    while found := set(_carrying(marker)) - killed:
        for pid in found:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(pid, signal.SIGKILL)
        killed |= found
    return len(killed)


def _carrying(marker: bytes) -> list[int]:
    found = []
    for environment in Path("/proc").glob("[0-9]*/environ"):
        with contextlib.suppress(OSError):
            if marker in b"\0" + environment.read_bytes() + b"\0":
                found.append(int(environment.parent.name))
    return found
