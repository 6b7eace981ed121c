"""Append-only JSON lines: a campaign may be killed at any moment and loses at most the last line."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

import msgspec

from benchmarks.errors import RawFileError
from benchmarks.record.schema import SCHEMA, Header, Line

FILE_NAME = "raw.jsonl"

_encode = msgspec.json.Encoder().encode
_decoder: msgspec.json.Decoder[Line] = msgspec.json.Decoder(Line)


class Journal:
    """Writes one line at a time and returns only once it has reached the disk."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        self._cut_torn_line()
        self._file = path.open("ab", buffering=0)

    def append(self, line: Line) -> None:
        """Write ``line`` with one system call, so that no other process can come in between."""
        self._file.write(_encode(line) + b"\n")
        os.fsync(self._file.fileno())

    def close(self) -> None:
        """Close the file; further appends raise ``ValueError``."""
        self._file.close()

    def __enter__(self) -> Journal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _cut_torn_line(self) -> None:
        """Remove what a kill left behind the last newline: that sample was in flight and runs again."""
        if not self.path.exists():
            return
        content = self.path.read_bytes()
        whole = content.rfind(b"\n") + 1
        if whole != len(content):
            os.truncate(self.path, whole)


def read(path: Path) -> Iterator[Line]:
    """Every whole line of a raw file (or of the campaign directory that holds one), in order.

    A torn last line is left out; a torn or foreign line elsewhere, another schema version, or a file
    that does not begin with a campaign raises :class:`RawFileError` with the line's number.
    """
    file = path / FILE_NAME if path.is_dir() else path
    if not file.is_file():
        raise RawFileError(f"no raw file at {file}: give the directory that `fvk run` named")
    with file.open("rb") as lines:
        for number, raw in enumerate(lines, start=1):
            if not raw.endswith(b"\n"):
                return
            yield _parse(raw, file, number)


def _parse(raw: bytes, file: Path, number: int) -> Line:
    try:
        if number == 1:
            _check_schema(raw, file)
        line = _decoder.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise RawFileError(f"{file}, line {number}: not a line of a raw file ({error})") from error
    if (number == 1) is not isinstance(line, Header):
        raise RawFileError(f"{file}, line {number}: a raw file has its one campaign line first")
    return line


def _check_schema(raw: bytes, file: Path) -> None:
    head = msgspec.json.decode(raw)
    version = head.get("schema") if isinstance(head, dict) else None
    if version != SCHEMA:
        raise RawFileError(
            f"{file}: schema version {version!r}, but this fvk reads version {SCHEMA}; "
            "use the fvk that wrote it, or run the campaign again"
        )
