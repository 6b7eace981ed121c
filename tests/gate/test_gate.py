"""The gate's exit status, from the command line: quiet on equals, loud on a tenth, and clear on the rest."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from benchmarks.gate.measuring import disturbed
from tests.campaigns import campaign
from tests.endtoend.toys import fvk
from tests.gate.toy import install_toy, resize

pytestmark = pytest.mark.slow

PASSED, FAILED, USAGE, NOT_COMPARABLE = 0, 1, 2, 3
BASELINE = (
    *("run", "--workload", "chain", "--question", "artefact", "--engine", "plain,toy", "--no-twin"),
    *("--budget", "1", "--out", "baseline"),
)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A folder with a baseline."""
    folder = tmp_path_factory.mktemp("project")
    environment = install_toy(folder / "engines")
    done = fvk(*BASELINE, environment=environment, folder=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    keep_one_cell(folder / "baseline" / "raw.jsonl")
    return folder, environment


def keep_one_cell(raw: Path) -> None:
    """Cut the plan down to its first cell, to be quick."""
    first, *others = raw.read_text().splitlines()
    header = json.loads(first)
    header["cells"] = header["cells"][:1]
    own = header["cells"][0]["id"]
    kept = [line for line in others if json.loads(line).get("cell", own) == own]
    raw.write_text("\n".join([json.dumps(header), *kept, ""]))


def gate(project: tuple[Path, dict[str, str]], *arguments: str) -> tuple[int, str]:
    done = fvk("gate", *arguments, environment=project[1], folder=project[0])
    assert "Traceback" not in done.stdout + done.stderr, done.stdout + done.stderr
    return done.returncode, done.stdout + done.stderr


def test_the_same_again_passes(project: tuple[Path, dict[str, str]]) -> None:
    resize(project[0] / "engines", 1000)
    status, printed = gate(project, "baseline", "--quick", "--out", "equal")
    assert status == PASSED, printed
    assert "0 regressions" in printed


def test_a_tenth_more_fails_and_stands_in_the_table_for_the_pull_request(
    project: tuple[Path, dict[str, str]],
) -> None:
    resize(project[0] / "engines", 1100)
    status, printed = gate(project, "baseline", "--quick", "--out", "worse", "--markdown", "table.md")
    assert status == FAILED, printed
    (row,) = [line for line in (project[0] / "table.md").read_text().splitlines() if "regression |" in line]
    assert "| toy |" in row
    assert "1.10×" in row
    lenient = ("compare", "baseline", "worse", "--margin", "0.2")
    assert fvk(*lenient, environment=project[1], folder=project[0]).returncode == PASSED


def test_another_machine_is_not_compared_and_not_even_measured(
    project: tuple[Path, dict[str, str]], tmp_path: Path
) -> None:
    first, *others = (project[0] / "baseline" / "raw.jsonl").read_text().splitlines()
    header = json.loads(first)
    header["fingerprint"]["machine"]["cpu_model"] = "another"
    (tmp_path / "raw.jsonl").write_text("\n".join([json.dumps(header), *others, ""]))
    status, printed = gate(project, str(tmp_path), "--out", "elsewhere")
    assert status == NOT_COMPARABLE
    assert "--anyway" in printed
    assert not (project[0] / "elsewhere").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "give a BASELINE, or --before"),
        (("nowhere",), "no raw file at nowhere"),
        (("baseline", "--out", "baseline"), "there is a campaign already"),
    ],
)
def test_a_wrong_command_line_is_one_line_and_status_2(
    arguments: tuple[str, ...], said: str, project: tuple[Path, dict[str, str]]
) -> None:
    status, printed = gate(project, *arguments)
    assert status == USAGE
    assert said in printed


def test_a_change_is_measured_beside_what_was_before_it(tmp_path: Path) -> None:
    project = tmp_path / "after", install_toy(tmp_path / "engines")
    for name, size in (("before", 1000), ("after", 1100)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "flow.toy").write_text("x" * size)
    options = ("--before", "../before", "--toy", "flow.toy", "--question", "artefact", "--quick")
    status, printed = gate(project, *options, "--out", "out")
    assert status == FAILED, printed
    assert "1.10×" in printed


@pytest.mark.parametrize(("flagged", "told"), [(4, False), (5, True), (10, True)])
def test_a_gate_on_a_disturbed_machine_says_so(flagged: int, told: bool) -> None:
    progress = campaign({"plain": 1, "alpha": 2})
    blocks = progress.blocks["session/toy/tuned"]
    blocks[:flagged] = [msgspec.structs.replace(block, flags=["others"]) for block in blocks[:flagged]]
    assert [f"{flagged} of 10 blocks" in text for text in disturbed(progress)] == [True] * told
