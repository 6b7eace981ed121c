"""What people read when a daemon is missing, forbidden or odd; and the parts that need none."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.targets.base_image import PROGRAM
from benchmarks.targets.cgroup_account import CgroupAccount
from benchmarks.targets.container import problem_of
from benchmarks.targets.daemon import Daemon, DaemonError, _unreachable, address
from benchmarks.targets.images import _restarted
from benchmarks.targets.packages import _as_uv, _listed, blocks_of
from benchmarks.targets.sweep import LABEL, owner_of, sweep


def test_no_daemon_is_one_line_that_says_what_to_start(tmp_path):
    with pytest.raises(DaemonError, match=r"no Docker daemon answers at .*: start one") as error:
        Daemon(f"unix://{tmp_path}/none.sock").about()
    assert "\n" not in str(error.value)


def test_no_permission_says_which_group_to_join():
    assert "join the group docker" in _unreachable("unix:///x", PermissionError(13, "Permission denied"))


def test_a_socket_behind_which_nobody_is_any_more_is_no_daemon(tmp_path):
    path = tmp_path / "d.sock"
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(path))
    with pytest.raises(DaemonError, match="no Docker daemon answers"):
        Daemon(f"unix://{path}").about()


def test_an_address_of_an_unknown_kind_is_refused():
    with pytest.raises(DaemonError, match="only unix:// and tcp://"):
        Daemon("ssh://somewhere").about()


def test_docker_host_names_the_daemon():
    assert address({"DOCKER_HOST": "tcp://there:1"}) == "tcp://there:1"


def test_a_container_that_the_kernel_killed_for_memory_is_told_apart_from_one_that_failed():
    assert (
        problem_of(137, {"OOMKilled": True}) == "out of memory: the kernel killed it at its container's limit"
    )
    assert problem_of(1, {}) == "exit status 1"
    assert problem_of(0, {}) is None


@pytest.mark.parametrize(
    ("version", "files", "expected"),
    [
        (
            "1",
            {"cpuacct/{}/cpuacct.usage": "5000\n", "memory/{}/memory.max_usage_in_bytes": "77\n"},
            (5000, 77),
        ),
        ("2", {"{}/cpu.stat": "usage_usec 5\nuser_usec 1\n", "{}/memory.peak": "77\n"}, (5000, 77)),
        ("2", {}, (None, None)),
    ],
)
def test_a_container_s_account_is_read_in_both_versions_of_cgroups(tmp_path, version, files, expected):
    (tmp_path / "cpuacct").mkdir()
    (tmp_path / "memory").mkdir()
    account = CgroupAccount.of({"version": version, "driver": "cgroupfs"}, "fvk-1", tmp_path)
    for name, text in files.items():
        file = tmp_path / name.format("fvk-1")
        file.parent.mkdir(exist_ok=True)
        file.write_text(text)
    assert account.parent == "/fvk-1"
    assert account.read() == expected


def test_a_lock_is_taken_apart_with_the_hashes_of_each_requirement():
    lock = (
        "Alpha_B==1.0 \\\n    --hash=sha256:aa\nbeta==2 \\\n    --hash=sha256:bb \\\n    --hash=sha256:cc\n"
    )
    assert blocks_of(lock) == {
        "alpha-b": "Alpha_B==1.0 \\\n    --hash=sha256:aa",
        "beta": "beta==2 \\\n    --hash=sha256:bb \\\n    --hash=sha256:cc",
    }


def test_where_pip_looks_is_where_uv_looks():
    told = "global.index-url='https://a.example/simple'\n:env:.find-links='/wheels'\n"
    assert list(_as_uv(_listed(told))) == [
        "--default-index", "https://a.example/simple", "--find-links", "/wheels",
    ]  # fmt: skip


def test_a_program_starts_with_the_image_s_interpreter():
    assert _restarted(b"#!/home/me/.venv/bin/python\nimport x\n") == f"#!{PROGRAM}\nimport x\n".encode()
    assert _restarted(b"\x7fELF") == b"\x7fELF"


class _Containers:
    def __init__(self, found):
        self.found, self.removed = found, []

    def containers(self, label):
        return [one for one in self.found if label in one["Labels"]]

    def ask(self, method, path, query):
        return self.found

    def images(self, label):
        return []

    def remove(self, container):
        self.removed.append(container)


def test_only_what_nobody_waits_for_is_removed(tmp_path):
    host = socket.gethostname()
    daemon = _Containers(
        [
            {"Id": "dead", "Labels": {LABEL: f"{host}/4194399/1"}},
            {"Id": "alive", "Labels": {LABEL: owner_of(1)}},
            {"Id": "elsewhere", "Labels": {LABEL: "another-host/4194399/1"}},
            {"Id": "theirs", "Labels": {}, "Mounts": [{"Source": "/home/somebody"}]},
            {"Id": "by an SDK", "Labels": {}, "Mounts": [{"Source": str(Path(tmp_path, "work", "1"))}]},
        ]
    )
    assert sweep(daemon, tmp_path / "work") == 2
    assert daemon.removed == ["dead", "by an SDK"]


def test_a_missing_daemon_ends_the_command_with_status_2(tmp_path):
    fvk = Path(sys.executable).with_name("fvk")
    nowhere = {**os.environ, "DOCKER_HOST": f"unix://{tmp_path}/none.sock"}
    done = subprocess.run([fvk, "image", "list"], env=nowhere, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
