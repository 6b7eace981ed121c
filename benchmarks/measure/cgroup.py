"""The control group that limits this process, in whichever version the machine has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

MOUNT = "sys/fs/cgroup"
UNLIMITED_BYTES = 1 << 60
"""Version 1 writes "no memory limit" as a number near 2^63."""


@dataclass(frozen=True)
class Cgroup:
    """Directories from this process's own group up to the root that the mount shows, innermost first."""

    version: Literal["v1", "v2", "none"]
    cpu: tuple[Path, ...]
    memory: tuple[Path, ...]

    def quota_cores(self) -> float | None:
        """Cores' worth of time that may be used per second; ``None`` without a limit."""
        limits = [limit for group in self.cpu if (limit := _quota(group, self.version)) is not None]
        return min(limits, default=None)

    def memory_limit_bytes(self) -> int | None:
        """Memory that may be used; ``None`` without a limit."""
        name = "memory.max" if self.version == "v2" else "memory.limit_in_bytes"
        values = [read_text(group / name).strip() for group in self.memory]
        limits = [int(value) for value in values if value.isdecimal() and int(value) < UNLIMITED_BYTES]
        return min(limits, default=None)

    def throttled(self) -> tuple[int, int] | None:
        """How often, and for how many nanoseconds, a quota has held this group back; ``None`` if not told."""
        found: tuple[int, int] | None = None
        for group in self.cpu:
            statistics = numbers(read_text(group / "cpu.stat"))
            if "nr_throttled" in statistics:
                times, total = found or (0, 0)
                duration = statistics.get("throttled_time", statistics.get("throttled_usec", 0) * 1000)
                found = times + statistics["nr_throttled"], total + duration
        return found


def find(root: Path = Path("/")) -> Cgroup:
    """Read where this process belongs; ``root`` is the directory that holds ``proc`` and ``sys``."""
    places = dict(_memberships(read_text(root / "proc/self/cgroup")))
    if "cpu" in places:
        return Cgroup(
            "v1", _upward(root, "cpu", places["cpu"]), _upward(root, "memory", places.get("memory", "/"))
        )
    if "" in places:
        groups = _upward(root, "", places[""])
        return Cgroup("v2", groups, groups)
    return Cgroup("none", (), ())


def read_text(path: Path) -> str:
    """The content of a file of ``proc`` or ``sys``; empty where it is missing or may not be read."""
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def numbers(text: str) -> dict[str, int]:
    """Lines of ``name number`` as a mapping; other lines are passed over."""
    pairs = (line.split() for line in text.splitlines())
    return {pair[0]: int(pair[1]) for pair in pairs if len(pair) == 2 and pair[1].isdecimal()}


def _memberships(text: str) -> Iterator[tuple[str, str]]:
    for line in text.splitlines():
        _, _, rest = line.partition(":")
        controllers, _, place = rest.partition(":")
        for controller in controllers.split(","):
            yield controller, place


def _upward(root: Path, controller: str, place: str) -> tuple[Path, ...]:
    """Groups that exist. Inside a container the mount may begin at the own group, whatever ``place`` says."""
    mount = root / MOUNT / controller
    own = mount / place.strip("/")
    lineage = (own, *own.parents)
    return tuple(group for group in lineage if group.is_relative_to(mount) and group.is_dir())


def _quota(group: Path, version: str) -> float | None:
    if version == "v2":
        quota, _, period = read_text(group / "cpu.max").strip().partition(" ")
    else:
        quota, period = (read_text(group / f"cpu.cfs_{name}_us").strip() for name in ("quota", "period"))
    return int(quota) / int(period) if quota.isdecimal() and period.isdecimal() else None
