"""Every side names what its own specimens of a capability use, or says that only a run shows it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.authoring.sides import every_side
from benchmarks.plan.engines import discover

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
PLAN = {("flyte", "schedule"): "nightly"}
"""A schedule is a launch plan's, which must be named."""
DESCRIBE = """
import contextlib, importlib, json, os, sys
target, files = sys.argv[1], json.loads(sys.argv[2])
module, _, attribute = target.partition(":")
engine = getattr(importlib.import_module(module), attribute)()
from pathlib import Path
from shared.contract import Unsupported
found = {}
stdout = os.dup(1)
os.dup2(2, 1)
for name, (file, pipeline) in files.items():
    try:
        loaded = engine.load_file(Path(file), pipeline, "tuned")
    except ModuleNotFoundError as error:
        found[name] = ["absent", str(error.name)]
        continue
    finally:
        sys.settrace(None)
    if isinstance(loaded, Unsupported):
        found[name] = ["refused", loaded.reason]
    else:
        told = engine.interface(loaded)
        found[name] = [[*told.needs], [*told.unseen]]
os.write(stdout, json.dumps(found).encode())
os._exit(0)
"""
SIDES = {side.name: side for side in every_side()}


@pytest.fixture(scope="module", params=[*SIDES])
def told(request: pytest.FixtureRequest) -> tuple[str, dict[str, list[list[str]]]]:
    side = SIDES[request.param]
    files = {
        name: [str(path), PLAN.get((side.name, name), "pipeline")]
        for name, path in side.specimen_paths("capabilities").items()
    }
    done = subprocess.run(
        [sys.executable, "-c", DESCRIBE, discover()[side.name].target, json.dumps(files)],
        capture_output=True,
        check=True,
        cwd=ROOT,
        timeout=200,
    )
    return side.name, json.loads(done.stdout)


def test_each_specimen_names_its_own_capability_or_says_that_only_a_run_shows_it(
    told: tuple[str, dict[str, list[list[str]]]],
) -> None:
    side, found = told
    missed = {}
    for name, (needs, unseen) in found.items():
        if needs == "absent":
            continue  # it needs an environment of its own, and says so
        if needs == "refused":
            text = (SIDES[side].folder / "capabilities" / f"{name}.py").read_text()
            assert "def attempt(" in text, f"{name}: {unseen}"
        elif name not in needs and name not in unseen:
            missed[name] = needs
    assert not missed


def test_most_capabilities_are_seen_without_a_run(
    told: tuple[str, dict[str, list[list[str]]]],
) -> None:
    side, found = told
    seen = sum(name in needs for name, (needs, _) in found.items())
    assert seen >= {"flyte": 45, "flyte2": 28, "kfp": 30}[side]
