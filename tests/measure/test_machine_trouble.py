"""What the machine did is no contender's result: the sample is void, and resuming takes it again."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from benchmarks.measure import machine_trouble
from benchmarks.measure.machine_trouble import no_room, trouble
from benchmarks.measure.plain_path import without_spaces


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    about = SimpleNamespace(f_bavail=10**6, f_frsize=4096, f_files=10, f_favail=5, f_flag=0)
    monkeypatch.setattr(os, "statvfs", lambda _: about)
    return about


def test_no_process_begins_on_a_full_disk(disk: SimpleNamespace, tmp_path: Path) -> None:
    assert no_room(tmp_path) == ""
    disk.f_bavail = 5
    assert no_room(tmp_path) == "only 0.0 MB are free there, and a sample needs 16 MB"
    disk.f_bavail, disk.f_favail = 10**6, 0
    assert "no inode left" in no_room(tmp_path)


def test_running_out_of_space_on_a_small_disk_is_the_machines(disk: SimpleNamespace, tmp_path: Path) -> None:
    disk.f_bavail = 10_000
    assert "the disk was full" in trouble("OSError: [Errno 28] No space left on device", tmp_path)
    assert trouble("ValueError: no", tmp_path) == ""


def test_who_fills_an_ample_disk_has_done_it_itself(disk: SimpleNamespace, tmp_path: Path) -> None:
    assert trouble("No space left on device", tmp_path) == ""


def test_a_limit_of_the_shell_is_the_machines_only_where_there_is_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    said = "OSError: [Errno 24] Too many open files"
    monkeypatch.setattr(machine_trouble.resource, "getrlimit", lambda _: (64, 64))
    assert trouble(said, tmp_path) == "this shell allows 64 open files (`ulimit -n`)"
    unlimited = resource.RLIM_INFINITY
    monkeypatch.setattr(machine_trouble.resource, "getrlimit", lambda _: (unlimited, unlimited))
    assert trouble(said, tmp_path) == ""


def test_an_interpreter_below_a_folder_with_spaces_is_started_by_a_path_without(tmp_path: Path) -> None:
    folder = tmp_path / "clö ne x"
    folder.mkdir()
    (folder / "environment").symlink_to(Path(sys.prefix))
    python = without_spaces(folder / "environment" / "bin" / "python")
    assert " " not in str(python)
    script = "import sys, typer; print(sys.prefix != sys.base_prefix, sys.executable)"
    done = subprocess.run([str(python), "-c", script], capture_output=True, text=True, check=False)
    assert done.stdout.split() == ["True", str(python)], done.stderr


def test_a_path_without_spaces_is_left_alone() -> None:
    assert without_spaces(Path("/usr/bin/python3")) == Path("/usr/bin/python3")
