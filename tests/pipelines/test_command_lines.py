"""The command lines of the README work as they stand, and a wrong argument ends in one line and status 2."""

import json
import os
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from shared.command_line import main
from shared.workloads import find

from .contenders import ENGINES

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
WRONG = {
    '{"C": -1}': "C = -1 is out of range",
    '{"c": 1}': "'c' is unknown",
    '{"C": "abc"}': 'C = "abc" is not a number',
    '{"C"': "is not JSON",
}
SCRIPTS = {
    "plain": ("-m", "shared.workloads", "training"),
    "flyte": ("flyte_impl/training.py",),
    "flyte2": ("flyte2_impl/training.py",),
    "kfp": ("kfp_impl/training.py",),
}


def run(*argv, cwd=ROOT, **environment):
    return subprocess.run(
        [str(part) for part in argv],
        check=False,
        cwd=cwd,
        capture_output=True,
        text=True,
        env={**os.environ, **environment},
    )


@pytest.mark.parametrize("text", WRONG)
@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_refuses_wrong_hyperparameters_with_one_line_and_status_2(name, text, capsys):
    with pytest.raises(SystemExit) as ending:
        main(ENGINES[name](), "training", ["--hyperparameters", text])
    printed = capsys.readouterr()
    assert ending.value.code == 2
    assert printed.out == ""
    assert len(printed.err.splitlines()) == 1
    assert WRONG[text] in printed.err


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_started_as_the_readme_says_refuses_before_it_imports_the_sdk(name):
    done = run(sys.executable, "-X", "importtime", *SCRIPTS[name], "--hyperparameters", '{"C": -1}')
    assert done.returncode == 2
    assert not any(f"| {sdk}\n" in done.stderr for sdk in ("flytekit", "flyte", "kfp", "pandas", "sklearn"))
    assert [line for line in done.stderr.splitlines() if not line.startswith("import time:")] == [
        "error: hyperparameters: C = -1 is out of range; try a finite number above 0"
    ]


@pytest.mark.parametrize(
    "arguments", [["--lane", "x"], ["--unknown"], ["--size", "{"], ["--inputs", "none.json"]]
)
def test_a_wrong_argument_is_one_line_and_status_2(arguments, capsys):
    with pytest.raises(SystemExit) as ending:
        main(ENGINES["plain"](), "training", arguments)
    assert ending.value.code == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_an_unknown_workload_is_one_line_and_status_2(capsys):
    with pytest.raises(SystemExit) as ending:
        main(ENGINES["plain"](), "trainin", [])
    assert ending.value.code == 2
    assert capsys.readouterr().err.startswith("error: workload 'trainin' is unknown; try one of ")


@pytest.mark.parametrize("text", [text for text in WRONG if text != '{"C"'])
def test_pyflyte_refuses_wrong_hyperparameters_with_one_line_and_status_2(text):
    done = _pyflyte_run("--hyperparameters", text)
    assert done.exit_code == 2
    assert [line for line in done.output.splitlines() if line.strip()] == [
        line for line in done.output.splitlines() if WRONG[text] in line
    ]


def test_pyflyte_refuses_broken_json_with_its_own_message_and_status_2():
    done = _pyflyte_run("--hyperparameters", '{"C"')
    assert done.exit_code == 2
    assert "should be a valid json object" in " ".join(done.output.split())


def _pyflyte_run(*options):
    from flytekit.clis.sdk_in_container.pyflyte import main as pyflyte

    file = str(ROOT / "flyte_impl" / "training.py")
    return CliRunner().invoke(pyflyte, ["run", file, "run_training_workflow", *options])


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_takes_a_bare_number_as_c_and_prints_json(name, tmp_path):
    workload = find("training")
    script = [str(ROOT / part) if part.endswith(".py") else part for part in SCRIPTS[name]]
    done = run(sys.executable, *script, "--hyperparameters", "0.3", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    expected = workload.reference({"hyperparameters": {"C": 0.3}}, {})
    assert workload.mismatch(expected, json.loads(done.stdout.splitlines()[-1])) is None


def test_pyflyte_run_gives_the_outputs_of_plain_python(tmp_path):
    workload = find("training")
    command = ENGINES["flyte"]().commands("training", {}, "default")["run"]
    done = run(*command.argv, cwd=tmp_path, **command.environment)
    assert done.returncode == 0, done.stderr
    expected = workload.reference(workload.inputs({}), {})
    assert workload.mismatch(expected, command.outputs(done.stdout, tmp_path)) is None


def test_flyte_run_gives_the_outputs_of_plain_python(tmp_path, monkeypatch):
    workload = find("training")
    monkeypatch.chdir(tmp_path)
    command = ENGINES["flyte2"]().commands("training", {}, "default")["run"]
    done = run(*command.argv, cwd=tmp_path, HOME=str(tmp_path), DO_NOT_TRACK="1", **command.environment)
    assert done.returncode == 0, done.stderr
    expected = workload.reference(workload.inputs({}), {})
    assert workload.mismatch(expected, command.outputs(done.stdout, tmp_path)) is None


def test_the_run_command_of_kfp_is_its_script_in_the_lane_that_was_asked(tmp_path):
    for lane in ("default", "tuned"):
        command = ENGINES["kfp"]().commands("training", {}, lane)["run"]
        assert command.argv[1:] == (str(ROOT / "kfp_impl/training.py"), "--size", "{}", "--lane", lane)


def test_pyflyte_package_holds_the_very_files_that_the_engine_compiles(tmp_path):
    engine = ENGINES["flyte"]()
    (tmp_path / "ours").mkdir()
    ours = engine.compile(engine.load("training", {}, "default"), tmp_path / "ours")
    command = engine.commands("training", {}, "default")["compile"]
    assert run(*command.argv, cwd=tmp_path, **command.environment).returncode == 0
    with tarfile.open(tmp_path / "package.tgz") as archive:
        theirs = {member.name: archive.extractfile(member).read() for member in archive.getmembers()}
    assert {file.name for file in ours} == theirs.keys()
    for file in ours:
        # The order of bytes within a file is left open: flytekit lists upstream nodes from a set.
        assert sorted(file.read_bytes()) == sorted(theirs[file.name])


def test_kfp_dsl_compile_writes_the_very_file_that_the_engine_compiles(tmp_path):
    engine = ENGINES["kfp"]()
    (tmp_path / "ours").mkdir()
    (ours,) = engine.compile(engine.load("training", {}, "tuned"), tmp_path / "ours")
    command = engine.commands("training", {}, "tuned")["compile"]
    assert run(*command.argv, cwd=tmp_path, **command.environment).returncode == 0
    assert (tmp_path / "training.yaml").read_bytes() == ours.read_bytes()


def test_kfp_compiles_into_the_build_folder_of_a_fresh_clone():
    tracked = run("git", "ls-files", "build").stdout.split()
    assert tracked == ["build/.gitignore"], "kfp dsl compile does not make the folder itself"
