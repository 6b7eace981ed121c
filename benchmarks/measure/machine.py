"""What a machine says of itself, as far as it may explain a difference between two campaigns."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measure import cgroup
from benchmarks.measure.cgroup import read_text

CPU = "sys/devices/system/cpu"
VIRTUAL_HARDWARE = ("amazon", "bochs", "google", "kvm", "openstack", "qemu", "virtual", "vmware", "xen")
"""Words that hypervisors write into the firmware tables."""


@dataclass(frozen=True)
class Machine:
    """No host name, no path, no serial number. ``None`` or empty stands for "it does not say"."""

    architecture: str
    system: str
    kernel: str
    libc: str
    cpu_model: str
    cores: int
    cores_allowed: int
    quota_cores: float | None
    cgroup: str
    governor: str
    turbo: str
    hyperthreading: str
    memory_bytes: int | None
    memory_limit_bytes: int | None
    virtualisation: tuple[str, ...]
    """Every sign of a hypervisor or a container, with where it was seen; empty if there is none."""


def describe(root: Path = Path("/")) -> Machine:
    """Read this machine; ``root`` is the directory that holds ``proc``, ``sys`` and ``etc``."""
    allowed = allowed_cores()
    limits = cgroup.find(root)
    return Machine(
        architecture=platform.machine(),
        system=_system(root),
        kernel=platform.release(),
        libc="-".join(platform.libc_ver()).strip("-"),
        cpu_model=cpu_model(read_text(root / "proc/cpuinfo")) or platform.processor(),
        cores=os.cpu_count() or 1,
        cores_allowed=len(allowed),
        quota_cores=limits.quota_cores(),
        cgroup=limits.version,
        governor=governor(root, allowed),
        turbo=turbo(root),
        hyperthreading=read_text(root / CPU / "smt/control").strip(),
        memory_bytes=_memory_bytes(root),
        memory_limit_bytes=limits.memory_limit_bytes(),
        virtualisation=(*hypervisor_signs(root), *_detected_by_systemd()),
    )


def allowed_cores() -> frozenset[int]:
    """Numbers of the cores that this process may run on."""
    if hasattr(os, "sched_getaffinity"):
        return frozenset(os.sched_getaffinity(0))
    return frozenset(range(os.cpu_count() or 1))


def cpu_model(cpuinfo: str) -> str:
    """The model's name; where ARM gives only numbers, the implementer's and the part's."""
    fields: dict[str, str] = {}
    for line in cpuinfo.splitlines():
        name, _, value = line.partition(":")
        fields.setdefault(name.strip(), value.strip())
    numbers = [fields[name] for name in ("CPU implementer", "CPU part") if name in fields]
    return fields.get("model name") or fields.get("Model") or " ".join(numbers)


def governor(root: Path, cores: Collection[int]) -> str:
    """The frequency governor of the allowed cores, such as ``powersave``; several are joined by ``+``."""
    files = (root / CPU / f"cpu{core}/cpufreq/scaling_governor" for core in cores)
    return "+".join(sorted({text for file in files if (text := read_text(file).strip())}))


def turbo(root: Path) -> str:
    """``on`` or ``off``; empty where the machine does not say, as in most virtual machines."""
    answers = {"0": "off", "1": "on"}
    disabled = read_text(root / CPU / "intel_pstate/no_turbo").strip()
    if disabled in answers:
        return answers["1" if disabled == "0" else "0"]
    return answers.get(read_text(root / CPU / "cpufreq/boost").strip(), "")


def hypervisor_signs(root: Path) -> tuple[str, ...]:
    """Signs in the files of the kernel; one alone is a hint, not proof."""
    signs = []
    flags = (line for line in read_text(root / "proc/cpuinfo").splitlines() if line.startswith("flags"))
    if "hypervisor" in next(flags, "").split():
        signs.append("cpuinfo: hypervisor flag")
    if kind := read_text(root / "sys/hypervisor/type").strip():
        signs.append(f"sys/hypervisor: {kind}")
    for name in ("sys_vendor", "product_name"):
        text = read_text(root / "sys/class/dmi/id" / name).strip()
        if any(word in text.lower() for word in VIRTUAL_HARDWARE):
            signs.append(f"firmware: {text}")
    if (root / ".dockerenv").exists() or (root / "run/.containerenv").exists():
        signs.append("container: marker file")
    return tuple(signs)


def _detected_by_systemd() -> tuple[str, ...]:
    """What ``systemd-detect-virt`` says, where it is installed."""
    program = shutil.which("systemd-detect-virt")
    if not program:
        return ()
    try:
        told = subprocess.run(
            [program], capture_output=True, text=True, timeout=5, check=False
        ).stdout.strip()
    except (OSError, subprocess.TimeoutExpired):
        return ()
    return () if told in {"", "none"} else (f"systemd-detect-virt: {told}",)


def _system(root: Path) -> str:
    for line in read_text(root / "etc/os-release").splitlines():
        name, _, value = line.partition("=")
        if name == "PRETTY_NAME":
            return value.strip('"')
    return platform.system()


def _memory_bytes(root: Path) -> int | None:
    for line in read_text(root / "proc/meminfo").splitlines():
        name, _, value = line.partition(":")
        if name == "MemTotal":
            return int(value.split()[0]) * 1024
    return None
