"""Where environments are kept, under which names, and who is using one.

An environment is a directory that holds a record. The record is put there last, by a rename: a directory
without one is what an interrupted build left behind, and counts as nothing. Directories are built where they
stay, because bytecode and the first lines of scripts hold their own path.

A lock file stands beside each directory, for ever. Whoever builds or removes holds it alone; campaigns share
it. The lock belongs to an open file, which uv's processes inherit: it is free when the last of them has
ended, however they ended.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import msgspec

from benchmarks.errors import UsageError
from benchmarks.measure.remove_tree import remove_tree

CACHE = Path(".fvk")
"""Below the project: what may be deleted at any time and is made again."""
ENVIRONMENTS = CACHE / "environments"


class NameTakenError(UsageError):
    """A name that another environment has already."""


class Record(msgspec.Struct, frozen=True):
    """What an environment holds; its id is a hash of Python, platform and packages."""

    id: str
    python: str
    """Implementation and version, such as ``CPython 3.11.7``."""
    platform: str
    packages: dict[str, str]
    """Version by name, as found in the finished environment."""
    locked: str
    """Every package pinned, with the hashes of its files: a requirements file that repeats the build."""
    built_by: str
    built_at: str


class Entry(msgspec.Struct, frozen=True):
    """A name that a campaign can ask for, such as ``alpha@1.2.3``, and what was asked to make it."""

    name: str
    engine: str
    environment: str
    sdk_version: str
    asked: list[str]
    as_of: str = ""


@dataclass(frozen=True)
class Disk:
    """Bytes below a directory."""

    total_bytes: int
    shared_bytes: int
    """Of them, in files that uv's cache or another environment holds too (hard links)."""


@dataclass(frozen=True)
class Store:
    """The environments below ``root``; several processes may use one store at once."""

    root: Path

    def place(self, identity: str) -> Path:
        """Where an environment is, or would be."""
        return self.root / identity

    def python(self, identity: str) -> Path:
        """An environment's interpreter."""
        return self.place(identity) / "bin" / "python"

    def record(self, identity: str) -> Record | None:
        """What an environment holds; ``None`` where there is no finished one of that id."""
        try:
            return msgspec.json.decode(self._record_file(identity).read_bytes(), type=Record)
        except FileNotFoundError:
            return None

    def finish(self, record: Record) -> None:
        """Make the environment exist, in one step."""
        _write_whole(self._record_file(record.id), msgspec.json.encode(record))

    def entries(self) -> tuple[Entry, ...]:
        """Every name whose environment is there, sorted."""
        files = sorted((self.root / "names").glob("*.json"))
        found = (msgspec.json.decode(file.read_bytes(), type=Entry) for file in files)
        return tuple(entry for entry in found if self.record(entry.environment) is not None)

    def entry(self, name: str) -> Entry | None:
        """The entry of exactly that name."""
        return next((entry for entry in self.entries() if entry.name == name), None)

    def enter(self, entry: Entry) -> None:
        """Give an environment a name; :class:`NameTakenError` where another environment has it."""
        known = self.entry(entry.name)
        if known and known.environment != entry.environment:
            raise NameTakenError(
                f"environment {entry.name}: there is one of that name with other packages; "
                f"give this one another with --name, or `fvk env remove {entry.name}` first"
            )
        file = self._entry_file(entry.name)
        file.parent.mkdir(parents=True, exist_ok=True)
        _write_whole(file, msgspec.json.encode(entry))

    def forget(self, name: str) -> None:
        """Take a name away, and the environment with it if that was its last name.

        :class:`UsageError` for an unknown name, or while a build or a campaign uses the environment.
        """
        entry = self.entry(name)
        if entry is None:
            known = ", ".join(one.name for one in self.entries()) or "none"
            raise UsageError(f"environment {name}: no such environment; there are {known}")
        with self._alone(entry.environment, wait=False) as lock:
            if lock is None:
                raise UsageError(
                    f"environment {name}: in use by a running campaign; try again when it has ended"
                )
            self._entry_file(name).unlink()
            if not any(other.environment == entry.environment for other in self.entries()):
                self._erase(entry.environment)

    def sweep(self) -> None:
        """Erase what interrupted builds left behind, except where a build is under way."""
        for place in self.root.glob("*/"):
            if place.name in ("names", "locks", "folders") or self.record(place.name) is not None:
                continue
            with self._alone(place.name, wait=False) as lock:
                if lock is not None and self.record(place.name) is None:
                    self._erase(place.name)

    @contextmanager
    def building(self, identity: str) -> Iterator[IO[bytes] | None]:
        """Hold an environment alone, with an empty place to build in; ``None`` if it is finished meanwhile.

        The open file must be passed on to every process that writes there. Leaving the block without a
        record erases what was made.
        """
        with self._alone(identity, wait=True) as lock:
            if self.record(identity) is not None:
                yield None
                return
            self._erase(identity)
            try:
                yield lock
            finally:
                if self.record(identity) is None:
                    self._erase(identity)

    def hold(self, identity: str) -> IO[bytes]:
        """Keep an environment from being removed until the answer is closed, or this process ends."""
        lock = self._open_lock(identity)
        fcntl.flock(lock, fcntl.LOCK_SH)
        if self.record(identity) is None:
            lock.close()
            raise UsageError(f"environment {identity} was removed; build it again with `fvk env add`")
        return lock

    def disk(self, identity: str) -> Disk:
        """How much an environment takes."""
        total = shared = 0
        for folder, _, names in os.walk(self.place(identity)):
            for name in names:
                status = Path(folder, name).lstat()
                total += status.st_size
                shared += status.st_size if status.st_nlink > 1 else 0
        return Disk(total, shared)

    @contextmanager
    def _alone(self, identity: str, *, wait: bool) -> Iterator[IO[bytes] | None]:
        with self._open_lock(identity) as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            except BlockingIOError:
                yield None
                return
            yield lock

    def _open_lock(self, identity: str) -> IO[bytes]:
        locks = self.root / "locks"
        locks.mkdir(parents=True, exist_ok=True)
        return (locks / identity).open("ab")

    def _record_file(self, identity: str) -> Path:
        return self.place(identity) / "record.json"

    def _entry_file(self, name: str) -> Path:
        return self.root / "names" / f"{name}.json"

    def _erase(self, identity: str) -> None:
        """The record first, so that what is half erased counts as nothing."""
        self._record_file(identity).unlink(missing_ok=True)
        remove_tree(self.place(identity))


def _write_whole(file: Path, content: bytes) -> None:
    """Write a file that is there whole or not at all, also after a power cut."""
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    with draft.open("wb") as target:
        target.write(content)
        target.flush()
        os.fsync(target.fileno())
    draft.rename(file)
