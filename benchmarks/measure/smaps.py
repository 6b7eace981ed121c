"""What the kernel tells about the memory of one process, in ``/proc/PID/smaps`` and its sum."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass

Region = tuple[bytes, bytes, bytes]
"""A part of a file: (offset, device, inode), the same in every process that maps it."""

TOUCHED_BYTES = 1_000_000
"""How much a process that is starting another may touch from one reading to the next; seen: one page."""

_HEADER = re.compile(rb"^[0-9a-f]+-[0-9a-f]+ \S+ ([0-9a-f]+) (\S+) (\d+)", re.MULTILINE)
_RSS = re.compile(rb"\nRss: +(\d+)")
_ANONYMOUS = re.compile(rb"\nAnonymous: +(\d+)")


@dataclass(frozen=True)
class Rollup:
    """One process, in bytes; all zero once it has exited but was not collected."""

    span: bytes
    """From its first to its last address, which a program that was just started has at random places."""
    rss: int
    pss: int
    """Every page divided by the number of processes that map it, whosever they are."""
    anonymous: int
    """Resident pages that belong to no file."""
    pss_anonymous: int

    @property
    def in_files(self) -> int:
        """Resident pages of files and of shared memory."""
        return self.rss - self.anonymous

    def is_same_memory_as(self, other: Rollup) -> bool:
        """Whether these are one memory under two process ids: a parent, and the child that it is starting.

        Between ``vfork`` and ``exec`` a child has the very memory of its parent, and the kernel does not
        count it as shared. A child of ``fork`` has the same addresses too, but shares pages.
        """
        return (
            self.span == other.span
            and abs(self.anonymous - other.anonymous) < TOUCHED_BYTES
            and self.anonymous == self.pss_anonymous
            and other.anonymous == other.pss_anonymous
        )


def rollup(pid: int) -> Rollup | None:
    """The sums over one process; ``None`` if it is gone or not ours. Takes about 1 ms for 25 MB."""
    content = read(f"/proc/{pid}/smaps_rollup")
    if content is None:
        return None
    # The first line begins with the address range; the others are "Name: 123 kB".
    first, _, rest = content.partition(b"\n")
    sizes = {name: int(size) * 1024 for name, size, _ in map(bytes.split, rest.splitlines())}
    names = (b"Rss:", b"Pss:", b"Anonymous:", b"Pss_Anon:")
    return Rollup(first.partition(b" ")[0], *(sizes.get(name, 0) for name in names))


def resident_files(pid: int) -> Mapping[Region, int]:
    """Resident bytes of every part of a file that the process maps; empty if it is gone.

    Takes about 20 µs for each of the process's mappings, of which a scientific stack has over a thousand.
    """
    content = b"\n" + (read(f"/proc/{pid}/smaps") or b"")
    found: dict[Region, int] = {}
    sizes = zip(_HEADER.findall(content), _RSS.findall(content), _ANONYMOUS.findall(content), strict=False)
    for (offset, device, inode), resident, anonymous in sizes:
        if inode != b"0" and resident != anonymous:
            region = (offset, device, inode)
            found[region] = max(found.get(region, 0), (int(resident) - int(anonymous)) * 1024)
    return found


def has_memory(pid: int) -> bool:
    """Whether the process still has its memory, which it gives back before it can be collected. Quick."""
    return (read(f"/proc/{pid}/statm") or b"0").split(None, 1)[0] != b"0"


def read(path: str) -> bytes | None:
    """A whole file of ``/proc``; ``None`` if its process has ended or is not ours."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return None
    content = b""
    try:
        while chunk := os.read(descriptor, 1 << 20):  # the kernel hands out long files a page at a time
            content += chunk
    except OSError:
        return None
    else:
        return content
    finally:
        os.close(descriptor)
