"""The plain baseline is plain: each workload's script imports its steps, and nothing of the harness."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from shared.workloads import find, names

PROJECT = Path(__file__).parents[2]
SCRIPTS = PROJECT / "shared" / "plain"
OURS = re.compile(r"shared(\.(plain|steps|hyperparameters)(\..*)?)?$")
HARNESS = (
    "argparse",
    "importlib.metadata",
    "shared.contract",
    "shared.engine",
    "shared.workloads",
    "inspect",
)


def imported(statement: str) -> list[str]:
    """What one statement imports in a fresh process that has everything the project needs on its path."""
    told = f"{statement}; import json, sys; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", told], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    return list(json.loads(done.stdout))


def test_every_workload_has_a_script_of_its_name() -> None:
    assert {file.stem for file in SCRIPTS.glob("[!_]*.py")} == set(names())


def test_the_reference_of_every_workload_is_its_script() -> None:
    assert [name for name in names() if find(name).reference.__module__ != f"shared.plain.{name}"] == []


def test_no_script_imports_the_harness() -> None:
    guilty = {}
    for name in names():
        found = imported(f"import shared.plain.{name}")
        strangers = [one for one in found if one.startswith("shared") and not OURS.match(one)]
        guilty[name] = [*strangers, *(module for module in HARNESS if module in found)]
    # Steps return dataclasses, whose module brings `inspect`: the work of the step, not of the harness.
    assert {name: why for name, why in guilty.items() if set(why) - {"inspect"}} == {}


def test_the_smallest_script_imports_neither_dataclasses_nor_pathlib() -> None:
    assert {"dataclasses", "pathlib", "inspect", "typing"} & set(
        imported("import shared.plain.chain")
    ) == set()


@pytest.mark.parametrize("inputs", ['{"value": 1}', "inputs.json"])
def test_a_script_takes_its_inputs_as_text_or_from_a_file(inputs: str, tmp_path: Path) -> None:
    (tmp_path / "inputs.json").write_text('{"value": 1}')
    command = [sys.executable, "-m", "shared.plain.chain", '{"n": 2}', inputs]
    done = subprocess.run(
        command,
        cwd=tmp_path,
        env={"PYTHONPATH": str(PROJECT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(done.stdout) == find("chain").reference({"value": 1}, {"n": 2})
