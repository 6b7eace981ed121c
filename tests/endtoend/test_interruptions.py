"""A campaign may be stopped at any moment, in any way, and goes on from there."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from collections import Counter
from pathlib import Path
from random import Random

import psutil
import pytest

from benchmarks.record.journal import read
from benchmarks.record.progress import replay
from benchmarks.record.schema import Sample
from tests.endtoend.toys import FVK, fvk, install, wait_for_samples

pytestmark = pytest.mark.slow

RUN = (
    *("run", "--workload", "chain", "--question", "run", "--engine", "plain,toy"),
    *("--no-twin", "--budget", "1"),
)
KILLS = 20


def start(folder: Path, environment: dict[str, str], *arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [*FVK, *arguments],
        env=environment,
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def test_ctrl_c_leaves_a_raw_file_in_which_every_line_parses(tmp_path: Path) -> None:
    environment = install(tmp_path / "engines", toy="")
    process = start(tmp_path, environment, *RUN, "--out", str(tmp_path / "out"))
    wait_for_samples(tmp_path / "out" / "raw.jsonl", 5)
    os.killpg(process.pid, signal.SIGINT)
    assert process.wait(60) == 130
    for line in (tmp_path / "out" / "raw.jsonl").read_text().splitlines():
        json.loads(line)
    resumed = fvk("resume", str(tmp_path / "out"), environment=environment, folder=tmp_path)
    assert resumed.returncode == 0
    assert replay(read(tmp_path / "out")).end is not None


def test_twenty_kills_lose_and_double_no_sample(tmp_path: Path) -> None:
    environment = install(tmp_path / "engines", toy="import time; time.sleep(0.05)")
    raw = tmp_path / "out" / "raw.jsonl"
    random = Random(1)
    arguments: tuple[str, ...] = (*RUN, "--seed", "3", "--out", str(tmp_path / "out"))
    for _ in range(KILLS):
        before = raw.read_bytes().count(b'"type":"sample"') if raw.exists() else 0
        process = start(tmp_path, environment, *arguments)
        if raw.exists():
            deadline = time.monotonic() + random.uniform(0.5, 2.5)
            while time.monotonic() < deadline and process.poll() is None:
                time.sleep(0.01)
        else:
            wait_for_samples(raw, before + 1)
        process.kill()
        process.wait()
        arguments = ("resume", str(tmp_path / "out"))
    done = fvk(*arguments, environment=environment, folder=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    lines = list(read(raw))
    places = Counter((s.cell, s.block, s.attempt, s.contender) for s in lines if isinstance(s, Sample))
    progress = replay(iter(lines))
    assert set(places.values()) == {1}
    for cell in progress.header.cells:
        for block in progress.counted_blocks(cell.id):
            assert set(progress.samples[cell.id, block.block, block.attempt]) == set(cell.contenders)
    commands = [" ".join(process.info["cmdline"] or ()) for process in psutil.process_iter(["cmdline"])]
    assert not [command for command in commands if str(tmp_path) in command]
