"""Every trouble of a command ends in one line and one exit status, as docs/exit-status.md has them."""

from __future__ import annotations

import errno
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest
import typer

from benchmarks import errors
from benchmarks.cli import VERBS, call, load
from benchmarks.ending import ended

REPOSITORY = Path(__file__).parents[2]


def raising(error: BaseException) -> Callable[[], int]:
    def work() -> int:
        raise error

    return work


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (errors.UsageError("--size x: no"), 2, "--size x: no"),
        (errors.RawFileError("line 3: no"), 2, "line 3: no"),
        (errors.EngineError("engine x: no"), 4, "engine x: no"),
        (errors.BusyError("process 3 has it"), 4, "process 3 has it"),
        (OSError(errno.ENOSPC, "No space left on device", "raw.jsonl"), 4, "raw.jsonl: No space.*free some"),
        (PermissionError(errno.EACCES, "Permission denied", "x"), 4, "x: Permission denied; name a place"),
        (OSError(errno.EROFS, "Read-only file system", "x"), 4, "x: Read-only.*can be written to"),
        (OSError(errno.EMFILE, "Too many open files"), 4, "Too many open files; allow more"),
        (FileNotFoundError(errno.ENOENT, "No such file", "no/such"), 2, "no/such: No such file"),
        (NotADirectoryError(errno.ENOTDIR, "Not a directory", "a/b"), 2, "a part of that path is a file"),
        (OSError(errno.ENAMETOOLONG, "File name too long", "aaa"), 2, "give a shorter name"),
        (FileNotFoundError(errno.ENOENT, "No such file or directory"), 4, "the working directory is not"),
        (UnicodeEncodeError("ascii", "ä", 0, 1, "no"), 4, "set LC_ALL=C.UTF-8"),
        (RecursionError(), 2, "nested too deeply"),
        (MemoryError(), 4, "not enough memory"),
        (KeyboardInterrupt(), 130, "interrupted"),
        (errors.Interrupted(signal.SIGTERM), 143, "interrupted"),
        (errors.Interrupted(signal.SIGHUP), 129, "interrupted"),
        (TypeError("unhashable"), 5, r"a fault of fvk's own.*TypeError: unhashable, test_ending.py:\d+"),
        (ExceptionGroup("x", [ValueError()]), 5, "a fault of fvk's own"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, BaseException) else "",
)
def test_every_kind_of_trouble_is_one_line_and_its_status(
    error: BaseException, status: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ended(raising(error)) == status
    line = capsys.readouterr().err
    assert re.fullmatch(f"fvk: .*{said}.*\n", line), line


def test_nothing_acts_in_the_error_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert ended(raising(errors.UsageError("\x1b]0;pwn\x07 \u202e a\nb"))) == 2
    assert capsys.readouterr().err == "fvk: ␛]0;pwn␇ \ufffd a b\n"


def test_a_closed_pipe_is_the_end_of_a_reader_and_no_trouble() -> None:
    script = (
        "import sys; from benchmarks.ending import ended\n"
        "def work():\n"
        "    for _ in range(100000): print('x')\n"
        "    return 0\n"
        "sys.exit(ended(work))"
    )
    command = f'"{sys.executable}" -c "$SCRIPT" | head -1; exit ${{PIPESTATUS[0]}}'
    done = subprocess.run(
        ["bash", "-c", command], env={**os.environ, "SCRIPT": script}, cwd=REPOSITORY,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (0, "x\n", "")


def test_a_full_disk_behind_standard_output_is_told(tmp_path: Path) -> None:
    script = (
        "import sys; from benchmarks.ending import ended\n"
        "def work(): print('x'); return 0\n"
        "sys.exit(ended(work))"
    )
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-c", script], cwd=REPOSITORY, stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 4
    assert re.fullmatch(rb"fvk: [^\n]*No space left on device[^\n]*\n", done.stderr)


def test_closed_streams_are_given_an_end_before_anything_else_gets_their_number(tmp_path: Path) -> None:
    script = (
        "import os, sys; from benchmarks.ending import open_streams\n"
        "open_streams(); print('x'); print('y', file=sys.stderr)\n"
        "sys.exit(open(sys.argv[1], 'w').fileno() < 3)"
    )
    command = 'exec 0<&- 1>&- 2>&-; exec "$PYTHON" -c "$SCRIPT" "$FILE"'
    environment = {**os.environ, "SCRIPT": script, "PYTHON": sys.executable, "FILE": str(tmp_path / "f")}
    done = subprocess.run(["bash", "-c", command], env=environment, cwd=REPOSITORY, check=False)
    assert done.returncode == 0
    assert (tmp_path / "f").read_text() == ""


def every_command() -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    for verb in VERBS:
        command = load(verb)
        below = getattr(command, "commands", None)
        found += [(verb, name) for name in below] if below else [(verb,)]
    return found


@pytest.mark.parametrize("words", every_command(), ids=" ".join)
def test_every_verb_refuses_an_unknown_option_in_one_line(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert ended(lambda: call([*words, "--no-such-option"])) == errors.USAGE
    assert re.fullmatch(r"fvk: [^\n]*--no-such-option[^\n]*--help[^\n]*\n", capsys.readouterr().err)


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_leaves_trouble_to_the_one_owner(
    verb: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    other = typer.Typer()

    @other.command()
    def refused() -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "raw.jsonl")

    monkeypatch.setattr(import_module(f"benchmarks.commands.{verb}"), "app", other)
    assert ended(lambda: call([verb])) == errors.MACHINE
    assert capsys.readouterr().err.startswith("fvk: raw.jsonl: No space left on device")


def test_the_page_names_every_status() -> None:
    page = (REPOSITORY / "docs" / "exit-status.md").read_text(encoding="utf-8")
    told = re.findall(r"^\| ([\d, ]+) \|", page, re.MULTILINE)
    numbers = {int(one) for row in told for one in row.split(",")}
    ours = {errors.DONE, errors.FOUND, errors.USAGE, errors.NOT_COMPARABLE, errors.MACHINE, errors.FAULT}
    ending = (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM)
    assert numbers == ours | {errors.INTERRUPTED + one for one in ending}
