"""What CONTRIBUTING says an addition costs, done to a copy of the tree: nothing else is edited there."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.endtoend.toys import ENGINE
from tests.tree import copy_tree

SIDES = ("flyte_impl", "flyte2_impl", "kfp_impl")
pytestmark = pytest.mark.slow


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    return copy_tree(tmp_path / "tree")


def run(tree: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python on a module in the copy."""
    return subprocess.run(
        [sys.executable, "-m", *arguments],
        env={**os.environ, "PYTHONPATH": str(tree), "NO_COLOR": "1"},
        cwd=tree,
        capture_output=True,
        text=True,
        timeout=280,
        check=False,
    )


def failing(tree: Path, *arguments: str) -> list[str]:
    """The tests of the copy that fail, by what stands in brackets behind their names."""
    done = run(tree, "pytest", "-q", "-n0", "-p", "no:cacheprovider", *arguments)
    assert done.returncode in (0, 1), done.stdout + done.stderr
    assert " passed" in done.stdout, done.stdout
    return re.findall(r"^FAILED \S+\[(\S+)\]", done.stdout, re.MULTILINE)


def append(file: Path, text: str) -> None:
    file.write_text(file.read_text(encoding="utf-8") + text, encoding="utf-8")


def add_engine(tree: Path) -> None:
    """One folder, and one line in ``pyproject.toml``; installing is what pip makes of that line."""
    package = tree / "toy_impl"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "engine.py").write_text(ENGINE.replace("PECULIARITY", "        pass"), encoding="utf-8")
    project = tree / "pyproject.toml"
    group = '[project.entry-points."fvk.engines"]\n'
    text = project.read_text(encoding="utf-8")
    project.write_text(text.replace(group, f'{group}toy = "toy_impl.engine:Toy"\n', 1), encoding="utf-8")
    install(tree, tomllib.loads(project.read_text(encoding="utf-8"))["project"]["entry-points"])


def install(tree: Path, groups: dict[str, dict[str, Any]]) -> None:
    info = tree / "added-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: added\nVersion: 1\n")
    lines = (f"[{group}]\ntoy = {points['toy']}\n" for group, points in groups.items() if "toy" in points)
    (info / "entry_points.txt").write_text("".join(lines))


def test_a_workload_is_one_file_a_folder_and_a_wrong_implementation_is_caught(tree: Path) -> None:
    for folder in ("shared/workloads", "shared/plain", *SIDES):
        text = (tree / folder / "chain.py").read_text(encoding="utf-8")
        (tree / folder / "join.py").write_text(text.replace("chain", "join"), encoding="utf-8")
    tests = ("tests/workloads/test_every_workload.py", "-k", "join")
    assert failing(tree, *tests) == []
    assert failing(tree, "tests/pipelines/test_mirror.py") == []
    wrong = tree / "kfp_impl" / "join.py"
    wrong.write_text(wrong.read_text().replace("advance_value(value)", "advance_value(value) + 1"))
    assert failing(tree, *tests) == ["kfp-join"]


def test_an_engine_is_one_folder_and_one_line_and_takes_part(tree: Path) -> None:
    add_engine(tree)
    assert failing(tree, "tests/workloads/test_every_workload.py", "-k", "toy and chain") == []
    options = ("--engine", "plain,toy", "--workload", "chain", "--question", "run", "--blocks", "1")
    done = run(tree, "benchmarks", "run", *options, "--no-twin", "--size", "n=1", "--out", "out")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "toy" in done.stdout


def test_a_question_is_one_entry_in_one_file(tree: Path) -> None:
    append(
        tree / "benchmarks" / "questions.toml",
        '\n[[question]]\nid = "libraries"\nask = "How long do the libraries take?"\nprobe = "session"\n'
        'metric = "libraries.wall_ns"\nunit = "s"\nmargin = 0.05\n',
    )
    assert failing(tree, "tests/plan/test_schedule.py") == []
    options = ("--engine", "plain", "--workload", "chain", "--question", "libraries", "--blocks", "1")
    done = run(tree, "benchmarks", "run", *options, "--no-twin", "--size", "n=1", "--out", "out")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "libraries" in done.stdout


def test_a_finding_is_one_entry_in_one_file(tree: Path) -> None:
    append(
        tree / "docs" / "findings.toml",
        '\n[[campaign]]\nname = "added"\ntitle = "Added"\nminutes = 1\n'
        'options = "--workload chain --question run --size n=1"\n\n'
        '[[finding]]\nsaid = "A chain runs."\n\n[[finding.evidence]]\ncampaign = "added"\nkind = "value"\n'
        'who = "flyte"\nquestion = "run"\nworkload = "chain"\nsize = { n = 1 }\nbelow = 60.0\n',
    )
    done = run(tree, "benchmarks", "findings", "added", "--dry")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "fvk run --workload chain --question run --size n=1" in done.stdout
    assert failing(tree, "tests/plan/test_stated_campaigns.py") == []


def test_a_verb_is_one_file_and_its_line_in_the_table(tree: Path) -> None:
    (tree / "benchmarks" / "commands" / "hello.py").write_text(
        '"""``fvk hello``."""\n\nimport typer\n\nfrom benchmarks.commands.console import say\n\n'
        "app = typer.Typer()\n\n\n@app.command()\ndef hello() -> None:\n    say('good morning')\n"
    )
    table = tree / "benchmarks" / "cli.py"
    told = table.read_text().replace("VERBS = {\n", 'VERBS = {\n    "hello": "Greet.",\n', 1)
    table.write_text(told)
    assert run(tree, "benchmarks", "hello").stdout.strip() == "good morning"
    assert re.search(r"hello\s+Greet\.", run(tree, "benchmarks", "--help").stdout)
