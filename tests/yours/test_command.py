"""``fvk yours`` and ``fvk init`` from the command line, on plain functions, which need no SDK."""

from __future__ import annotations

import os
import re
import tomllib
from pathlib import Path

import pytest

from benchmarks.analyse.results import answers
from benchmarks.record.journal import read
from benchmarks.record.progress import replay
from tests.endtoend.toys import PROJECT, fvk
from tests.yours.cases import PIPELINES

pytestmark = pytest.mark.slow

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(PROJECT)}
STEPS = """
def run(n: int = 3):
    return {"square": n * n}
"""


def run(*arguments: str, folder: Path, status: int = 0) -> str:
    done = fvk(*arguments, environment=ENVIRONMENT, folder=folder)
    assert done.returncode == status, done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    return done.stdout + done.stderr


def test_a_function_of_ones_own_is_measured_and_not_continued_once_it_was_edited(tmp_path: Path) -> None:
    (tmp_path / "steps.py").write_text(STEPS)
    printed = run(
        *("yours", "--plain", "steps.py", "--input", "n=4", "--question", "run", "--lane", "tuned"),
        *("--no-twin", "--blocks", "6", "--most-blocks", "6", "--out", "out"),
        folder=tmp_path,
    )
    assert "compared in every run" in printed
    progress = replay(read(tmp_path / "out"))
    (answer,) = answers(progress)
    assert answer.own_of("plain").interval is not None
    assert progress.references[0].outputs == {"square": 16}
    (tmp_path / "steps.py").write_text(STEPS.replace("n * n", "n ** 2"))
    assert "was edited since the campaign began" in run("resume", "out", folder=tmp_path, status=2)


def test_the_starter_files_name_every_side_and_are_described(tmp_path: Path) -> None:
    run("init", "mine", folder=tmp_path)
    told = tomllib.loads((tmp_path / "mine" / "yours.toml").read_text())
    assert {"plain", "flyte", "kfp"} <= told.keys()
    assert all(
        (tmp_path / "mine" / told[side]["pipeline"].partition(":")[0]).is_file() for side in ("flyte", "kfp")
    )
    printed = run("yours", "--plain", "mine/plain_pipeline.py:pipeline", "--describe", folder=tmp_path)
    assert "count: int = 100, seed: int = 1" in printed
    assert "is there already" in run("init", "mine", folder=tmp_path, status=2)


def test_a_budget_ends_a_campaign_and_the_estimate_says_so_before(tmp_path: Path) -> None:
    (tmp_path / "steps.py").write_text(
        "import time\n" + STEPS.replace("    return", "    time.sleep(3)\n    return")
    )
    printed = run(
        *("yours", "--plain", "steps.py", "--question", "run", "--lane", "tuned", "--no-twin"),
        *("--budget", "2", "--out", "out"),
        folder=tmp_path,
    )
    assert re.search(r"8 blocks of 1 cells take about .*; it ends after 2 s, with the sample", printed)
    progress = replay(read(tmp_path / "out"))
    (stop,) = progress.stops.values()
    assert stop.reason == "time limit"
    assert {cell.workload for cell in progress.header.cells} == {"steps.py"}
    page = (tmp_path / "out" / "report.html").read_text()
    assert "<title>steps.py with plain Python: benchmark report</title>" in page


def test_a_campaign_in_which_every_sample_fails_does_not_end_well(tmp_path: Path) -> None:
    twice = "from pathlib import Path\ndef run():\n    mark = Path(__file__).with_name('looked')\n"
    fails = "    if mark.exists():\n        raise ValueError('spent')\n    mark.touch()\n    return 1\n"
    (tmp_path / "steps.py").write_text(twice + fails.replace("mark.exists()", "mark.exists() and not LOOK"))
    text = (tmp_path / "steps.py").read_text()
    (tmp_path / "steps.py").write_text("import sys\nLOOK = 'look-request' in sys.argv[1]\n" + text)
    printed = run(
        *("yours", "--plain", "steps.py", "--question", "run", "--lane", "tuned", "--no-twin"),
        *("--blocks", "2", "--most-blocks", "2", "--out", "out"),
        folder=tmp_path,
        status=3,
    )
    assert "ValueError: spent" in printed
    assert "nothing was measured" in printed


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "name a pipeline with --plain"),
        (("--plain", "nowhere.py"), "there is no file nowhere.py"),
        (("--plain", "steps.py", "--input", "m=1"), "input m: no pipeline takes it; they take n"),
        (("--plain", "steps.py", "--variable", "NO_SUCH_NAME"), "not set here"),
        (("--plain", "steps.py", "--engine", "flyte"), "no pipeline for it"),
        (("--plain", "steps.py:walk"), "has no function walk"),
    ],
)
def test_a_wrong_command_line_is_one_line_and_status_2(
    arguments: tuple[str, ...], said: str, tmp_path: Path
) -> None:
    (tmp_path / "steps.py").write_text(STEPS)
    assert said in run("yours", *arguments, folder=tmp_path, status=2)


def test_pipelines_that_compute_something_else_are_not_compared(tmp_path: Path) -> None:
    (tmp_path / "steps.py").write_text("def hello(name: str = 'world'):\n    return 13\n")
    other = str(PIPELINES / "flyte" / "hello.py")
    printed = run("yours", "--plain", "steps.py:hello", "--flyte", other, folder=tmp_path, status=1)
    assert "flyte gives other outputs than plain: output: expected 13, got 12" in printed
    assert "--ignore" in printed
