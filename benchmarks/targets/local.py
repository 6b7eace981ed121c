"""Run a step as a bare process: the image is the environment that this process runs in."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from shared.contract import Step

_LAST_BYTES = 20_000
"""Of what a failed step printed."""


def runner(request: Mapping[str, Any]) -> Callable[[Step], Callable[[], dict[str, Any]]]:
    """What runs one step, and answers with what tells how it went; only the first of the two is timed.

    Pods share no disk. Each step has a home, a place for temporary files and a working directory of its own,
    so that only what its SDK hands on gets to the next one.
    """
    log = Path(request["directory"], "step.log")

    def run(step: Step) -> Callable[[], dict[str, Any]]:
        room = Path(mkdtemp(prefix="pod-", dir=request["directory"]))
        own = {name: room / folder for name, folder in (("HOME", "home"), ("TMPDIR", "tmp"))}
        for folder in (*own.values(), room / "work"):
            folder.mkdir()
        with log.open("wb") as output:
            done = subprocess.run(
                step.argv,
                # Somebody's own pods find what lies beside their file, where this process was moved.
                cwd=step.directory or (Path.cwd() if request.get("theirs") else room / "work"),
                env={
                    **os.environ,
                    **pod_path(),
                    **{name: str(folder) for name, folder in own.items()},
                    **step.environment,
                },
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                check=False,
            )
        return lambda: {
            "problem": f"exit status {done.returncode}" if done.returncode else step.failure(),
            "printed": _end_of(log),
        }

    return run


def pod_path() -> dict[str, str]:
    """``PATH`` with this interpreter's programs first, so that a bare ``python3`` finds it."""
    programs = str(Path(sys.executable).parent)
    return {"PATH": os.pathsep.join([programs, os.environ.get("PATH", os.defpath)])}


def _end_of(log: Path) -> str:
    with log.open("rb") as output:
        output.seek(max(0, log.stat().st_size - _LAST_BYTES))
        return output.read().decode("utf-8", "replace")
