from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from benchmarks.measure.outcome import Invocation, Outcome
from benchmarks.measure.process import run

RunPython = Callable[..., Outcome]


@pytest.fixture
def invocation(tmp_path: Path) -> Callable[..., Invocation]:
    """An invocation of Python on some code, in directories of this test alone."""

    def build(code: str, **changes: Any) -> Invocation:
        given: dict[str, Any] = {
            "argv": (sys.executable, "-I", "-S", "-c", code),
            "environment": {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path)},
            "directory": tmp_path,
            "logs": tmp_path / "logs",
            "timeout_s": 60,
        }
        return Invocation(**(given | changes))

    return build


@pytest.fixture
def run_python(invocation: Callable[..., Invocation]) -> RunPython:
    def start(code: str, **changes: Any) -> Outcome:
        return run(invocation(code, **changes))

    return start
