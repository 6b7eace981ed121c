"""What is asked of one fresh process, and everything that was seen of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from benchmarks.measure.memory import TreePeak

Meter = Literal["time", "memory"]
"""Sampling memory disturbs time, so that a process is watched for one of the two."""

Ended = Literal["itself", "timeout", "output", "interrupt", "not started", "lost"]
"""How the command came to its end: of its own accord, killed for taking too long or for printing too
much, killed because the harness was ending, never started, or unknown because its launcher was killed."""

OUTPUT_CAP_BYTES = 1 << 30
"""Either output may grow to this before the command is killed; a full disk would end the campaign."""


@dataclass(frozen=True)
class Invocation:
    """One command and all that it gets to see."""

    argv: tuple[str, ...]
    environment: Mapping[str, str]
    """The whole environment; nothing is added to it."""
    directory: Path
    """Its working directory, which exists."""
    logs: Path
    """Directory for ``stdout`` and ``stderr``; made if it is missing."""
    timeout_s: float
    meter: Meter = "time"
    output_cap_bytes: int = OUTPUT_CAP_BYTES


@dataclass(frozen=True)
class Outcome:
    """What a finished process cost and how it ended. Figures are ``None`` where they are not known."""

    ended: Ended
    reason: str
    """Empty for exit status 0, otherwise one line: ``exit 3``, ``timed out after 30 s``."""
    wall_ns: int | None
    """Monotonic time from just before the command was started until its end was seen."""
    cpu_ns: int | None
    """User and system time of the whole tree, processes that outlived their parents included.

    Not counted: children of a process that ignores SIGCHLD, which the kernel discards uncounted.
    """
    peak_rss_bytes: int | None
    """The kernel's high-water mark of the largest single process, never below ``floor_rss_bytes``."""
    floor_rss_bytes: int | None
    """The launcher's own peak: a command that needs less cannot be told from one that needs this."""
    tree: TreePeak | None
    """Peak of the whole tree; only for the meter ``memory``, and only where the kernel tells PSS."""
    exit_status: int | None
    signal: str | None
    """Name of the signal that ended the command, such as ``SIGKILL``."""
    left_behind: int
    """Processes that were still alive a moment after the command had ended by itself, and were killed."""
    stdout: Path
    stderr: Path
    stdout_tail: str
    stderr_tail: str
    started_ns: int | None = None
    """The monotonic clock just before the command was started; ``None`` where its own clock is another."""

    @property
    def timed_out(self) -> bool:
        """Whether the command was killed for taking longer than its timeout."""
        return self.ended == "timeout"
