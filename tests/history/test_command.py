"""``fvk history`` from the command to the page, with toy engines and a toy SDK from local wheels."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
from pathlib import Path
from typing import Any

import pytest

from benchmarks.commands.history import history
from benchmarks.errors import UsageError
from benchmarks.history.trend import trends
from benchmarks.record.journal import read
from benchmarks.record.progress import replay
from tests.endtoend.toys import FVK, fvk, install, wait_for_samples
from tests.environments.wheels import SDK, write_wheels

pytestmark = pytest.mark.slow

COMPILE = """import tinysdk
        if tinysdk.VERSION == '1.1':
            raise ImportError(f'this release of {tinysdk.__file__} is broken')
        (directory / 'out').write_bytes(b'x' * (1000 if tinysdk.VERSION == '1.0' else 1100))
        return (directory / 'out',)"""
"""One hundred bytes more since 2.0; 1.1 does not compile at all, and says where it is."""
HISTORY = ("history", "--engine", "toy", "--question", "artefact", "--blocks", "6", "--seed", "5")
VERSIONS = ("--versions", "1.0,1.1,2.0,9")
Place = tuple[Path, dict[str, str]]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A folder with a toy engine whose SDK has three releases, and the environment to run commands in."""
    folder = tmp_path_factory.mktemp("history")
    environment = {
        **install(folder / "engines", toy=""),
        **write_wheels(folder / "wheels", "1.0", "1.1", "2.0"),
    }
    engine = folder / "engines" / "toy_impl" / "engine.py"
    text = engine.read_text().replace('sdk = ""', f'sdk = "{SDK}"\n    requirements = ("{SDK}",)')
    engine.write_text(text.replace('return Unsupported("a toy compiles nothing")', COMPILE))
    return folder, environment


@pytest.fixture(scope="module")
def interrupted(place: Place) -> Path:
    """A history that was interrupted after some samples, as a directory."""
    folder, environment = place
    process = subprocess.Popen(
        [*FVK, *HISTORY, *VERSIONS, "--out", str(folder / "out")],
        env=environment,
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    wait_for_samples(folder / "out" / "raw.jsonl", 5)
    os.killpg(process.pid, signal.SIGINT)
    assert process.wait(60) == 130
    shutil.copytree(folder / "out", folder / "interrupted")
    return folder / "interrupted"


@pytest.fixture(scope="module")
def resumed(place: Place, interrupted: Path) -> tuple[Path, str]:
    """The same history after it was resumed, and what was printed."""
    folder, environment = place
    done = fvk("resume", "out", environment=environment, folder=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "out", done.stdout


def test_an_interrupted_history_goes_on_without_loss_or_doubling(
    interrupted: Path, resumed: tuple[Path, str]
) -> None:
    before, after = replay(read(interrupted)), replay(read(resumed[0]))
    assert before.end is None
    assert after.end is not None
    for key, taken in before.samples.items():
        assert taken.items() <= after.samples[key].items()
    (cell,) = after.header.cells
    assert len(after.counted_blocks(cell.id)) == 6


def test_the_release_that_moved_the_figure_is_found_and_the_others_have_their_reason(
    resumed: tuple[Path, str],
) -> None:
    (trend,) = trends(replay(read(resumed[0])))
    assert [(m.older.wanted, m.newer.wanted, m.moved) for m in trend.moves] == [("1.0", "2.0", True)]
    assert "2.0 moved artefact, for the worse: 1.10× [1.10, 1.10] of 1.0, n=6" in resumed[1]
    assert re.search(r"✕ 9: does not install: .*tinysdk==9", resumed[1])
    assert re.search(r"✕ 1\.1, artefact: failed: .*ImportError: this release of .* is broken", resumed[1])


def test_the_page_and_its_chart_stand_beside_the_raw_file(resumed: tuple[Path, str]) -> None:
    directory = resumed[0]
    assert "moved artefact" in (directory / "history.md").read_text()
    assert (directory / "history.svg").read_text().startswith("<svg")


def test_the_raw_file_names_no_place_of_this_machine(place: Place, resumed: tuple[Path, str]) -> None:
    text = (resumed[0] / "raw.jsonl").read_text()
    assert "site-packages/tinysdk.py is broken" in text
    named = text.replace(str(resumed[0]), "")  # the command line is the user's own
    assert str(place[0]) not in named
    assert str(Path.home()) not in named


def test_a_directory_that_has_a_campaign_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "raw.jsonl").write_text("kept\n")
    with pytest.raises(UsageError, match=r"fvk resume .* continues it"):
        history(engine="plain", versions=["1,2"], out=tmp_path)
    assert (tmp_path / "raw.jsonl").read_text() == "kept\n"


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({}, "name an --engine"),
        ({"engine": "nobody", "versions": ["1,2"]}, "--engine nobody: no such engine"),
        ({"engine": "plain", "versions": ["1,2"]}, "no SDK"),
        ({"engine": "plain", "versions": ["1.0"]}, "two versions"),
        ({"engine": "plain", "versions": ["1,2"], "question": ["nonsense"]}, "nonsense"),
        ({"engine": "plain", "versions": ["1,2"], "question": ["run,memory"]}, "--question memory"),
        ({"engine": "plain", "versions": ["1,2"], "workload": ["nonsense"]}, "--workload nonsense"),
    ],
)
def test_what_cannot_be_asked_is_one_line(
    asked: dict[str, Any], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError) as raised:
        history(**asked)
    assert told in str(raised.value)
    assert "\n" not in str(raised.value)


def test_versions_of_which_none_is_there_end_with_status_2(place: Place) -> None:
    folder, environment = place
    done = fvk("history", "--engine", "toy", "--versions", "8,9", environment=environment, folder=folder)
    assert done.returncode == 2
    assert done.stderr.startswith("fvk: fvk history: fewer than two of the versions")
    assert done.stderr.count("\n") == 1
