"""What one contender's image has to hold, pinned by the lock, and how it is put into a directory."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.errors import FvkError

_PIN = re.compile(r"^([A-Za-z0-9][\w.-]*)==([^\s;\\]+)")


class PackagesError(FvkError):
    """Packages cannot be resolved or installed; the text says why, in uv's words."""


@dataclass(frozen=True)
class Aim:
    """The interpreter that the packages are for."""

    python: str
    machine: str

    @property
    def arguments(self) -> tuple[str, ...]:
        """As uv takes them: wheels for an image's Linux, whatever this machine is."""
        minor = ".".join(self.python.split(".")[:2])
        return ("--python-version", minor, "--python-platform", f"{self.machine}-manylinux_2_36")


@dataclass(frozen=True)
class Packages:
    """The lock of the whole project, and the uv that reads it."""

    uv: Path
    locked: Mapping[str, str]
    """By name: the lock's own lines, with the hashes."""

    @classmethod
    def of(cls, lock: Path, uv: Path) -> Packages:
        """Read a requirements file."""
        return cls(uv, blocks_of(lock.read_text(encoding="utf-8")))

    def resolve(self, wanted: Sequence[str], aim: Aim, scratch: Path) -> tuple[str, ...]:
        """Names, sorted, of everything that the wanted distributions need; versions are the lock's alone."""
        pins = scratch / "pins.txt"
        pins.write_text("".join(f"{_pin(block)}\n" for block in self.locked.values()), encoding="utf-8")
        asked = scratch / "asked.in"
        asked.write_text("".join(f"{name}\n" for name in wanted), encoding="utf-8")
        told = self._run(
            "compile", "--no-annotate", "--no-header", *aim.arguments, "-c", str(pins), str(asked)
        )
        found = sorted({name_of(line) for line in told.splitlines() if _PIN.match(line)})
        if missing := [name for name in found if name not in self.locked]:
            raise PackagesError(f"the lock has no {missing[0]}, which {', '.join(wanted)} need: lock it")
        return tuple(found)

    def requirements(self, names: Sequence[str]) -> str:
        """The lock's lines for these names."""
        return "\n".join(self.locked[name] for name in names) + "\n"

    def install(self, names: Sequence[str], aim: Aim, place: Path) -> None:
        """Put exactly these distributions into ``place``, each file checked by its hash; no bytecode yet."""
        if not names:
            place.mkdir(parents=True)
            return
        wanted = place.with_suffix(".txt")
        wanted.write_text(self.requirements(names), encoding="utf-8")
        options = ("--no-deps", "--require-hashes", "--no-compile-bytecode", "--link-mode", "copy")
        self._run("install", *options, *aim.arguments, "--target", str(place), "-r", str(wanted))
        (place / ".lock").unlink(missing_ok=True)

    def _run(self, verb: str, *arguments: str) -> str:
        command = [str(self.uv), "pip", verb, "--no-progress", "--color", "never", *where(), *arguments]
        environment = {name: value for name, value in os.environ.items() if name != "VIRTUAL_ENV"}
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
        if done.returncode:
            said = " ".join(line.strip(" │╰─▶├×") for line in done.stderr.splitlines() if line.strip())
            raise PackagesError(f"uv pip {verb}: {said[:600]}")
        return done.stdout


def blocks_of(lock: str) -> dict[str, str]:
    """By normalised name: each requirement of a lock with its hashes."""
    blocks: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in lock.splitlines():
        if _PIN.match(line):
            lines = blocks.setdefault(name_of(line), [])
        if line.strip() and not line.lstrip().startswith("#"):
            lines.append(line)
    return {name: "\n".join(block) for name, block in blocks.items()}


def name_of(requirement: str) -> str:
    """A requirement's name, as the index writes it."""
    return re.sub(r"[-_.]+", "-", re.split(r"[\s=<>!~\[;]", requirement, maxsplit=1)[0]).lower()


def where() -> tuple[str, ...]:
    """Where pip is told to look on this machine, as uv takes it: nothing is written down here."""
    told = subprocess.run(
        [sys.executable, "-m", "pip", "config", "list"], capture_output=True, text=True, check=False
    )
    return tuple(_as_uv(_listed(told.stdout)))


def _listed(text: str) -> dict[str, str]:
    """``global.index-url='…'`` by the option's name; what the environment says comes last and holds."""
    pairs = (line.partition("=") for line in text.splitlines())
    found = {key: value.strip().strip("'\"") for key, _, value in pairs if value}
    ordered = sorted(found.items(), key=lambda pair: pair[0].startswith(":env:"))
    return {key.rpartition(".")[2]: value.replace("\\n", " ") for key, value in ordered}


def _as_uv(config: Mapping[str, str]) -> Iterator[str]:
    names = {"index-url": "--default-index", "extra-index-url": "--index", "find-links": "--find-links"}
    for name, option in names.items():
        for value in config.get(name, "").split():
            yield from (option, value)
    if "extra-index-url" in config:
        yield from ("--index-strategy", "unsafe-best-match")


def _pin(block: str) -> str:
    return block.split("\n", 1)[0].split(";", maxsplit=1)[0].rstrip(" \\")
