"""A campaign has one writer, and begins whole or not at all."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.errors import BusyError, UsageError
from benchmarks.record.journal import Journal, begin, read, reopened
from benchmarks.record.schema import Note
from tests.campaigns import header, sample

REPOSITORY = Path(__file__).parents[2]


def test_a_second_writer_is_refused_and_told_who_has_the_file(tmp_path: Path) -> None:
    begin(tmp_path, [header()])
    script = (
        "import sys; from pathlib import Path; from benchmarks.record.journal import reopened\n"
        "reopened(Path(sys.argv[1]))"
    )
    with reopened(tmp_path):
        done = subprocess.run(
            [sys.executable, "-c", script, str(tmp_path)],
            cwd=REPOSITORY, capture_output=True, text=True, check=False,
        )  # fmt: skip
    assert f"BusyError: {tmp_path}: process {os.getpid()} (" in done.stderr


def test_the_lock_is_free_once_its_holder_has_ended(tmp_path: Path) -> None:
    begin(tmp_path, [header()])
    reopened(tmp_path).close()
    with reopened(tmp_path) as journal, pytest.raises(BusyError):
        Journal(journal.path)


def test_a_refused_writer_leaves_the_torn_line_of_the_other_alone(tmp_path: Path) -> None:
    begin(tmp_path, [header()])
    with reopened(tmp_path) as journal:
        with journal.path.open("ab") as file:
            file.write(b'{"type":"sam')
        with pytest.raises(BusyError):
            reopened(tmp_path)
        assert journal.path.read_bytes().endswith(b"sam")


def test_reading_beside_a_writer_sees_every_whole_line(tmp_path: Path) -> None:
    begin(tmp_path, [header()])
    with reopened(tmp_path) as journal:
        journal.append(sample("alpha", 0, 1.0))
        assert len(list(read(tmp_path))) == 2


def test_a_plan_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    def lines() -> object:
        yield header()
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        begin(tmp_path / "new" / "campaign", lines())  # type: ignore[arg-type]
    assert not list(tmp_path.iterdir())


def test_a_plan_is_not_written_over_another(tmp_path: Path) -> None:
    begin(tmp_path, [header()])
    with pytest.raises(UsageError, match="there is a campaign already"):
        begin(tmp_path, [header()])
    assert [entry.name for entry in tmp_path.iterdir()] == ["raw.jsonl"]


def test_what_the_disk_takes_only_a_part_of_is_taken_back(tmp_path: Path) -> None:
    begin(tmp_path, [header()])
    script = (
        "import resource, sys; from pathlib import Path; from benchmarks.record.journal import reopened\n"
        "from benchmarks.record.schema import Note\n"
        "journal = reopened(Path(sys.argv[1])); size = journal.path.stat().st_size\n"
        "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (size + 100, size + 100))\n"
        "try: journal.append(Note('x' * 5000, 'now'))\n"
        "except OSError as error: print(error.strerror)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)],
        cwd=REPOSITORY, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stdout.strip() == "File too large", done.stderr
    with reopened(tmp_path) as journal:
        journal.append(Note("after", "now"))
    assert [type(line).__name__ for line in read(tmp_path)] == ["Header", "Note"]
