"""Remove the containers that nobody waits for any more: a killed client does not end what it started."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path

from benchmarks.targets.cgroup_account import CgroupAccount
from benchmarks.targets.daemon import Daemon, DaemonError, Json

LABEL = "fvk.owner"


def owner_of(process: int) -> str:
    """A process of this machine, told apart from a later one with the same number."""
    return f"{socket.gethostname()}/{process}/{_started(process)}"


def sweep(daemon: Daemon, below: Path | None = None) -> int:
    """Remove what this process, or one that has ended, left behind; how many containers that were.

    ``below`` is a directory of this campaign alone: whatever has something of it mounted is removed too,
    such as what an SDK's own runner starts without any label of ours.
    """
    left = {str(found["Id"]): found for found in daemon.containers(LABEL) if _ownerless(found)}
    if below is not None:
        left |= {str(found["Id"]): found for found in _mounting(daemon, below)}
    for container, found in left.items():
        daemon.remove(container)
        for name in found.get("Names") or ():
            CgroupAccount.discard(str(name).lstrip("/"))
    for image in filter(_ownerless, daemon.images(LABEL)):  # the thin layer of an edit
        for tag in image.get("RepoTags") or ():
            daemon.remove_image(str(tag))
    return len(left)


def sweep_quietly(daemon: Daemon, below: Path | None = None) -> None:
    """The same at the end of a campaign: a daemon that is gone has nothing that could be removed now."""
    try:
        sweep(daemon, below)
    except DaemonError:
        return


def _mounting(daemon: Daemon, below: Path) -> Iterator[Json]:
    for found in daemon.ask("GET", "/containers/json", {"all": "1"}):
        sources = [Path(str(mount.get("Source", ""))) for mount in found.get("Mounts") or []]
        if any(source == below or below in source.parents for source in sources):
            yield found


def _ownerless(found: Json) -> bool:
    owner = str((found.get("Labels") or {}).get(LABEL, ""))
    host, _, rest = owner.rpartition("/")[0].rpartition("/")
    if host != socket.gethostname() or not rest.isdecimal():
        return False  # another machine's, whose processes cannot be seen from here
    return int(rest) == os.getpid() or owner_of(int(rest)) != owner


def _started(process: int) -> str:
    """When a process began, in the kernel's ticks; empty for one that is not there or cannot be seen."""
    try:
        about = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return "running" if _is_there(process) else ""
    return about.rpartition(")")[2].split()[19]


def _is_there(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return not Path("/proc/self").exists()
