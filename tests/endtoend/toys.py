"""Engines that live in a folder of their own, installed by nothing but an entry point."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from textwrap import dedent, indent

PROJECT = Path(__file__).parents[2]
FVK = (sys.executable, "-m", "benchmarks")

ENGINE = '''
"""A toy engine: plain Python under another name, with a peculiarity."""

from shared.contract import Unsupported
from shared.workloads import find


class Toy:
    sdk = ""
    lanes = {"default": "as it comes", "tuned": "the same: it has nothing to tune"}
    environment = {"default": {}, "tuned": {}}

    def versions(self):
        return {"toy": "1"}

    def load(self, workload, size, lane):
        return find(workload), size

    def compile(self, pipeline, directory):
        return Unsupported("a toy compiles nothing")

    def run(self, pipeline, inputs, directory):
        workload, size = pipeline
        outputs = workload.reference(inputs, size)
PECULIARITY
        return outputs

    def steps(self, pipeline, inputs, directory):
        return Unsupported("a toy has no pods")

    def commands(self, workload, size, lane):
        return {name: Unsupported("a toy has no command line") for name in ("compile", "run")}
'''


def install(folder: Path, **peculiarities: str) -> dict[str, str]:
    """Make one engine a keyword (name to the code it runs before it returns); the environment to run in."""
    for name, code in peculiarities.items():
        package = folder / f"{name}_impl"
        package.mkdir(parents=True)
        (package / "__init__.py").touch()
        body = indent(dedent(code).strip() or "pass", " " * 8)
        (package / "engine.py").write_text(ENGINE.replace("PECULIARITY", body))
        info = folder / f"{name}-1.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1\n")
        (info / "entry_points.txt").write_text(f"[fvk.engines]\n{name} = {name}_impl.engine:Toy\n")
    path = os.pathsep.join((str(folder), str(PROJECT)))
    return {**os.environ, "PYTHONPATH": path}


def fvk(*arguments: str, environment: dict[str, str], folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the command as a user would, in ``folder``."""
    return subprocess.run(
        [*FVK, *arguments],
        env=environment,
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=280,
        check=False,
    )


def wait_for_samples(raw: Path, count: int) -> None:
    """Until the raw file has this many samples."""
    for _ in range(3000):
        if raw.exists() and raw.read_bytes().count(b'"type":"sample"') >= count:
            return
        time.sleep(0.01)
    raise AssertionError(f"no {count} samples in {raw}")
