"""Append-only JSON lines: a campaign may be killed at any moment and loses at most the last line."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType

import msgspec
from msgspec.structs import replace

from benchmarks.errors import RawFileError, UsageError
from benchmarks.record import exact_json, lock
from benchmarks.record.consistency import Consistency, plan_faults
from benchmarks.record.schema import SCHEMA, Header, Line
from benchmarks.record.told_command import told_command

FILE_NAME = "raw.jsonl"
LONGEST_LINE_BYTES = 256 << 20
"""Of one line; a plan of ten thousand cells has some 20 MB."""

_encode = msgspec.json.Encoder().encode
_decoder: msgspec.json.Decoder[Line] = msgspec.json.Decoder(Line)


class Journal:
    """Writes one line at a time and returns only once it has reached the disk.

    It is the only writer: opening it raises :class:`~benchmarks.errors.BusyError` while another process has
    the file open for writing. Lines go to the end of what is there.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = path.open("a+b", buffering=0)
        try:
            lock.hold(self._file.fileno(), path)
            self._cut_torn_line()
        except BaseException:
            self._file.close()
            raise

    def append(self, line: Line) -> None:
        """Write ``line`` with one system call, so that no other process can come in between.

        Nothing is written that could not be read back: such a line raises :class:`RawFileError`. Where the
        disk takes only a part of it, that part is taken back, and ``OSError`` raised.
        """
        content = encoded(line)
        before = self._file.seek(0, os.SEEK_END)
        try:
            written = self._file.write(content)
            if written != len(content):
                self._file.write(content[written:])  # which tells why the disk takes no more
            os.fsync(self._file.fileno())
        except OSError:
            with suppress(OSError):
                self._file.truncate(before)
            raise

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
        size = self._file.seek(0, os.SEEK_END)
        end = size
        while end and not self._newline_before(end):
            end -= 1
        if end != size:
            self._file.truncate(end)

    def _newline_before(self, place: int) -> bool:
        return os.pread(self._file.fileno(), 1, place - 1) == b"\n"


def reopened(directory: Path) -> Journal:
    """The journal of a campaign that was begun; :class:`RawFileError` where there is none."""
    if not (directory / FILE_NAME).is_file():
        raise RawFileError(f"no raw file at {directory / FILE_NAME}: give the directory that `fvk run` named")
    return Journal(directory / FILE_NAME)


def begin(directory: Path, lines: Iterable[Line]) -> None:
    """Begin a campaign with these lines, the plan first: its raw file is there whole, or not at all.

    Raises :class:`UsageError` where there is a campaign already. What was made for one that could not be
    begun is removed again.
    """
    file = directory / FILE_NAME
    refuse_existing(directory)
    content = b"".join(encoded(_told(line)) for line in lines)
    made = [folder for folder in (directory, *directory.parents) if not folder.exists()]
    draft = directory / f".{FILE_NAME}.{os.getpid()}"
    try:
        directory.mkdir(parents=True, exist_ok=True)
        with draft.open("wb") as begun:
            begun.write(content)
            begun.flush()
            os.fsync(begun.fileno())
        _put(draft, file)
    except BaseException:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        for folder in made:
            with suppress(OSError):
                folder.rmdir()
        raise


def _told(line: Line) -> Line:
    return replace(line, command=told_command(line.command)) if isinstance(line, Header) else line


def refuse_existing(directory: Path) -> None:
    """Raise :class:`UsageError` where ``directory`` holds a campaign, or cannot hold one."""
    if directory.exists() and not directory.is_dir():
        raise UsageError(f"--out {directory}: that is a file; name a directory that is not there yet")
    if (directory / FILE_NAME).exists():
        raise UsageError(
            f"--out {directory}: there is a campaign already; `fvk resume {directory}` continues it"
        )


def _put(draft: Path, file: Path) -> None:
    """Give the draft its name, unless another process has begun a campaign there meanwhile."""
    try:
        os.link(draft, file)
    except FileExistsError:
        refuse_existing(file.parent)
    except OSError:  # a file system without links
        draft.rename(file)
    draft.unlink(missing_ok=True)


def encoded(line: Line) -> bytes:
    """The line as a raw file holds it; :class:`RawFileError` if it could not be read back."""
    try:
        content = _encode(exact_json.packed(line))
        _decoder.decode(content)
    except (ValueError, TypeError, OverflowError, RecursionError, msgspec.MsgspecError) as error:
        raise RawFileError(f"a {type(line).__name__.lower()} that no raw file can hold ({error})") from error
    return content + b"\n"


def read(path: Path) -> Iterator[Line]:
    """Every whole line of a raw file (or of the campaign directory that holds one), in order.

    A torn last line is left out. A torn or foreign line elsewhere, another schema version, a file that
    does not begin with a campaign, and a line that contradicts those before it raise
    :class:`RawFileError` with the line's number. Reading needs no lock: every whole line is true.
    """
    file = path / FILE_NAME if path.is_dir() else path
    if not file.is_file():
        raise RawFileError(f"no raw file at {file}: give the directory that `fvk run` named")
    consistency: Consistency | None = None
    with file.open("rb") as lines:
        for number, raw in enumerate(iter(lambda: lines.readline(LONGEST_LINE_BYTES), b""), start=1):
            if not raw.endswith(b"\n"):
                break
            line = _parse(raw, file, number)
            if consistency is None:
                assert isinstance(line, Header)
                fault = next(plan_faults(line), "")
                consistency = Consistency(line)
            else:
                fault = consistency.take(line)
            if fault:
                raise RawFileError(_contradiction(file, number, fault))
            yield line
    if consistency is None:
        raise RawFileError(f"{file} is empty: the campaign was never begun; begin another")
    if hole := next(consistency.holes(), None):
        raise RawFileError(f"{file} is not whole: {hole}; lines were taken out of it, or doubled")


def _contradiction(file: Path, number: int, fault: str) -> str:
    if number == 1:
        return f"{file}, line 1: a plan that contradicts itself: {fault}"
    return (
        f"{file}, line {number}: it contradicts the lines before it: {fault}; "
        f"`head -n {number - 1}` gives a file of what came before"
    )


def _parse(raw: bytes, file: Path, number: int) -> Line:
    try:
        if number == 1:
            _check_schema(raw, file)
        line: Line = exact_json.unpacked(_decoder.decode(raw))
    except (ValueError, RecursionError, msgspec.MsgspecError) as error:
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
