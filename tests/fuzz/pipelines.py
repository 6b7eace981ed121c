"""Hostile pipelines, measured for real: the harness ends properly and its raw file can be read."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from benchmarks.errors import FvkError
from benchmarks.record.journal import read
from benchmarks.record.progress import replay
from tests.fuzz.tally import Tally

FVK = Path(sys.executable).with_name("fvk")
HOSTILE = Path(__file__).parents[1] / "hostile"


def run(folder: Path, until: float, tally: Tally) -> None:
    """Every file of the folder once, and again while there is time."""
    number = 0
    while time.monotonic() < until:
        for file in sorted(HOSTILE.glob("*.py")):
            if time.monotonic() > until:
                return
            number += 1
            _try(file, folder / f"{number}-{file.stem}", tally)


def _try(file: Path, out: Path, tally: Tally) -> None:
    words = [
        str(FVK),
        "yours",
        "--plain",
        f"{file}:run",
        "--question",
        "run",
        "--budget",
        "1",
        "--timeout",
        "5",
    ]
    began = time.monotonic()
    try:
        done = subprocess.run(
            [*words, "--no-twin", "--out", str(out)],
            cwd=out.parent,
            capture_output=True,
            timeout=300,
            check=False,
        )
    except subprocess.TimeoutExpired:
        tally.count(file.name, -1, "", "it did not end")
        return
    took_s = (time.monotonic() - began) / 5  # a campaign takes several samples
    printed, said = (text.decode("utf-8", "replace") for text in (done.stdout, done.stderr))
    tally.count(file.name, done.returncode, printed, said + _unreadable(out), took_s)


def _unreadable(out: Path) -> str:
    """A traceback where the raw file of a campaign that was begun cannot be read any more."""
    if not (out / "raw.jsonl").exists():
        return ""
    try:
        replay(read(out))
    except FvkError as error:
        return f"Traceback (most recent call last): {error}"
    return "" if not (out / "work").exists() else "Traceback (most recent call last): work was left behind"
