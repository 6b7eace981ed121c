"""Build an environment, or find that it is there: resolve, hash, lock, install, record."""

from __future__ import annotations

import hashlib
import re
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.errors import UsageError
from benchmarks.targets.environments.store import Entry, NameTakenError, Record, Store
from benchmarks.targets.environments.uv import BuildError, Interpreter, Uv

OLDEST = (3, 11)
"""What the implementations are written for."""


@dataclass(frozen=True)
class EnvironmentWish:
    """What somebody wants for an engine."""

    engine: str
    needs: tuple[str, ...]
    """What the engine needs in any case."""
    sdk: str = ""
    """The distribution whose version names the environment; empty for plain Python."""
    asked: tuple[str, ...] = ()
    """Further requirements, such as ``sdk==1.2.*``."""
    python: str = ""
    """A version or a path; empty for the Python that runs this."""
    as_of: str = ""
    """A date: nothing that was published later."""
    name: str = ""
    """What the name has after the ``@``; empty for the SDK's version."""
    locked: str = ""
    """The text of a lock to repeat, instead of resolving anything."""


@dataclass(frozen=True)
class Builder:
    """Builds in one store, with one uv; the time of day comes in from outside."""

    store: Store
    uv: Uv
    preferred: Mapping[str, str]
    """Versions of the libraries that steps use, so that environments differ in nothing but the SDK."""
    now: Callable[[], str]
    own_python: str = ""
    """``CPython 3.11.7`` of this process, which goes without saying in a name."""

    def add(self, wish: EnvironmentWish, say: Callable[[str], None]) -> Entry:
        """The finished environment's entry; builds only what is not there yet.

        Raises :class:`UsageError` or ``BuildError``, in one line, if it cannot be.
        """
        python = self.uv.interpreter(wish.python)
        if python.numbers < OLDEST:
            needed = ".".join(map(str, OLDEST))
            raise UsageError(f"--python {wish.python}: {python.version} is too old; take {needed} or later")
        return self._entered(wish, self._made(wish, python, say))

    def find_or_add(self, wish: EnvironmentWish, say: Callable[[str], None]) -> Entry:
        """The entry that the same wish led to before, or a new one; a taken name gets the hash behind it.

        What was built once for a wish goes on to answer it, whatever was published since.
        """
        python = self.uv.interpreter(wish.python)
        for entry in self.store.entries():
            same = (entry.engine, tuple(entry.asked), entry.as_of) == (wish.engine, wish.asked, wish.as_of)
            record = self.store.record(entry.environment) if same else None
            if record and record.python == python.version and _names(wish.needs) <= record.packages.keys():
                return entry
        try:
            return self.add(wish, say)
        except NameTakenError:
            record = self._made(wish, python, say)
            return self._entered(replace(wish, name=f"{self._called(wish, record)}-{record.id[:6]}"), record)

    def _made(self, wish: EnvironmentWish, python: Interpreter, say: Callable[[str], None]) -> Record:
        locked = wish.locked or self._resolve(wish, python)
        identity = identity_of(python, packages_of(locked))
        return self.store.record(identity) or self._build(identity, python, locked, say)

    def _entered(self, wish: EnvironmentWish, record: Record) -> Entry:
        entry = Entry(
            name=f"{wish.engine}@{wish.name or self._called(wish, record)}",
            engine=wish.engine,
            environment=record.id,
            sdk_version=record.packages.get(wish.sdk, ""),
            asked=[*wish.asked],
            as_of=wish.as_of,
        )
        self.store.enter(entry)
        return entry

    def _resolve(self, wish: EnvironmentWish, python: Interpreter) -> str:
        requirements = [*wish.needs, *wish.asked]
        with tempfile.TemporaryDirectory(prefix="fvk-resolve-") as scratch:
            return self.uv.resolve(requirements, python.path, self.preferred, wish.as_of, Path(scratch))

    def _build(self, identity: str, python: Interpreter, locked: str, say: Callable[[str], None]) -> Record:
        with self.store.building(identity) as lock:
            if lock is not None:
                say(
                    f"building environment {identity} ({len(packages_of(locked))} packages, {python.version})"
                )
                place = self.store.place(identity)
                self.uv.make(place, python.path, locked, lock)
                self.store.finish(self._inspect(identity, python, locked))
        record = self.store.record(identity)
        if record is None:
            raise BuildError(f"environment {identity} vanished while it was built; try again")
        return record

    def _inspect(self, identity: str, python: Interpreter, locked: str) -> Record:
        found = self.uv.packages(self.store.python(identity))
        if found != packages_of(locked):
            other = sorted(found.items() ^ packages_of(locked).items())
            raise BuildError(f"environment {identity} holds other packages than were locked: {other[:3]}")
        return Record(identity, python.version, python.platform, found, locked, self.uv.version(), self.now())

    def _called(self, wish: EnvironmentWish, record: Record) -> str:
        usual = record.python == self.own_python
        parts = [
            record.packages.get(wish.sdk, "") or record.id[:6],
            *([] if usual else [f"py{record.python.split()[-1]}"]),
        ]
        return "-".join(parts)


def _names(requirements: Sequence[str]) -> set[str]:
    """The distributions that requirements are about."""
    return {re.split(r"[^\w.-]", one, maxsplit=1)[0].lower().replace("_", "-") for one in requirements}


def packages_of(locked: str) -> dict[str, str]:
    """Version by name of a lock's text, sorted."""
    pins: Sequence[tuple[str, str]] = re.findall(r"^([A-Za-z0-9][\w.-]*)==([^\s;\\]+)", locked, re.MULTILINE)
    return dict(sorted((name.lower(), version) for name, version in pins))


def identity_of(python: Interpreter, packages: Mapping[str, str]) -> str:
    """Sixteen hexadecimal digits of a SHA-256 over Python, platform and every ``name==version``."""
    lines = [python.version, python.platform, *(f"{name}=={version}" for name, version in packages.items())]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]
