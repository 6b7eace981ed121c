"""``fvk yours`` and ``fvk init`` from the command line, on plain functions, which need no SDK."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

import pytest

from benchmarks.analyse.results import answers
from benchmarks.record.journal import read
from benchmarks.record.progress import replay
from tests.endtoend.toys import PROJECT, fvk
from tests.yours.cases import PIPELINES

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
        *("--no-twin", "--budget", "1", "--out", "out"),
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
