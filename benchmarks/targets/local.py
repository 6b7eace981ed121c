"""Run a step as a bare process: the image is the environment that this process runs in."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from shared.contract import Step

_LAST_BYTES = 20_000
"""Of what a failed step printed."""


def runner(request: Mapping[str, Any]) -> Callable[[Step], Callable[[], dict[str, Any]]]:
    """What runs one step, and answers with what tells how it went; only the first of the two is timed."""
    log = Path(request["directory"], "step.log")

    def run(step: Step) -> Callable[[], dict[str, Any]]:
        with log.open("wb") as output:
            done = subprocess.run(
                step.argv,
                env={**os.environ, **pod_path(), **step.environment},
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
