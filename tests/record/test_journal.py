"""The raw file survives whatever happens to the campaign that writes it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from benchmarks.errors import RawFileError
from benchmarks.record.journal import Journal, read
from benchmarks.record.progress import replay
from benchmarks.record.schema import Note
from tests.campaigns import header, sample


def write(path: Path, *lines: object) -> None:
    with Journal(path) as journal:
        for line in lines:
            journal.append(line)  # type: ignore[arg-type]


def test_what_was_appended_is_read_back(raw_file: Path) -> None:
    lines = [header(), sample("alpha", 0, 1.5), Note("hello", "now")]
    write(raw_file, *lines)
    assert list(read(raw_file)) == lines


def test_a_torn_last_line_is_left_out(raw_file: Path) -> None:
    write(raw_file, header(), sample("alpha", 0, 1.5))
    with raw_file.open("ab") as file:
        file.write(b'{"type":"sample","cell":"ses')
    assert len(list(read(raw_file))) == 2


def test_appending_after_a_kill_cuts_the_torn_line(raw_file: Path) -> None:
    write(raw_file, header())
    with raw_file.open("ab") as file:
        file.write(b'{"type":"sam')
    write(raw_file, sample("alpha", 0, 1.5))
    assert [type(line).__name__ for line in read(raw_file)] == ["Header", "Sample"]


def test_a_torn_line_in_the_middle_is_refused_with_its_number(raw_file: Path) -> None:
    write(raw_file, header())
    with raw_file.open("ab") as file:
        file.write(b'{"type":"sam\n')
    with pytest.raises(RawFileError, match="line 2"):
        list(read(raw_file))


def test_another_schema_version_is_refused_by_its_number(raw_file: Path) -> None:
    write(raw_file, header())
    first = json.loads(raw_file.read_text())
    raw_file.write_text(json.dumps(first | {"schema": 99}) + "\n")
    with pytest.raises(RawFileError, match="schema version 99"):
        list(read(raw_file))


@pytest.mark.parametrize("content", ["", "\n", "[]\n", "null\n", "not json\n", '{"type":"note"}\n'])
def test_a_file_that_is_no_campaign_is_refused_in_one_line(raw_file: Path, content: str) -> None:
    raw_file.write_text(content)
    with pytest.raises(RawFileError) as caught:
        replay(read(raw_file))
    assert "\n" not in str(caught.value)


def test_a_missing_file_says_what_to_give(tmp_path: Path) -> None:
    with pytest.raises(RawFileError, match="give the directory"):
        list(read(tmp_path / "nowhere"))


def test_every_line_parses_after_a_kill_at_any_moment(raw_file: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from benchmarks.record.journal import Journal;"
        "from benchmarks.record.schema import Note; from tests.campaigns import header\n"
        "journal = Journal(Path(sys.argv[1])); journal.append(header())\n"
        "while True: journal.append(Note('x' * 5000, 'now'))"
    )
    process = subprocess.Popen([sys.executable, "-c", script, str(raw_file)], cwd=Path(__file__).parents[2])
    while not raw_file.exists() or raw_file.stat().st_size < 50_000:
        time.sleep(0.01)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert len(list(read(raw_file))) > 1


def test_a_line_is_on_the_disk_before_append_returns(raw_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[bytes] = []
    monkeypatch.setattr(os, "fsync", lambda _: synced.append(raw_file.read_bytes()))
    with Journal(raw_file) as journal:
        for number, line in enumerate((header(), sample("alpha", 0, 1.5), Note("hello", "now")), start=1):
            journal.append(line)
            assert len(synced) == number
            assert synced[-1] == raw_file.read_bytes()
            assert synced[-1].count(b"\n") == number
