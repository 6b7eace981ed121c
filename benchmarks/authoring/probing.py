"""Asks a side's stage probe to take specimens through their stages, and reads what it found."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from benchmarks.authoring import stage_probe
from benchmarks.authoring.portable import portable
from benchmarks.authoring.sides import Side
from benchmarks.errors import EngineError
from benchmarks.measure.redact_paths import places_of

TIMEOUT_S = 180.0
"""No case needs a tenth of this on an idle machine; it bounds one that waits for what never comes."""
LOG_CHARACTERS = 20_000
"""The end of a case's log that is kept: enough for any traceback."""


@dataclass(frozen=True)
class Attempt:
    """One trip of one file through the stages."""

    module: str
    inputs: Mapping[str, Any] = field(default_factory=dict)
    attempt: bool = False
    """Take the pipeline that the file's ``attempt()`` answers."""
    command: Mapping[str, str] = field(default_factory=dict)
    runs: int = 1
    """None to stop after compiling."""
    fails: bool = False
    """The run is to fail; one that does not is stopped by that."""
    caching: bool = False
    home: Path | None = None
    """Shared by attempts that share a cache; by default each has its own."""
    python_path: tuple[Path, ...] = ()


@dataclass(frozen=True)
class ProbeOutcome:
    """Where the trip ended, and everything a user would have seen."""

    stage: str
    """``import``, ``compile``, ``run``, ``check``, ``died``, or ``never`` where nothing stopped it."""
    exception: str = ""
    message: str = ""
    frames: tuple[tuple[str, int], ...] = ()
    traceback: str = ""
    result: Any = None
    compiled: str = ""
    log: str = ""
    """What the SDK and the steps printed, without colours."""
    wall_ns: int = 0


def missing_distributions(names: Iterable[str], side: Side) -> str:
    """Which of these distributions the side's environment lacks, in words; empty if it has all."""
    missing = [name for name in names if not _has(side, name)]
    return f"not installed: {', '.join(missing)}" if missing else ""


def _has(side: Side, name: str) -> bool:
    return any(metadata.distributions(name=name)) if side.packages is None else name in side.packages


def clean_environment(directory: Path, side: Side) -> dict[str, str]:
    """What a specimen's process inherits: nothing of the user's own settings, one thread, no Docker."""
    search = [str(side.python.parent), "/usr/local/bin", "/usr/bin", "/bin"]
    return {
        "PATH": os.pathsep.join(search),
        "HOME": str(directory),
        "TMPDIR": str(directory),
        "LANG": "C.UTF-8",
        "COLUMNS": "200",
        "NO_COLOR": "1",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "DO_NOT_TRACK": "1",
        # The image of this project's own steps; named so that none is looked for, never started here.
        "FVK_IMAGE": "localhost/python:specimen",
        # So that a verdict does not depend on what this machine happens to run.
        "DOCKER_HOST": "unix:///nonexistent/docker.sock",
        "PYTHONPATH": os.pathsep.join(map(str, side.roots)) or os.environ.get("PYTHONPATH", ""),
    }


class Probe:
    """One side's stage probe: a process that forks once a trip. Use as a context manager."""

    def __init__(self, side: Side, directory: Path) -> None:
        self.side = side
        self.directory = directory
        self._process: subprocess.Popen[str] | None = None

    def __enter__(self) -> Probe:
        self.directory.mkdir(parents=True, exist_ok=True)
        with (self.directory / "probe.txt").open("w", encoding="utf-8") as log:
            self._process = subprocess.Popen(
                [str(self.side.python), "-P", stage_probe.__file__, self.side.adapter],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                env=clean_environment(self.directory, self.side),
                cwd=self.directory,
            )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process is not None:
            self._process.kill() if error else _close(self._process.stdin)
            self._process.wait()
            _close(self._process.stdout)

    def try_stages(self, name: str, attempt: Attempt) -> ProbeOutcome:
        """Take one file through its stages below a directory of that name.

        Raises :class:`~benchmarks.errors.EngineError` where the probe itself has ended.
        """
        directory = self.directory / name
        directory.mkdir(parents=True)
        request = {
            "module": attempt.module,
            "directory": str(directory),
            "home": str(attempt.home or directory),
            "python_path": [str(path) for path in attempt.python_path],
            "inputs": dict(attempt.inputs),
            "attempt": attempt.attempt,
            "command": dict(attempt.command),
            "runs": attempt.runs,
            "fails": attempt.fails,
            "caching": attempt.caching,
            "timeout_s": TIMEOUT_S,
        }
        return _outcome(self._ask(request), directory, self.directory, self.side)

    def _ask(self, request: Mapping[str, Any]) -> dict[str, Any]:
        if self._process is None or self._process.stdin is None or self._process.stdout is None:
            raise EngineError(f"the stage probe of {self.side.name} is not running; use it in a with block")
        try:
            self._process.stdin.write(json.dumps(request) + "\n")
            self._process.stdin.flush()
        except BrokenPipeError:
            pass  # the empty answer below tells it
        line = self._process.stdout.readline()
        if not line:
            log = (self.directory / "probe.txt").read_text(encoding="utf-8").strip()
            reason = log.rpartition("\n")[2] or "no message"
            raise EngineError(f"the stage probe of {self.side.name} ended: {reason}; run its adapter by hand")
        answer: dict[str, Any] = json.loads(line)
        return answer


def _outcome(answer: Mapping[str, Any], directory: Path, root: Path, side: Side) -> ProbeOutcome:
    places = places_of(side.python, side.roots)

    def shown(text: str) -> str:
        return portable(text, places, directory, root)

    log = shown(_read(directory / "log.txt"))[-LOG_CHARACTERS:]
    if "died" in answer:
        return ProbeOutcome(stage="died", message=answer["died"], log=log)
    return ProbeOutcome(
        stage=answer["stage"],
        exception=answer["exception"],
        message=shown(answer["message"]),
        traceback=shown(answer["traceback"]),
        frames=tuple((file, line) for file, line in answer["frames"]),
        result=answer.get("result"),
        compiled=_read(directory / "compiled.txt"),
        log=log,
        wall_ns=answer["wall_ns"],
    )


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""


def _close(stream: IO[str] | None) -> None:
    if stream is not None:
        stream.close()
