from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.measure.machine import Machine
from benchmarks.measure.noise import Noise
from benchmarks.selfcheck.advice import advise

STEADY = Machine(
    architecture="x86_64",
    system="Linux",
    kernel="6.1",
    libc="glibc-2.36",
    cpu_model="Imaginary 9000",
    cores=4,
    cores_allowed=4,
    quota_cores=None,
    cgroup="v2",
    governor="performance",
    turbo="off",
    hyperthreading="off",
    memory_bytes=2**34,
    memory_limit_bytes=None,
    virtualisation=(),
)
SILENCE = Noise(
    elapsed_ns=10**10,
    cores=4,
    steal_share=0.0,
    others_share=0.0,
    waiting_share=0.0,
    throttled_times=0,
    throttled_ns=0,
    thermal_times=0,
    load_1min=0.1,
)


def test_a_steady_and_silent_machine_gets_no_advice() -> None:
    assert advise(STEADY, SILENCE) == ()


@pytest.mark.parametrize(
    ("machine", "noise", "words"),
    [
        ({}, {"others_share": 0.25}, "Other processes kept 1.0 of 4 cores busy"),
        ({}, {"steal_share": 0.05}, "The hypervisor took 5.0%"),
        ({}, {"throttled_times": 7}, "A quota held processes back 7 times"),
        ({}, {"thermal_times": 2}, "Cores slowed down from heat 2 times"),
        (
            {"virtualisation": ("firmware: QEMU",)},
            {},
            "This is a virtual machine or a container (firmware: QEMU)",
        ),
        ({"governor": "powersave"}, {}, "The frequency governor is powersave: `sudo cpupower"),
        ({"turbo": "on"}, {}, "Turbo is on"),
        ({"cores_allowed": 1}, {}, "Fewer than two cores may be used"),
        ({"quota_cores": 1.5}, {}, "Fewer than two cores may be used"),
        ({"quota_cores": 3.0}, {}, "A quota allows 3 cores' worth of time"),
    ],
)
def test_each_trouble_is_named_once(machine: dict[str, object], noise: dict[str, object], words: str) -> None:
    lines = advise(replace(STEADY, **machine), replace(SILENCE, **noise))
    assert len(lines) == 1
    assert lines[0].startswith(words)
