"""A measured process imports the probe, the contract, one engine and its SDK; nothing of the harness."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.measure.probe_process import PROBE
from benchmarks.plan.engines import discover
from tests.endtoend.toys import PROJECT

pytestmark = pytest.mark.slow

SDKS = {"plain": "", "flyte": "flytekit", "flyte2": "flyte", "kfp": "kfp"}


def imported(arguments: list[str]) -> set[str]:
    """Every module that a Python process imports, as ``-X importtime`` tells."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", *arguments],
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        capture_output=True,
        text=True,
        check=True,
    )
    return set(re.findall(r"^import time:[^|]*\|[^|]*\|\s*(\S+)$", done.stderr, re.MULTILINE))


BROUGHT_LATER = {"flyte2": {"rich"}}
"""What an SDK itself imports only when it compiles: Flyte 2 deploys with a progress display."""


@pytest.mark.parametrize("name", SDKS)
def test_a_measured_process_imports_nothing_but_what_is_measured(name: str, tmp_path: Path) -> None:
    request = {
        "verb": "session",
        "engine": discover()[name].target,
        "sdk": SDKS[name],
        "workload": "chain",
        "size": {"n": 1},
        "lane": "tuned",
        "directory": str(tmp_path),
        "phases": ["compile"],
        "rounds": {},
    }
    (tmp_path / "request.json").write_text(json.dumps(request))
    files = [str(tmp_path / "request.json"), str(tmp_path / "response.json")]
    seen = imported(["-P", str(PROBE), *files])
    of_the_sdk = imported(["-c", f"import {SDKS[name] or 'sys'}"])
    assert {module for module in seen if module.split(".")[0] == "benchmarks"} == set()
    foreign = {"rich", "pandas", "numpy", "msgspec", "typer", "psutil", "scipy"}
    foreign -= BROUGHT_LATER.get(name, set())
    assert {module.split(".")[0] for module in seen - of_the_sdk} & foreign == set()
    others = {other.split(":")[0].split(".")[0] for other in (e.target for e in discover().values())}
    assert {module.split(".")[0] for module in seen} & others <= {"shared", f"{name}_impl"}
