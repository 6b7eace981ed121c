"""What would make this machine measure better: one line for each thing found, with what to do about it."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.measure.machine import Machine
from benchmarks.measure.noise import Noise, Thresholds


def advise(machine: Machine, noise: Noise, thresholds: Thresholds | None = None) -> tuple[str, ...]:
    """Lines for a person, most effective first; empty where nothing to improve was seen."""
    limits = thresholds or Thresholds()
    return (*_about_load(machine, noise, limits), *_about_clocks(machine), *_about_limits(machine))


def _about_load(machine: Machine, noise: Noise, limits: Thresholds) -> Iterator[str]:
    if noise.others_share is not None and noise.others_share > limits.others / 2:
        cores = noise.others_share * noise.cores
        yield f"Other processes kept {cores:.1f} of {noise.cores} cores busy: close them, then look again."
    if noise.steal_share is not None and noise.steal_share > limits.steal / 2:
        yield (
            f"The hypervisor took {noise.steal_share:.1%} of the cores' time for other guests: "
            "use a machine of your own, or another hour."
        )
    if noise.throttled_times:
        yield f"A quota held processes back {noise.throttled_times} times: lift the container's limit."
    if noise.thermal_times:
        yield f"Cores slowed down from heat {noise.thermal_times} times: cool the machine, or turn turbo off."
    if machine.virtualisation:
        yield (
            f"This is a virtual machine or a container ({machine.virtualisation[0]}): neighbours cannot be "
            "seen from inside, so trust differences within blocks rather than single times."
        )


def _about_clocks(machine: Machine) -> Iterator[str]:
    if machine.governor and machine.governor != "performance":
        yield (
            f"The frequency governor is {machine.governor}: `sudo cpupower frequency-set -g performance` "
            "keeps the clock from following the load."
        )
    if machine.turbo == "on":
        yield "Turbo is on, so that the clock depends on heat: turn it off if drift stays large."


def _about_limits(machine: Machine) -> Iterator[str]:
    cores = machine.quota_cores if machine.quota_cores is not None else machine.cores_allowed
    if min(cores, machine.cores_allowed) < 2:
        yield "Fewer than two cores may be used: the harness and the measured process share one."
    elif machine.quota_cores is not None:
        yield (
            f"A quota allows {machine.quota_cores:g} cores' worth of time: parallel steps that exceed it are "
            "stopped for parts of every tenth of a second."
        )
