"""Pipelines that were not written for this harness give a result, or a clear reason, for every phase."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from benchmarks.yours.agreement import agree
from benchmarks.yours.survey import PHASES, Looked
from tests.yours.cases import FLYTE, FLYTE2, KFP, PIPELINES, WILD, Case, write_wild
from tests.yours.looking import look_at_all

pytestmark = pytest.mark.slow


def look_at_cases(
    side: str, sdk: str, cases: Mapping[str, Case], root: Path, folder: Path
) -> dict[str, Looked]:
    """What the surveyor makes of every case."""
    told = {
        name: {
            "file": str(root / (name if case.text else "") / case.file),
            "name": case.name,
            "inputs": dict(case.inputs),
            "runs": case.runs,
            "pods": case.pods,
        }
        for name, case in cases.items()
    }
    return look_at_all(side, sdk, told, folder)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("looks")


@pytest.fixture(scope="module")
def flyte(folder: Path) -> dict[str, Looked]:
    (folder / "flyte").mkdir()
    return look_at_cases("flyte", "flytekit", FLYTE, PIPELINES / "flyte", folder / "flyte")


@pytest.fixture(scope="module")
def flyte2(folder: Path) -> dict[str, Looked]:
    # flyte starts a thread when it is imported, and a fork would lack it: every case imports it anew.
    (folder / "flyte2").mkdir()
    return look_at_cases("flyte2", "asyncio", FLYTE2, PIPELINES / "flyte2", folder / "flyte2")


@pytest.fixture(scope="module")
def kfp(folder: Path) -> dict[str, Looked]:
    (folder / "kfp").mkdir()
    return look_at_cases("kfp", "kfp", KFP, PIPELINES / "kfp", folder / "kfp")


@pytest.fixture(scope="module")
def wild(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Looked]:
    folder = tmp_path_factory.mktemp("wild")
    write_wild(folder / "files")
    return look_at_cases("flyte", "flytekit", WILD, folder / "files", folder)


def of_pods(folder: Path, name: str) -> dict[str, Any]:
    answer = json.loads((folder / "rooms" / name / "answer.json").read_text())
    told: dict[str, Any] = answer["response"]["of pods"]
    return told


def check(case: Case, looked: Looked) -> None:
    """The outputs and the reasons are those that the case expects, and each is one line."""
    expected = set(case.refused) or set()
    assert set(looked.refused) == expected, looked.refused
    for phase, pattern in case.refused.items():
        assert re.search(pattern, looked.refused[phase]), looked.refused[phase]
    for reason in looked.refused.values():
        assert "\n" not in reason
        assert "Traceback" not in reason
    if "load" in case.refused:
        assert looked.interface is None
        return
    assert looked.interface is not None
    assert set(case.needs) <= set(looked.interface.needs), looked.interface.needs
    if case.outputs is None:
        assert not looked.seen.runs
        return
    compared = agree([looked.seen], 1e-9, ()).reference
    assert compared == case.outputs
    assert set(looked.seen.others) == set(case.others)


@pytest.mark.parametrize("name", FLYTE)
def test_a_flyte_pipeline_gives_a_result_or_a_reason_for_every_phase(
    name: str, flyte: dict[str, Looked]
) -> None:
    check(FLYTE[name], flyte[name])


@pytest.mark.parametrize("name", FLYTE2)
def test_a_flyte2_pipeline_gives_a_result_or_a_reason_for_every_phase(
    name: str, flyte2: dict[str, Looked]
) -> None:
    check(FLYTE2[name], flyte2[name])


@pytest.mark.parametrize("name", [name for name, case in FLYTE2.items() if case.pods])
def test_the_pods_of_a_flyte2_pipeline_give_what_its_local_run_gives(
    name: str, flyte2: dict[str, Looked], folder: Path
) -> None:
    assert of_pods(folder / "flyte2", name) == FLYTE2[name].outputs


@pytest.mark.parametrize("name", KFP)
def test_a_kfp_pipeline_gives_a_result_or_a_reason_for_every_phase(name: str, kfp: dict[str, Looked]) -> None:
    check(KFP[name], kfp[name])


@pytest.mark.parametrize("name", [name for name, case in FLYTE.items() if case.pods])
def test_the_pods_of_a_flyte_pipeline_give_what_its_local_run_gives(
    name: str, flyte: dict[str, Looked], folder: Path
) -> None:
    assert of_pods(folder / "flyte", name) == FLYTE[name].outputs


@pytest.mark.parametrize("name", [name for name, case in KFP.items() if case.pods])
def test_the_pods_of_a_kfp_pipeline_give_what_its_local_run_gives(
    name: str, kfp: dict[str, Looked], folder: Path
) -> None:
    assert of_pods(folder / "kfp", name) == KFP[name].outputs


@pytest.mark.parametrize("name", WILD)
def test_a_file_that_cannot_be_measured_is_told_why_in_one_line(name: str, wild: dict[str, Looked]) -> None:
    check(WILD[name], wild[name])


def test_the_same_pipeline_on_both_sides_gives_outputs_that_are_compared(
    flyte: dict[str, Looked], flyte2: dict[str, Looked], kfp: dict[str, Looked]
) -> None:
    for name in ("hello", "named outputs", "condition"):
        of_name = [side[name].seen for side in (flyte, flyte2, kfp) if name in side]
        found = agree(of_name, 1e-9, ())
        assert found.reference
        assert not found.disagreement


def test_every_phase_has_a_name_to_show() -> None:
    assert set(PHASES) == {"compile", "run", "steps"}
