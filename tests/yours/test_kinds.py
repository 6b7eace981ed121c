"""Every kind of fault that published pipelines met is held by members of it: files of no other project."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from benchmarks.yours.first_look_tables import interface_rows
from benchmarks.yours.survey import Looked
from tests.yours.kinds import FLYTE, FLYTE2, KFP, Kind
from tests.yours.looking import look_at_all

pytestmark = pytest.mark.slow

DOCKER = """#!/bin/sh
echo "$@" >> "$(dirname "$0")/called"
exit 1
"""


def written(cases: Mapping[str, Kind], folder: Path) -> dict[str, dict[str, object]]:
    """Write the files; what the zygote is told of each case."""
    told: dict[str, dict[str, object]] = {}
    for number, (name, case) in enumerate(cases.items()):
        root = folder / "files" / f"case-{number}"
        for file, text in case.files.items():
            (root / file).parent.mkdir(parents=True, exist_ok=True)
            (root / file).write_text(text)
        target = root / next(iter(case.files))
        told[name] = {
            "file": str(target),
            "name": case.name,
            "inputs": dict(case.inputs),
            "phases": list(case.phases),
        }
    return told


def looked_at(side: str, sdk: str, cases: Mapping[str, Kind], folder: Path) -> dict[str, Looked]:
    docker = folder / "bin" / "docker"
    docker.parent.mkdir()
    docker.write_text(DOCKER)
    docker.chmod(0o755)
    return look_at_all(side, sdk, written(cases, folder), folder, path=docker.parent)


@pytest.fixture(scope="module")
def flyte(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Looked]:
    return looked_at("flyte", "flytekit", FLYTE, tmp_path_factory.mktemp("flyte"))


@pytest.fixture(scope="module")
def flyte2(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Looked]:
    # flyte starts a thread when it is imported, and a fork would lack it: every case imports it anew.
    return looked_at("flyte2", "asyncio", FLYTE2, tmp_path_factory.mktemp("flyte2"))


@pytest.fixture(scope="module")
def kfp(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Looked]:
    return looked_at("kfp", "kfp", KFP, tmp_path_factory.mktemp("kfp"))


def shown(looked: Looked, name: str) -> str:
    assert looked.interface is not None, looked.refused
    rows = interface_rows({"it": looked.interface})
    return next((row["value"] for row in rows if row["name"] == name), "")


def check(case: Kind, looked: Looked) -> None:
    tried = {phase for phase in looked.refused if phase in ("load", *case.phases)}
    assert tried == set(case.refused), looked.refused
    for phase, pattern in case.refused.items():
        assert re.search(pattern, looked.refused[phase]), looked.refused[phase]
        assert "\n" not in looked.refused[phase]
    if case.takes is not None:
        assert shown(looked, "takes") == case.takes
    if case.steps != "not looked at":
        assert looked.interface is not None
        assert looked.interface.steps == case.steps
    if case.needs is not None:
        assert looked.interface is not None
        assert set(looked.interface.needs) == set(case.needs)
    if case.outputs is not None:
        assert looked.seen.runs[0] == case.outputs
    for phase, text in case.remarks.items():
        assert text in looked.remarks[phase]
    if looked.interface is not None:
        assert not looked.interface.untold


@pytest.mark.parametrize("name", FLYTE)
def test_a_flyte_file_is_told_as_it_is(name: str, flyte: dict[str, Looked]) -> None:
    check(FLYTE[name], flyte[name])


@pytest.mark.parametrize("name", FLYTE2)
def test_a_flyte2_file_is_told_as_it_is(name: str, flyte2: dict[str, Looked]) -> None:
    check(FLYTE2[name], flyte2[name])


@pytest.mark.parametrize("name", KFP)
def test_a_kfp_file_is_told_as_it_is(name: str, kfp: dict[str, Looked]) -> None:
    check(KFP[name], kfp[name])


def test_no_look_starts_docker(flyte: dict[str, Looked], flyte2: dict[str, Looked]) -> None:
    for side in (flyte, flyte2):
        target = Path(side["an image of packages"].entrant.side.file)
        assert not (target.parents[2] / "bin" / "called").exists()
