from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from benchmarks.measure import noise
from benchmarks.measure.noise import TICK_NS, Snapshot, Thresholds, between, flags
from tests.measure.trees import grow

SECOND_NS = 10**9
QUIET = Snapshot(
    at_ns=0,
    own_cpu_ns=0,
    cores=4,
    busy_ns=0,
    steal_ns=0,
    throttled_times=0,
    throttled_ns=0,
    thermal_times=0,
    waiting_ns=0,
    load_1min=0.5,
)
LATER = replace(QUIET, at_ns=10 * SECOND_NS)
UNTOLD = replace(
    QUIET, busy_ns=None, steal_ns=None, throttled_times=None, thermal_times=None, waiting_ns=None
)


def test_a_quiet_block_has_no_flags() -> None:
    assert flags(between(QUIET, LATER)) == ()


def test_the_samples_own_work_is_not_noise() -> None:
    working = replace(LATER, busy_ns=20 * SECOND_NS, own_cpu_ns=20 * SECOND_NS, load_1min=9.0)
    assert flags(between(QUIET, working)) == ()


def test_work_of_others_is_flagged_by_its_share_of_all_cores() -> None:
    disturbed = replace(LATER, busy_ns=16 * SECOND_NS, own_cpu_ns=8 * SECOND_NS)
    noted = between(QUIET, disturbed)
    assert noted.others_share == 0.2
    assert flags(noted) == ("others: other processes used 20.0% of the cores' time",)


def test_stolen_time_is_flagged() -> None:
    noted = between(QUIET, replace(LATER, steal_ns=2 * SECOND_NS))
    assert flags(noted) == ("steal: the hypervisor took 5.0% of the cores' time",)


def test_a_quota_that_bites_is_flagged() -> None:
    noted = between(QUIET, replace(LATER, throttled_times=3, throttled_ns=SECOND_NS // 2))
    assert flags(noted) == ("quota: held back 3 times, 0.50 s in all",)


def test_a_core_that_slows_down_from_heat_is_flagged() -> None:
    assert flags(between(QUIET, replace(LATER, thermal_times=2))) == ("heat: cores slowed down 2 times",)


def test_rounding_to_ticks_does_not_flag_a_short_block() -> None:
    short = replace(QUIET, at_ns=SECOND_NS // 10, busy_ns=2 * TICK_NS * QUIET.cores)
    assert flags(between(QUIET, short)) == ()


def test_the_thresholds_are_the_callers() -> None:
    noted = between(QUIET, replace(LATER, steal_ns=2 * SECOND_NS))
    assert flags(noted, Thresholds(steal=0.5)) == ()


def test_a_system_that_tells_nothing_flags_nothing() -> None:
    noted = between(UNTOLD, replace(UNTOLD, at_ns=SECOND_NS))
    assert (noted.steal_share, noted.others_share, noted.waiting_share) == (None, None, None)
    assert flags(noted) == ()


def test_tick_counts_below_our_own_precise_time_are_not_negative_noise() -> None:
    assert between(QUIET, replace(LATER, busy_ns=5, own_cpu_ns=SECOND_NS)).others_share == 0


def test_counters_are_read_from_the_kernels_files(tmp_path: Path) -> None:
    root = grow(
        tmp_path,
        {
            "proc/stat": "cpu  10 1 5 900 7 2 3 4 0 0\ncpu0 5 1 2 450 3 1 2 2\ncpu1 5 0 3 450 4 1 1 2\n",
            "proc/loadavg": "0.25 0.10 0.05 1/99 1234\n",
            "proc/pressure/cpu": "some avg10=0.00 avg300=0.14 total=3643\nfull avg10=0.00 total=1\n",
            "sys/devices/system/cpu/cpu0/thermal_throttle/core_throttle_count": "2\n",
            "sys/devices/system/cpu/cpu1/thermal_throttle/core_throttle_count": "3\n",
        },
    )
    seen = noise.snapshot(root, clock_ns=lambda: 77)
    assert (seen.at_ns, seen.cores, seen.load_1min) == (77, 2, 0.25)
    assert (seen.busy_ns, seen.steal_ns) == (21 * TICK_NS, 4 * TICK_NS)
    assert (seen.waiting_ns, seen.thermal_times) == (3_643_000, 5)


def test_missing_files_are_not_noise(tmp_path: Path) -> None:
    seen = noise.snapshot(tmp_path)
    assert (seen.busy_ns, seen.steal_ns, seen.waiting_ns, seen.load_1min) == (None, None, None, None)


def test_processor_time_of_our_finished_processes_is_our_own() -> None:
    before = noise.snapshot()
    burn = "import time\nwhile time.process_time() < 0.2:\n    pass"
    subprocess.run([sys.executable, "-I", "-S", "-c", burn], check=True)
    assert noise.snapshot().own_cpu_ns - before.own_cpu_ns >= 0.19e9
