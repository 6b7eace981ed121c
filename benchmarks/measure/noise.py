"""What else the machine did during a block: the only ground on which a block may be repeated.

No figure here is a time of a sample, so that repeating noisy blocks cannot favour short samples. The
load average is recorded but raises no flag: the samples themselves raise it.
"""

from __future__ import annotations

import os
import resource
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measure import cgroup
from benchmarks.measure.cgroup import read_text

TICK_NS = 10**9 // os.sysconf("SC_CLK_TCK")
"""The kernel tells processor time per core in ticks, usually of 10 ms."""


@dataclass(frozen=True)
class Snapshot:
    """Counters since the machine started, at one moment. ``None`` where the system does not tell."""

    at_ns: int
    own_cpu_ns: int
    """Used by the harness and every process of it that has ended, the samples among them."""
    cores: int
    busy_ns: int | None
    """Used by everybody, over all cores."""
    steal_ns: int | None
    """Time in which a hypervisor gave a core that had work to do to somebody else."""
    throttled_times: int | None
    throttled_ns: int | None
    """How often, and how long, a control group's quota held this group back."""
    thermal_times: int | None
    """How often a core slowed down because of heat, over all cores."""
    waiting_ns: int | None
    """Time in which at least one process, whosever, waited for a core."""
    load_1min: float | None


@dataclass(frozen=True)
class Thresholds:
    """From where on a block is flagged. Shares are of all cores' time. These are judgements.

    ``steal``: stolen time cannot be moved away from, and work on a core of which a share s is taken lasts
    1/(1-s) times as long, so that 2.5 % uses up half of the smallest margin that is asked for (5 %).
    ``others``: the scheduler moves the sample away while a core is idle. In paired trials on two cores, 10
    % of their time used elsewhere changed a computation's time by less than could be told (12 pairs, ratio
    1.005, interval 0.93 to 1.10). Beyond that, all cores being busy at once is no longer rare.
    ``slack_ticks_per_core``: what rounding to ticks can show on an idle machine, at both ends of a block.
    A block is flagged for any slow-down by a quota or by heat: both stop everything that runs.
    """

    steal: float = 0.025
    others: float = 0.10
    slack_ticks_per_core: int = 2


@dataclass(frozen=True)
class Noise:
    """What happened between two snapshots. Shares are of all cores' time; ``None`` where not told."""

    elapsed_ns: int
    cores: int
    steal_share: float | None
    others_share: float | None
    """Used by processes that are not ours; never negative."""
    waiting_share: float | None
    """Share of the elapsed time; our own parallel processes count, so that it raises no flag."""
    throttled_times: int | None
    throttled_ns: int | None
    thermal_times: int | None
    load_1min: float | None


def snapshot(root: Path = Path("/"), clock_ns: Callable[[], int] = time.monotonic_ns) -> Snapshot:
    """Read the counters; ``root`` is the directory that holds ``proc`` and ``sys``. Takes about 1 ms."""
    cores, busy_ns, steal_ns = processor_times(read_text(root / "proc/stat"))
    throttled = cgroup.find(root).throttled()
    load = read_text(root / "proc/loadavg").split()
    return Snapshot(
        at_ns=clock_ns(),
        own_cpu_ns=_own_cpu_ns(),
        cores=cores or os.cpu_count() or 1,
        busy_ns=busy_ns,
        steal_ns=steal_ns,
        throttled_times=throttled[0] if throttled else None,
        throttled_ns=throttled[1] if throttled else None,
        thermal_times=_thermal_times(root),
        waiting_ns=waiting_ns(read_text(root / "proc/pressure/cpu")),
        load_1min=float(load[0]) if load else None,
    )


def between(before: Snapshot, after: Snapshot) -> Noise:
    """The noise of the time between two snapshots of one machine."""
    elapsed_ns = after.at_ns - before.at_ns
    capacity_ns = max(1, elapsed_ns * after.cores)
    busy_ns = _rise(before.busy_ns, after.busy_ns)
    own_ns = after.own_cpu_ns - before.own_cpu_ns
    return Noise(
        elapsed_ns=elapsed_ns,
        cores=after.cores,
        steal_share=_share(_rise(before.steal_ns, after.steal_ns), capacity_ns),
        others_share=None if busy_ns is None else _share(max(0, busy_ns - own_ns), capacity_ns),
        waiting_share=_share(_rise(before.waiting_ns, after.waiting_ns), max(1, elapsed_ns)),
        throttled_times=_rise(before.throttled_times, after.throttled_times),
        throttled_ns=_rise(before.throttled_ns, after.throttled_ns),
        thermal_times=_rise(before.thermal_times, after.thermal_times),
        load_1min=after.load_1min,
    )


def flags(noise: Noise, thresholds: Thresholds | None = None) -> tuple[str, ...]:
    """Why the block should be repeated, one line a reason; empty for a quiet block."""
    limits = thresholds or Thresholds()
    slack = limits.slack_ticks_per_core * TICK_NS / max(1, noise.elapsed_ns)
    found = []
    if noise.steal_share is not None and noise.steal_share > limits.steal + slack:
        found.append(f"steal: the hypervisor took {noise.steal_share:.1%} of the cores' time")
    if noise.others_share is not None and noise.others_share > limits.others + slack:
        found.append(f"others: other processes used {noise.others_share:.1%} of the cores' time")
    if noise.throttled_times:
        lost_s = (noise.throttled_ns or 0) / 1e9
        found.append(f"quota: held back {noise.throttled_times} times, {lost_s:.2f} s in all")
    if noise.thermal_times:
        found.append(f"heat: cores slowed down {noise.thermal_times} times")
    return tuple(found)


def processor_times(stat: str) -> tuple[int, int | None, int | None]:
    """From ``/proc/stat``: (cores, busy nanoseconds, stolen nanoseconds), since start, over all cores."""
    lines = [line.split() for line in stat.splitlines() if line.startswith("cpu")]
    if not lines:
        return 0, None, None
    user, nice, system, _idle, _iowait, irq, softirq, steal = map(int, lines[0][1:9])
    return len(lines) - 1, (user + nice + system + irq + softirq) * TICK_NS, steal * TICK_NS


def waiting_ns(pressure: str) -> int | None:
    """From ``/proc/pressure/cpu``: how long some process waited for a core, since start."""
    some, _, _ = pressure.partition("\n")
    _, found, total = some.partition("total=")
    return int(total) * 1000 if found else None


def _thermal_times(root: Path) -> int | None:
    files = (root / "sys/devices/system/cpu").glob("cpu[0-9]*/thermal_throttle/core_throttle_count")
    counts = [int(text) for file in files if (text := read_text(file).strip()).isdecimal()]
    return sum(counts) if counts else None


def _own_cpu_ns() -> int:
    used = (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    return round(sum(one.ru_utime + one.ru_stime for one in used) * 1e9)


def _rise(before: int | None, after: int | None) -> int | None:
    return None if before is None or after is None else max(0, after - before)


def _share(part_ns: int | None, whole_ns: int) -> float | None:
    return None if part_ns is None else part_ns / whole_ns
