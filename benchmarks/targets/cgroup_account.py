"""What a container used, by the kernel's own account: the client that waits for it uses next to nothing."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path("/sys/fs/cgroup")
_SHARED = "fvk"
"""The parent of all containers where this process may not remove what the daemon makes."""


@dataclass(frozen=True)
class CgroupAccount:
    """A parent cgroup, which still has the account when its container is gone."""

    parent: str
    """As the daemon takes it; empty for the daemon's own."""
    places: tuple[Path, ...]
    """Its directories: one for each controller in version 1."""
    own: bool
    """Whether one container alone is in it, and it is removed afterwards."""
    before_ns: int = 0
    """Processor time that others had used in it before."""

    @classmethod
    def of(cls, told: Mapping[str, str], name: str, root: Path = ROOT) -> CgroupAccount:
        """An account for one container; ``told`` has the daemon's ``version`` and ``driver`` of cgroups."""
        own = os.access(root, os.W_OK)
        called = name if own else _SHARED
        if told["driver"] not in ("cgroupfs", "systemd") or not root.is_dir():
            return cls("", (), own=False)
        # A dash in a slice's name would mean a slice inside another.
        directory = f"{called.replace('-', '')}.slice" if told["driver"] == "systemd" else called
        parent = directory if told["driver"] == "systemd" else f"/{called}"
        tops = [root] if told["version"] == "2" else sorted(one for one in root.iterdir() if one.is_dir())
        account = cls(parent, tuple(top / directory for top in tops), own)
        return cls(parent, account.places, own, 0 if own else account.cpu_ns() or 0)

    def read(self) -> tuple[int | None, int | None]:
        """Processor nanoseconds and peak bytes; ``None`` for what the kernel does not tell here."""
        cpu_ns = self.cpu_ns()
        peak = self._number("memory.peak") or self._number("memory.max_usage_in_bytes")
        return None if cpu_ns is None else cpu_ns - self.before_ns, peak if self.own else None

    def cpu_ns(self) -> int | None:
        """Processor nanoseconds of everything that ever was in it."""
        used = self._number("cpuacct.usage")
        if used is not None:
            return used
        for line in (self._text("cpu.stat") or "").splitlines():
            if line.startswith("usage_usec "):
                return int(line.split()[1]) * 1000
        return None

    def close(self) -> None:
        """Remove the directories that the daemon made for it."""
        for place in self.places if self.own else ():
            with contextlib.suppress(OSError):
                place.rmdir()

    @staticmethod
    def discard(name: str, root: Path = ROOT) -> None:
        """Remove what the daemon made for a container whose client was killed."""
        for place in (
            *root.glob(f"*/{name}"),
            *root.glob(name),
            *root.glob(f"{name.replace('-', '')}.slice"),
        ):
            with contextlib.suppress(OSError):
                place.rmdir()

    def _number(self, name: str) -> int | None:
        text = (self._text(name) or "").strip()
        return int(text) if text.isdecimal() else None

    def _text(self, name: str) -> str | None:
        for place in self.places:
            with contextlib.suppress(OSError):
                return (place / name).read_text(encoding="ascii")
        return None
