"""Peak memory of a process tree, looked at many times a second.

Two sums. *Summed PSS* divides every page by the number of processes that map it, on the whole machine: it
counts a page that forked workers share once, but also gives away the part of the interpreter and of the
libraries that the harness, or anybody else's Python, has mapped too. The *footprint* counts a page once if
anything in the tree maps it, whoever else does: what the tree would need if it were alone. It is the
figure to compare; a scikit-learn process of 237 MB read 145 MB to 162 MB of PSS, depending on neighbours.

Looking stops the watched processes for moments, hence samples of their own. A peak between two looks can
be missed; the kernel's high-water mark of the largest process, kept beside these, cannot.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from benchmarks.measure.smaps import Region, Rollup, has_memory, read, resident_files, rollup

INTERVAL_S = 0.010
"""From one look to the next, or as long as a look takes: up to 20 ms for a tree of 500 MB."""
STALE_BYTES = 1_000_000
"""A process's files are read anew, which is slow, once its resident file pages changed by more than this."""


@dataclass(frozen=True)
class TreePeak:
    """The largest sums seen, and how closely the tree was watched."""

    footprint_bytes: int
    """Distinct pages mapped by the tree."""
    pss_bytes: int
    """Summed PSS."""
    processes: int
    """Distinct processes seen; those that lived shorter than the interval may be missing."""
    looks: int
    longest_gap_ns: int
    """The longest time between two looks: a peak within it went unseen."""


def unavailable() -> str | None:
    """Why the tree's memory cannot be read on this system; ``None`` where it can."""
    if b"\nPss_Anon:" in (read("/proc/self/smaps_rollup") or b""):
        return None
    return f"the kernel does not tell what processes share ({sys.platform}; Linux 5.3 or later is needed)"


def descendants(pid: int) -> Iterator[int]:
    """Every process below ``pid``, parents before children; processes that end meanwhile may be missing."""
    for child in _children(pid):
        yield child
        yield from descendants(child)


class TreeMemory:
    """Sums the memory of everything below one process, which itself is left out."""

    def __init__(self, root: int, clock_ns: Callable[[], int]) -> None:
        self._root, self._clock_ns = root, clock_ns
        self._footprint = self._pss = self._looks = self._gap = 0
        self._last: int | None = None
        self._seen: set[int] = set()
        self._files: dict[int, tuple[int, Mapping[Region, int]]] = {}

    def look(self) -> None:
        """Sum once."""
        now = self._clock_ns()
        if self._last is not None:
            self._gap = max(self._gap, now - self._last)
        self._last = now
        sizes = self._sizes()
        self._seen |= sizes.keys()
        self._pss = max(self._pss, sum(size.pss for size in sizes.values()))
        self._footprint = max(self._footprint, self._footprint_of(sizes))
        self._looks += 1

    def peak(self) -> TreePeak:
        """What has been seen so far."""
        return TreePeak(self._footprint, self._pss, len(self._seen), self._looks, self._gap)

    def _sizes(self) -> dict[int, Rollup]:
        """Every process's sums, such that pages that come to be shared, or cease to be, count once at most.

        All are listed before any is read: a child born in between would share pages that its parent has
        been charged for in full. Whoever has ended when all are read is left out: its share of common
        pages may be in what was read of the others since.
        """
        tree = (self._root, *descendants(self._root))
        read_sizes = {pid: size for pid in tree if (size := rollup(pid)) is not None}
        sizes = _distinct({pid: size for pid, size in read_sizes.items() if has_memory(pid)})
        return {pid: size for pid, size in sizes.items() if pid != self._root}

    def _footprint_of(self, sizes: Mapping[int, Rollup]) -> int:
        if len(sizes) == 1:
            return next(iter(sizes.values())).rss
        # Without a file, only a fork can have shared a page, and a fork is in the tree: PSS divides rightly.
        anonymous = sum(size.pss_anonymous for size in sizes.values())
        union: dict[Region, int] = {}
        for pid, size in sizes.items():
            for region, resident in self._resident(pid, size).items():
                # Which pages of a region are resident is not told: the same ones, as far as they go.
                union[region] = max(union.get(region, 0), resident)
        return anonymous + sum(union.values())

    def _resident(self, pid: int, size: Rollup) -> Mapping[Region, int]:
        known = self._files.get(pid)
        if known is None or abs(size.in_files - known[0]) > STALE_BYTES:
            known = self._files[pid] = (size.in_files, resident_files(pid))
        return known[1]


def _distinct(sizes: Mapping[int, Rollup]) -> dict[int, Rollup]:
    """Every memory once, under the first process id that has it."""
    found: dict[int, Rollup] = {}
    for pid, size in sizes.items():
        if not any(size.is_same_memory_as(other) for other in found.values()):
            found[pid] = size
    return found


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
        found += map(int, (read(f"/proc/{pid}/task/{thread}/children") or b"").split())
    return found


def _parents() -> Iterator[tuple[int, int]]:
    for name in os.listdir("/proc"):  # noqa: PTH208
        content = read(f"/proc/{name}/stat") if name.isdecimal() else None
        if content:
            yield int(name), int(content.rpartition(b")")[2].split(None, 2)[1])
