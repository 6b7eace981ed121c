"""The container target as a campaign sees it: a daemon, the contenders' images, what is left to remove."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.errors import UsageError
from benchmarks.measure.environment import Room
from benchmarks.targets import images
from benchmarks.targets.container import LABEL
from benchmarks.targets.daemon import Daemon, DaemonError, address
from benchmarks.targets.images import Image
from benchmarks.targets.sweep import LABEL as OWNER
from benchmarks.targets.sweep import owner_of, sweep, sweep_quietly

_PROBES: Mapping[str, str] = {
    "command:run": "benchmarks.targets.probes:whole_run",
    "sdk-runner": "benchmarks.targets.probes:sdk_runner",
    "split": "benchmarks.targets.probes:split",
    "image": "benchmarks.targets.probes:image",
    "edit:mount": "benchmarks.targets.probes:edit",
    "edit:layer": "benchmarks.targets.probes:edit",
    "edit:archive": "benchmarks.targets.probes:edit",
}
"""What measures a probe that containers have a way of their own for."""


@dataclass(frozen=True)
class ContainerRuntime:
    """What the probe is told of the daemon, engine by engine."""

    daemon: Daemon
    images: Mapping[str, Image]
    settings: Mapping[str, Any]
    """Of the daemon, as it tells them."""
    version: str
    below: Path
    """The campaign's own directory of rooms."""
    code: Mapping[str, tuple[Path, ...]]
    """By engine, the packages of ours that its image has."""
    used_ns: list[int] = field(default_factory=list)

    @classmethod
    def open(cls, code: Mapping[str, tuple[Path, ...]], below: Path) -> ContainerRuntime:
        """Find the daemon and the images; one line of ``FvkError`` on what is missing.

        ``code`` has each engine's modules as they are now, which must be those in its image.
        """
        daemon = Daemon(address())
        version = str(daemon.about()["Version"])
        digests = {engine: images.code_digest(places) for engine, places in code.items()}
        found = images.needed(daemon, digests, digests)
        return cls(daemon, found, daemon.settings(), version, below.absolute(), code)

    def lacking(self, engine: str) -> str:
        """Why an engine takes no part here, or empty."""
        return (
            "" if engine in self.images else f"{engine} has no image: images hold the pinned versions alone"
        )

    def variables(self, engine: str) -> dict[str, str]:
        """What the process that compiles must know: the image that the steps name."""
        return {"FVK_IMAGE": self.images[engine].tag}

    def request(self, engine: str, room: Room, variables: Mapping[str, str]) -> dict[str, Any]:
        """What the probe needs in order to run a container."""
        return {
            "daemon": self.daemon.address,
            "image": self.images[engine].tag,
            "plain": images.tag_of("plain"),
            "code": [str(place) for place in self.code[engine]],
            "room": str(room.root),
            "labels": {LABEL: "step", OWNER: owner_of(os.getpid())},
            "user": self._user,
            "cgroup": {
                "version": str(self.settings.get("CgroupVersion", "1")),
                "driver": str(self.settings.get("CgroupDriver", "none")),
            },
            "variables": dict(variables),
        }

    def measures(self, probe: str) -> str:
        """``module:function`` for a probe that bare processes do not have; empty for one that they do."""
        return _PROBES.get(probe, "")

    def took(self, metrics: Mapping[str, float]) -> None:
        """Count a sample's containers as this campaign's own work: the kernel counts them as the daemon's."""
        self.used_ns.append(int(metrics.get("steps.cpu_ns", 0) + metrics.get("whole.cpu_ns", 0)))

    def cpu_ns(self) -> int:
        """Processor time so far of the containers and of the daemon that starts them."""
        return sum(self.used_ns) + sum(map(_used_ns, _engine_processes()))

    def clean(self) -> None:
        """Remove what a sample left running."""
        sweep_quietly(self.daemon, self.below)

    def begin(self) -> int:
        """Remove what earlier campaigns, or this one's earlier life, left; how many containers."""
        return sweep(self.daemon, self.below)

    def about(self) -> dict[str, Any]:
        """For the fingerprint: the daemon, and what each container is started from."""
        return {
            "daemon": self.version,
            "storage": str(self.settings.get("Driver", "")),
            "cgroup": f"{self.settings.get('CgroupVersion', '1')} {self.settings.get('CgroupDriver', '')}",
            "runtime": str(self.settings.get("DefaultRuntime", "")),
            "images": {
                engine: {
                    "id": image.id,
                    "bytes": image.size_bytes,
                    "own_bytes": image.own_bytes,
                    "python": image.python,
                    "base": image.base,
                    "built_s": image.built_s,
                }
                for engine, image in self.images.items()
            },
        }

    def check(self, before: Mapping[str, Any]) -> None:
        """:class:`~benchmarks.errors.UsageError` where an image is not the one that a campaign began with."""
        for engine, told in before.get("images", {}).items():
            if engine in self.images and self.images[engine].id != told["id"]:
                raise UsageError(
                    f"the image of {engine} was built anew since the campaign began: "
                    "start anew with `fvk run --target container`"
                )

    @property
    def _user(self) -> str:
        """Whose files a container writes: this process's, but where the daemon maps root to it anyway."""
        options = " ".join(map(str, self.settings.get("SecurityOptions") or ()))
        return "" if "rootless" in options or os.getuid() == 0 else f"{os.getuid()}:{os.getgid()}"


def diagnosis() -> list[str]:
    """Whether the container target can be used now, one line a finding, with what to do about it."""
    try:
        daemon = Daemon(address())
        about, settings = daemon.about(), daemon.settings()
        made = [image.engine for image in images.list_all(daemon)]
    except DaemonError as error:
        return [f"cannot be used: {error}"]
    found = [f"{_name_of(about)} {about['Version']} answers at {daemon.address}"]
    if "podman" in _name_of(about).lower():
        found.append(
            "Podman: KFP's DockerRunner may take a failed step for a success; outputs are compared here"
        )
    if settings.get("CgroupDriver") not in ("cgroupfs", "systemd"):
        found.append("no cgroups: processor time and peak memory of a container are not told")
    found.append(f"images of {', '.join(made)}" if made else "no images yet; `fvk image build` makes them")
    return found


def _name_of(about: Mapping[str, Any]) -> str:
    components = about.get("Components") or [{"Name": "Docker"}]
    return str(components[0].get("Name", "Docker"))


_ENGINE = ("dockerd", "containerd", "containerd-shim", "podman", "conmon")
"""Processes, by the beginning of their name, that work for a container and are none of it."""
_TICK_NS = 10**9 // os.sysconf("SC_CLK_TCK")


def _engine_processes() -> Iterator[list[str]]:
    """What ``/proc`` tells of each of the daemon's processes, after its name; nothing where there is none."""
    for file in Path("/proc").glob("[0-9]*/stat"):
        try:
            about = file.read_text(encoding="utf-8", errors="replace")
        except OSError:
            continue
        name, _, rest = about.partition("(")[2].rpartition(")")
        if name.startswith(_ENGINE):
            yield rest.split()


def _used_ns(about: list[str]) -> int:
    """User and system time, of children that were waited for too."""
    return sum(map(int, about[11:15])) * _TICK_NS
