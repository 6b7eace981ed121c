from __future__ import annotations

from pathlib import Path

from benchmarks.measure import cgroup
from tests.measure.trees import grow

V2 = {
    "proc/self/cgroup": "0::/jobs/one\n",
    "sys/fs/cgroup/jobs/cpu.max": "300000 100000\n",
    "sys/fs/cgroup/jobs/one/cpu.max": "max 100000\n",
    "sys/fs/cgroup/jobs/one/memory.max": "max\n",
    "sys/fs/cgroup/jobs/memory.max": "2000000000\n",
    "sys/fs/cgroup/jobs/one/cpu.stat": "usage_usec 9\nnr_throttled 2\nthrottled_usec 500\n",
    "sys/fs/cgroup/jobs/cpu.stat": "usage_usec 9\nnr_throttled 1\nthrottled_usec 250\n",
}
V1 = {
    "proc/self/cgroup": "4:memory:/docker/abc\n3:cpu,cpuacct:/docker/abc\n0::/\n",
    "sys/fs/cgroup/cpu/cpu.cfs_quota_us": "150000\n",
    "sys/fs/cgroup/cpu/cpu.cfs_period_us": "100000\n",
    "sys/fs/cgroup/cpu/cpu.stat": "nr_periods 5\nnr_throttled 3\nthrottled_time 7000\n",
    "sys/fs/cgroup/memory/memory.limit_in_bytes": "9223372036854771712\n",
}


def test_version_2_takes_the_tightest_limit_on_the_way_up(tmp_path: Path) -> None:
    found = cgroup.find(grow(tmp_path, V2))
    assert (found.version, found.quota_cores(), found.memory_limit_bytes()) == ("v2", 3.0, 2_000_000_000)


def test_version_2_sums_how_often_every_level_was_held_back(tmp_path: Path) -> None:
    assert cgroup.find(grow(tmp_path, V2)).throttled() == (3, 750_000)


def test_version_1_is_read_from_the_mount_inside_a_container(tmp_path: Path) -> None:
    found = cgroup.find(grow(tmp_path, V1))
    assert (found.version, found.quota_cores(), found.memory_limit_bytes()) == ("v1", 1.5, None)
    assert found.throttled() == (3, 7000)


def test_version_1_without_a_quota_has_none(tmp_path: Path) -> None:
    unlimited = V1 | {"sys/fs/cgroup/cpu/cpu.cfs_quota_us": "-1\n"}
    assert cgroup.find(grow(tmp_path, unlimited)).quota_cores() is None


def test_a_system_without_control_groups_has_no_limits(tmp_path: Path) -> None:
    found = cgroup.find(tmp_path)
    assert (found.version, found.quota_cores(), found.throttled()) == ("none", None, None)
