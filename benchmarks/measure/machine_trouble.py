"""What of this machine's kept a process from its work: trouble that is no contender's result."""

from __future__ import annotations

import os
import re
import resource
from pathlib import Path

LEAST_FREE_BYTES = 16_000_000
"""Below this no sample begins: an interpreter's bytecode, a log and an artefact need some of it."""
AMPLE_FREE_BYTES = 1_000_000_000
"""Who runs out of space with so much left after its own files were removed has filled the disk itself."""

_SAID = (
    (resource.RLIMIT_NOFILE, 1024, re.compile(r"Too many open files|Errno 24\b"), "open files (`ulimit -n`)"),
    (resource.RLIMIT_FSIZE, None, re.compile(r"File too large|Errno 27\b"), "bytes a file (`ulimit -f`)"),
    (
        resource.RLIMIT_AS,
        None,
        re.compile(r"MemoryError|Cannot allocate memory|failed to map segment|Memory allocation"),
        "bytes of address space (`ulimit -v`)",
    ),
    (
        resource.RLIMIT_NPROC,
        None,
        re.compile(r"Resource temporarily unavailable|can't start new thread"),
        "processes (`ulimit -u`)",
    ),
)
"""A limit of this shell, below which value it is one, how running into it is told, and its name."""
_NO_SPACE = re.compile(r"No space left on device|Disk quota exceeded|Errno (?:28|122)\b")
_READ_ONLY = re.compile(r"Read-only file system|Errno 30\b")


def no_room(folder: Path, least_bytes: int = LEAST_FREE_BYTES) -> str:
    """Why no process should begin below ``folder``, in one line; empty if there is room."""
    about = os.statvfs(folder)
    free = about.f_bavail * about.f_frsize
    if free < least_bytes:
        return f"only {free / 1e6:.1f} MB are free there, and a sample needs {least_bytes / 1e6:.0f} MB"
    if about.f_files and not about.f_favail:
        return "no file can be made there any more: the file system has no inode left"
    return ""


def trouble(said: str, folder: Path) -> str:
    """What the machine did to a process that failed and ``said`` this, in one line; empty for nothing.

    Its own files must be gone already: what it filled by itself is its own result.
    """
    if found := no_room(folder):
        return found
    if _NO_SPACE.search(said) and (small := no_room(folder, AMPLE_FREE_BYTES)):
        return f"the disk was full: {small}"
    if _READ_ONLY.search(said) and os.statvfs(folder).f_flag & os.ST_RDONLY:
        return "the file system became read-only"
    for which, usual, pattern, name in _SAID:
        limit = resource.getrlimit(which)[0]
        limited = limit != resource.RLIM_INFINITY and (usual is None or limit < usual)
        if limited and pattern.search(said):
            return f"this shell allows {limit} {name}"
    return ""
