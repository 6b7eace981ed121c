from __future__ import annotations

import os
from pathlib import Path

import pytest

from benchmarks.authoring import probing
from benchmarks.authoring.probing import Attempt, Probe
from benchmarks.authoring.sides import Side
from benchmarks.errors import EngineError

pytestmark = pytest.mark.slow


@pytest.fixture
def probe(tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent))
    with Probe(Side("plain", tmp_path, "plain_adapter:Specimens"), tmp_path / "probe") as started:
        yield started


def write(tmp_path, name, source):
    (tmp_path / f"{name}.py").write_text(source)
    return Attempt(module=name, inputs={"n": 3}, python_path=(tmp_path,))


def test_a_right_specimen_is_stopped_never_and_its_result_comes_back(probe, tmp_path):
    attempt = write(tmp_path, "right", "def pipeline(n):\n    return n + 1\n")
    outcome = probe.try_stages("right", attempt)
    assert (outcome.stage, outcome.result, outcome.compiled) == ("never", 4, "compiled pipeline, warm: True")


def test_an_exception_at_import_names_its_stage_and_line(probe, tmp_path):
    attempt = write(tmp_path, "broken", "x = 1\ny = x.nope\n")
    outcome = probe.try_stages("broken", attempt)
    assert (outcome.stage, outcome.exception) == ("import", "AttributeError")
    assert (str(tmp_path / "broken.py"), 2) in outcome.frames


def test_an_exception_in_a_run_keeps_the_lines_of_its_causes(probe, tmp_path):
    source = "def pipeline(n):\n  try:\n    1 / 0\n  except Exception as e:\n    raise OSError('no') from e\n"
    outcome = probe.try_stages("caused", write(tmp_path, "caused", source))
    assert outcome.message == "no"
    assert {line for file, line in outcome.frames if file.endswith("caused.py")} == {3, 5}


def test_a_command_line_that_exits_is_told_like_an_exception(probe, tmp_path):
    write(tmp_path, "typed", "def pipeline(n):\n    return n\n")
    outcome = probe.try_stages("typed", Attempt("typed", command={"n": "x"}, python_path=(tmp_path,)))
    assert (outcome.stage, outcome.exception, outcome.message) == (
        "compile",
        "SystemExit",
        "typed.py got {'n': 'x'}",
    )


def test_two_specimens_of_one_name_do_not_see_each_other(probe, tmp_path):
    first, second = tmp_path / "first", tmp_path / "second"
    for folder, value in ((first, 1), (second, 2)):
        folder.mkdir()
        (folder / "twin.py").write_text(f"def pipeline():\n    return {value}\n")
    results = [
        probe.try_stages(folder.name, Attempt("twin", python_path=(folder,))).result
        for folder in (first, second)
    ]
    assert results == [1, 2]


def test_what_a_specimen_prints_is_kept_without_colours(probe, tmp_path):
    attempt = write(tmp_path, "loud", "def pipeline(n):\n    print('\\x1b[91mred\\x1b[0m')\n")
    assert probe.try_stages("loud", attempt).log == "red\n"


def test_the_home_of_one_specimen_is_not_the_home_of_the_next(probe, tmp_path):
    attempt = write(tmp_path, "home", "import os\ndef pipeline(n):\n    return os.environ['HOME']\n")
    homes = {probe.try_stages(name, attempt).result for name in ("one", "two")}
    assert len(homes) == 2
    assert os.environ["HOME"] not in homes


def test_a_check_that_fails_is_a_stage_of_its_own(probe, tmp_path):
    source = "def pipeline(n):\n    return n\n\ndef check(results):\n    assert results == [4], results\n"
    outcome = probe.try_stages("checked", write(tmp_path, "checked", source))
    assert (outcome.stage, outcome.message) == ("check", "[3]")


def test_a_specimen_that_ends_its_process_is_told_as_died(probe, tmp_path):
    attempt = write(tmp_path, "ends", "import os\nos._exit(3)\n")
    outcome = probe.try_stages("ends", attempt)
    assert (outcome.stage, outcome.message) == ("died", "process ended with status 3")


def test_a_specimen_that_never_ends_is_killed_and_the_next_one_runs(probe, tmp_path, monkeypatch):
    monkeypatch.setattr(probing, "TIMEOUT_S", 0.2)
    endless = write(tmp_path, "endless", "while True:\n    pass\n")
    assert probe.try_stages("endless", endless).message == "killed after 0.2 s"
    monkeypatch.undo()
    right = write(tmp_path, "right", "def pipeline(n):\n    return n\n")
    assert probe.try_stages("right", right).stage == "never"


def test_an_adapter_that_cannot_start_is_one_clear_line(tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent))
    side = Side("plain", tmp_path, "no_such_adapter:Specimens")
    told = pytest.raises(EngineError, match="stage probe of plain ended: ModuleNotFoundError")
    with Probe(side, tmp_path / "probe") as started, told:
        started.try_stages("any", Attempt("any"))
