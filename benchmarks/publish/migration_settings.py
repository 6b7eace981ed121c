"""``docs/migration.toml``: which moves the page shows, and what no figure of it says."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

import msgspec

from benchmarks.errors import UsageError


@dataclass(frozen=True)
class PlannedMove:
    """From one contender to another."""

    source: str
    target: str


@dataclass(frozen=True)
class Wishes:
    """What the file holds."""

    title: str
    question: tuple[str, ...]
    """Ids of the questions whose figures are shown."""
    move: tuple[PlannedMove, ...]
    remark: tuple[str, ...] = ()
    """What is not comparable, or not counted, for reasons that no raw file can hold."""
    command: str = ""
    """What measures the figures."""


def read_wishes(path: Path) -> Wishes:
    """The file; raises :class:`~benchmarks.errors.UsageError` where it is not usable."""
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Wishes)
    except (OSError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise UsageError(f"{path}: {error}; see the comment at the head of docs/migration.toml") from error
