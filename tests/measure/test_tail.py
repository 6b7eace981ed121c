from __future__ import annotations

from pathlib import Path

from benchmarks.measure.tail import tail


def written(directory: Path, content: bytes) -> Path:
    file = directory / "log"
    file.write_bytes(content)
    return file


def test_a_short_file_is_shown_whole(tmp_path: Path) -> None:
    assert tail(written(tmp_path, b"one\ntwo\n")) == "one\ntwo"


def test_only_the_last_lines_are_kept_and_the_cut_is_marked(tmp_path: Path) -> None:
    assert tail(written(tmp_path, b"one\ntwo\nthree\n"), lines=2) == "…\ntwo\nthree"


def test_a_line_longer_than_the_limit_is_cut_at_its_beginning(tmp_path: Path) -> None:
    assert tail(written(tmp_path, b"x" * 100 + b"end"), most_bytes=5) == "…\nxxend"


def test_a_character_cut_in_half_does_not_fail(tmp_path: Path) -> None:
    assert tail(written(tmp_path, "aé end".encode()), most_bytes=5) == "…\n\ufffd end"


def test_a_missing_file_has_no_tail(tmp_path: Path) -> None:
    assert tail(tmp_path / "missing") == ""
