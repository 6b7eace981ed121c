from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.measure import machine
from tests.measure.trees import grow

X86 = "processor\t: 0\nmodel name\t: Imaginary 9000\nflags\t\t: fpu hypervisor sse\n\nprocessor\t: 1\n"
ARM = "processor\t: 0\nCPU implementer\t: 0x41\nCPU part\t: 0xd0c\n"
FREQUENCY = "sys/devices/system/cpu/cpu{core}/cpufreq/scaling_governor"


@pytest.mark.parametrize(("cpuinfo", "model"), [(X86, "Imaginary 9000"), (ARM, "0x41 0xd0c"), ("", "")])
def test_the_processor_is_named(cpuinfo: str, model: str) -> None:
    assert machine.cpu_model(cpuinfo) == model


def test_the_governor_is_that_of_the_allowed_cores(tmp_path: Path) -> None:
    files = {
        FREQUENCY.format(core=core): text for core, text in enumerate(["powersave\n", "performance\n", "x\n"])
    }
    assert machine.governor(grow(tmp_path, files), {0, 1}) == "performance+powersave"


@pytest.mark.parametrize(
    ("file", "text", "answer"),
    [
        ("intel_pstate/no_turbo", "1", "off"),
        ("intel_pstate/no_turbo", "0", "on"),
        ("cpufreq/boost", "1", "on"),
        ("cpufreq/boost", "0", "off"),
        ("online", "0-1", ""),
    ],
)
def test_turbo_is_told_where_it_is_visible(tmp_path: Path, file: str, text: str, answer: str) -> None:
    assert machine.turbo(grow(tmp_path, {f"sys/devices/system/cpu/{file}": text})) == answer


def test_every_sign_of_a_hypervisor_is_named_with_its_source(tmp_path: Path) -> None:
    root = grow(
        tmp_path,
        {"proc/cpuinfo": X86, "sys/hypervisor/type": "xen\n", "sys/class/dmi/id/sys_vendor": "QEMU\n"},
    )
    assert machine.hypervisor_signs(root) == (
        "cpuinfo: hypervisor flag",
        "sys/hypervisor: xen",
        "firmware: QEMU",
    )


def test_ordinary_hardware_shows_no_hypervisor(tmp_path: Path) -> None:
    files = {"proc/cpuinfo": "flags\t: fpu sse\n", "sys/class/dmi/id/sys_vendor": "Maker of Laptops\n"}
    assert machine.hypervisor_signs(grow(tmp_path, files)) == ()


def test_this_machine_can_be_described() -> None:
    found = machine.describe()
    assert 1 <= found.cores_allowed <= found.cores
    assert found.kernel
