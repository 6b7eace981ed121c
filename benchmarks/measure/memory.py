"""Peak memory of a process tree: proportional set size (PSS), summed over the tree, many times a second.

PSS divides a page by the number of processes that map it, so that the sum over a tree of forked workers
counts a shared page once, where summed RSS counts it once a worker. The division is over all processes
of the machine: the few MB of interpreter text that a small command shares with the harness read low.
Reading it stops the watched process for moments, hence samples of their own.

A peak shorter than the interval can be missed; the kernel's high-water mark beside it cannot.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

INTERVAL_S = 0.010
"""Time between two sums; with the time to read a tree of tens of processes it stays below 20 ms."""


@dataclass(frozen=True)
class TreePeak:
    """The largest sum seen, and how closely it was watched."""

    pss_bytes: int
    processes: int
    """Distinct processes seen; those that lived shorter than the interval may be missing."""
    sums: int
    longest_gap_ns: int
    """The longest time between two sums: a peak within it went unseen."""


def unavailable() -> str | None:
    """Why the tree's memory cannot be read on this system; ``None`` where it can."""
    if os.access("/proc/self/smaps_rollup", os.R_OK):
        return None
    return f"the kernel tells no PSS here ({sys.platform}; Linux 4.14 or later is needed)"


def pss_bytes(pid: int) -> int | None:
    """PSS of one process; 0 once it has exited but not been collected; ``None`` if it is gone or foreign."""
    content = _read(f"/proc/{pid}/smaps_rollup")
    if content is None:
        return None
    _, found, rest = content.partition(b"\nPss:")
    return int(rest.split(None, 1)[0]) * 1024 if found else 0


def descendants(pid: int) -> Iterator[int]:
    """Every process below ``pid``, parents before children; processes that end meanwhile may be missing."""
    for child in _children(pid):
        yield child
        yield from descendants(child)


class TreeMemory:
    """Sums the memory of everything below one process, which itself is left out."""

    def __init__(self, root: int, clock_ns: Callable[[], int]) -> None:
        self._root, self._clock_ns = root, clock_ns
        self._peak = self._sums = self._gap = 0
        self._last: int | None = None
        self._seen: set[int] = set()

    def look(self) -> None:
        """Sum once."""
        now = self._clock_ns()
        if self._last is not None:
            self._gap = max(self._gap, now - self._last)
        self._last = now
        sizes = {pid: size for pid in descendants(self._root) if (size := pss_bytes(pid)) is not None}
        self._seen |= sizes.keys()
        self._peak = max(self._peak, sum(sizes.values()))
        self._sums += 1

    def peak(self) -> TreePeak:
        """What has been seen so far."""
        return TreePeak(self._peak, len(self._seen), self._sums, self._gap)


def _children(pid: int) -> list[int]:
    # A kernel may lack these files; one that has them spares a walk over every process of the machine.
    if os.path.exists(f"/proc/self/task/{os.getpid()}/children"):  # noqa: PTH110
        return _listed_children(pid)
    return [child for child, parent in _parents() if parent == pid]


def _listed_children(pid: int) -> list[int]:
    found: list[int] = []
    try:
        threads = os.listdir(f"/proc/{pid}/task")  # noqa: PTH208 - names alone, no paths: this is the hot path
    except OSError:
        return found
    for thread in threads:
        content = _read(f"/proc/{pid}/task/{thread}/children")
        found += map(int, (content or b"").split())
    return found


def _parents() -> Iterator[tuple[int, int]]:
    for name in os.listdir("/proc"):  # noqa: PTH208
        content = _read(f"/proc/{name}/stat") if name.isdecimal() else None
        if content:
            yield int(name), int(content.rpartition(b")")[2].split(None, 2)[1])


def _read(path: str) -> bytes | None:
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return None
    content = b""
    try:
        while chunk := os.read(descriptor, 1 << 16):  # the kernel hands out long lists a page at a time
            content += chunk
    except OSError:
        return None
    else:
        return content
    finally:
        os.close(descriptor)
