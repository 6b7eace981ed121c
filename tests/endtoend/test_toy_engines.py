"""An engine that nobody foresaw takes part, and one that misbehaves is told of and harms nobody."""

from __future__ import annotations

from pathlib import Path

import psutil
import pytest

from benchmarks.analyse.results import answers
from benchmarks.analyse.verdict import Kind
from benchmarks.record.journal import read
from benchmarks.record.progress import Progress, replay
from tests.endtoend.toys import fvk, install

pytestmark = pytest.mark.slow

QUICK = ("run", "--workload", "chain", "--question", "run", "--budget", "1", "--no-twin")


def campaign(folder: Path, peculiarity: str, *more: str) -> tuple[Progress, str, int]:
    """A quick campaign of plain Python against one toy engine: (raw file, what was printed, exit status)."""
    environment = install(folder / "engines", toy=peculiarity)
    arguments = (*QUICK, "--engine", "plain,toy", "--out", str(folder / "out"), *more)
    done = fvk(*arguments, environment=environment, folder=folder)
    assert "Traceback" not in done.stdout + done.stderr, done.stdout + done.stderr
    return replay(read(folder / "out")), done.stdout + done.stderr, done.returncode


def test_a_third_engine_appears_in_the_summary_without_an_edit(tmp_path: Path) -> None:
    progress, printed, status = campaign(tmp_path, "")
    assert status == 0
    assert progress.values("session/chain/n=1/tuned", "toy", "run.wall_ns")
    assert "toy" in printed
    assert any(own.contender == "toy" and own.interval for answer in answers(progress) for own in answer.own)


def test_a_campaign_is_told_against_its_reference_until_the_report_is_asked_for_another(
    tmp_path: Path,
) -> None:
    environment = install(tmp_path / "engines", left="", right="")
    engines = ("--engine", "plain,left,right", "--blocks", "1", "--out", "out")

    def printed(*arguments: str) -> str:
        done = fvk(*arguments, environment=environment, folder=tmp_path)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def told(text: str) -> list[str]:
        pairs = ("left − plain", "right − plain", "right / plain", "right − left", "left − right")
        return [pair for pair in pairs if pair in text]

    assert told(printed(*QUICK, *engines, "--versus", "right")) == ["left − right"]
    assert replay(read(tmp_path / "out")).header.versus == "right"
    assert told(printed("report", "out", "--versus", "plain")) == ["right / plain"]


def test_a_wrong_output_by_a_thousandth_voids_the_cell_and_the_exit_status_says_so(tmp_path: Path) -> None:
    progress, printed, status = campaign(
        tmp_path, "outputs = {name: value + 1e-3 for name, value in outputs.items()}"
    )
    assert status == 1
    assert "outputs differ from plain Python" in printed
    pairing = answers(progress)[0].pairings[0]
    assert pairing.final.kind is Kind.NOT_COMPARABLE


def test_an_engine_that_hangs_is_killed_and_named(tmp_path: Path) -> None:
    progress, printed, status = campaign(tmp_path, "import time; time.sleep(3600)", "--timeout", "2")
    assert status == 0
    assert "timed out after 2 s" in printed
    assert "failed 2 times in 2 tries" in printed
    assert not progress.values("session/chain/n=1/tuned", "toy", "run.wall_ns")


def test_an_engine_that_runs_out_of_memory_is_named(tmp_path: Path) -> None:
    code = """
    import resource
    resource.setrlimit(resource.RLIMIT_AS, (600 * 2**20, 600 * 2**20))
    bytearray(2**31)
    """
    _, printed, _ = campaign(tmp_path, code)
    assert "MemoryError" in printed


def test_an_engine_killed_by_a_signal_is_named(tmp_path: Path) -> None:
    _, printed, _ = campaign(tmp_path, "import os; os.kill(os.getpid(), 9)")
    assert "killed by SIGKILL" in printed


def test_an_engine_that_prints_garbage_and_floods_stderr_is_measured_all_the_same(tmp_path: Path) -> None:
    code = """
    import sys
    print("\\x00\\xff{]garbage")
    for _ in range(200):
        sys.stderr.write("x" * 2**20)
    """
    progress, _, status = campaign(tmp_path, code)
    assert status == 0
    taken = progress.values("session/chain/n=1/tuned", "toy", "run.wall_ns")
    assert len(taken) == len(progress.counted_blocks("session/chain/n=1/tuned")) > 0
    assert (tmp_path / "out" / "raw.jsonl").stat().st_size < 1_000_000


def test_grandchildren_do_not_survive_the_campaign(tmp_path: Path) -> None:
    code = """
    import subprocess, sys
    subprocess.Popen([sys.executable, "-c", "import time, os; os.setsid(); time.sleep(3600) # fvk-orphan"])
    """
    progress, _, _ = campaign(tmp_path, code)
    left = [sample.left_behind for block in progress.samples.values() for sample in block.values()]
    assert max(left) == 1
    commands = [" ".join(process.info["cmdline"] or ()) for process in psutil.process_iter(["cmdline"])]
    assert not [command for command in commands if "fvk-orphan" in command]


def test_an_engine_that_fails_now_and_then_keeps_its_figures_and_its_failures(tmp_path: Path) -> None:
    code = """
    import os
    if int(os.environ["PYTHONHASHSEED"]) % 3 == 0:
        raise ValueError("on purpose")
    """
    progress, printed, _ = campaign(tmp_path, code, "--seed", "5")
    samples = [block["toy"] for block in progress.samples.values() if "toy" in block]
    failed = sum(sample.status == "failed" for sample in samples)
    assert 0 < failed < len(samples)
    assert "ValueError: on purpose" in printed


@pytest.mark.parametrize(
    "arguments",
    [
        ("run", "--profile", "huge"),
        ("run", "--workload", "nothing"),
        ("run", "--question", "why"),
        ("run", "--engine", "airflow"),
        ("run", "--versus", "airflow"),
        ("resume", "nowhere"),
        ("report", "nowhere"),
        ("compare", "nowhere", "nowhere"),
        ("selfcheck", "delay", "--add", "soon"),
    ],
)
def test_bad_input_is_one_line_and_status_2(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    done = fvk(*arguments, environment=install(tmp_path / "engines"), folder=tmp_path)
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1
