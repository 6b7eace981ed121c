"""What a killed process left behind is swept by the next, and what a living one uses is not."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from benchmarks.measure.remove_tree import remove_tree
from benchmarks.measure.scratch import scratch, sweep_work
from benchmarks.record.journal import begin, reopened
from tests.campaigns import header

HOLD = (
    "import sys; from pathlib import Path; from benchmarks.measure.scratch import scratch\n"
    "with scratch(Path(sys.argv[1]), 'looking'): print('held', flush=True); sys.stdin.read()"
)


def test_a_directory_is_kept_while_its_process_lives_and_swept_once_it_was_killed(tmp_path: Path) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)],
        cwd=Path(__file__).parents[2], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    assert holder.stdout is not None
    holder.stdout.readline()
    with scratch(tmp_path, "describing") as own:
        assert len(list(tmp_path.iterdir())) == 2
    os.kill(holder.pid, signal.SIGKILL)
    holder.communicate()
    with scratch(tmp_path, "describing") as own:
        assert list(tmp_path.iterdir()) == [own]
    assert not list(tmp_path.iterdir())


def test_where_the_cache_cannot_be_made_another_place_is_used(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with scratch(tmp_path / "file" / "cache", "listing") as own:
        assert own.is_dir()


def test_rooms_of_a_campaign_nobody_writes_to_are_swept(tmp_path: Path) -> None:
    for name in ("dead", "alive"):
        begin(tmp_path / name, [header()])
        (tmp_path / name / "work").mkdir()
    with reopened(tmp_path / "alive"):
        sweep_work(tmp_path)
    assert [(tmp_path / name / "work").exists() for name in ("dead", "alive")] == [False, True]


def test_thousands_of_folders_in_each_other_are_removed(tmp_path: Path) -> None:
    before = Path.cwd()
    (tmp_path / "deep").mkdir()
    os.chdir(tmp_path / "deep")
    try:
        for _ in range(3000):
            Path("folder").mkdir()
            os.chdir("folder")
    finally:
        os.chdir(before)
    (tmp_path / "deep" / "file").touch()
    remove_tree(tmp_path / "deep")
    assert not list(tmp_path.iterdir())
