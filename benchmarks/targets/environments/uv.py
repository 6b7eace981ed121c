"""The three things that uv is asked for: pinned packages, an empty environment, and its contents."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from benchmarks.errors import FvkError, UsageError

_MESSAGE_LINES = 4


class BuildError(FvkError):
    """An environment cannot be resolved or built; the text says why, in uv's words."""


@dataclass(frozen=True)
class Interpreter:
    """A Python that environments are made from."""

    path: Path
    version: str
    """Such as ``CPython 3.11.7``."""
    platform: str
    numbers: tuple[int, int]


@dataclass(frozen=True)
class Uv:
    """One uv program."""

    program: Path

    def version(self) -> str:
        """``uv 0.13.9``."""
        return " ".join(self._run("--version").split()[:2])

    def resolve(
        self,
        requirements: Sequence[str],
        python: Path,
        preferred: Mapping[str, str],
        as_of: str,
        scratch: Path,
    ) -> str:
        """Pin every package that the requirements lead to, with hashes, or raise :class:`BuildError`.

        ``preferred`` are versions to take where nothing forbids them: uv reads them as an earlier answer.
        ``as_of`` (a date, or empty) leaves out whatever was published later.
        """
        asked, answer = scratch / "asked.in", scratch / "answer.txt"
        asked.write_text("".join(f"{line}\n" for line in requirements), encoding="utf-8")
        answer.write_text("".join(f"{k}=={v}\n" for k, v in preferred.items()), encoding="utf-8")
        told = ("--generate-hashes", "--no-annotate", "--no-header", "--python", str(python))
        limit = ("--exclude-newer", as_of) if as_of else ()
        self._run("pip", "compile", *told, *limit, str(asked), "--output-file", str(answer))
        return answer.read_text(encoding="utf-8")

    def make(self, place: Path, python: Path, locked: str, lock: IO[bytes]) -> None:
        """Fill ``place`` with an environment of exactly the locked packages, and compile their bytecode."""
        self._run("venv", "--allow-existing", "--python", str(python), str(place), lock=lock)
        wanted = place / "locked.txt"
        wanted.write_text(locked, encoding="utf-8")
        target = ("--python", str(place / "bin" / "python"))
        options = ("--require-hashes", "--compile-bytecode", "--allow-empty-requirements")
        self._run("pip", "sync", *options, *target, str(wanted), lock=lock)

    def packages(self, python: Path) -> dict[str, str]:
        """Version by name of what an environment has."""
        told = json.loads(self._run("pip", "list", "--format", "json", "--python", str(python)))
        return {one["name"]: one["version"] for one in sorted(told, key=lambda one: str(one["name"]))}

    def interpreter(self, wanted: str) -> Interpreter:
        """The Python of a version (``3.12``) or a path; this process's own for an empty text."""
        path = Path(sys.executable) if not wanted else self._find(wanted)
        told = subprocess.run(
            [str(path), "-c", _ASK], capture_output=True, text=True, timeout=60, check=False
        )
        if told.returncode:
            raise UsageError(f"--python {wanted}: {path} does not run; name another one")
        version, platform, major, minor = told.stdout.splitlines()
        return Interpreter(path, version, platform, (int(major), int(minor)))

    def _find(self, wanted: str) -> Path:
        """Installed ones, those of pyenv too; none is downloaded, for that would measure another build."""
        if Path(wanted).is_file():
            return Path(wanted)
        for folder in _pyenv_versions(wanted):
            if (folder / "bin" / "python").is_file():
                return folder / "bin" / "python"
        try:
            return Path(self._run("python", "find", "--no-python-downloads", wanted).strip())
        except BuildError:
            raise UsageError(
                f"--python {wanted}: no such Python is installed here; install it, or give the path of one"
            ) from None

    def _run(self, *arguments: str, lock: IO[bytes] | None = None) -> str:
        done = subprocess.run(
            [str(self.program), "--no-progress", "--color", "never", *arguments],
            capture_output=True,
            text=True,
            check=False,
            pass_fds=(lock.fileno(),) if lock else (),
            # This process's own environment must not be taken for the one that is meant.
            env={name: value for name, value in os.environ.items() if name != "VIRTUAL_ENV"},
        )
        if done.returncode:
            raise BuildError(f"uv {' '.join(arguments[:2])}: {_said(done.stderr)}")
        return done.stdout


_ASK = (
    "import platform, sys, sysconfig\n"
    "print(platform.python_implementation(), platform.python_version())\n"
    "print(sysconfig.get_platform())\n"
    "print(sys.version_info[0]); print(sys.version_info[1])\n"
)


def find_uv() -> Uv:
    """The uv beside this Python, or the first on the path."""
    beside = Path(sys.executable).with_name("uv")
    found = str(beside) if beside.is_file() else shutil.which("uv")
    if found is None:
        raise UsageError("environments are built by uv, which is not installed here; `pip install uv`")
    return Uv(Path(found))


def _pyenv_versions(wanted: str) -> list[Path]:
    root = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    return sorted([*root.glob(wanted), *root.glob(f"{wanted}.*")], reverse=True)


def _said(stderr: str) -> str:
    """The lines that carry a reason, as one; uv's warnings about other Pythons are left out."""
    lines = [line.strip(" │╰─▶├×└") for line in stderr.splitlines()]
    start = next(
        (i for i, line in enumerate(lines) if line.startswith(("error", "cause", "Because", "No "))), 0
    )
    told = [line for line in lines[start:] if line and not line.startswith(("warning", "hint"))]
    return " ".join(told[:_MESSAGE_LINES])[:600] or "it failed and said nothing"
