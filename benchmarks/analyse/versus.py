"""``--versus NAME``: the contender that every other is held against where results are shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from msgspec.structs import replace as with_changes

from benchmarks.errors import UsageError
from benchmarks.record.progress import Progress

EVERY_PAIR = "all"
"""What undoes the choice that a raw file remembers."""


def checked(versus: str | None, names: Iterable[str]) -> str:
    """The reference as a raw file remembers it: a contender's name, or empty for every pair.

    Raises :class:`~benchmarks.errors.UsageError` for a name that takes no part.
    """
    known = list(names)
    if versus is None or (versus == EVERY_PAIR and versus not in known):
        return ""
    if versus not in known:
        raise UsageError(
            f"--versus {versus}: no such contender takes part; there are {', '.join(known)}, and "
            f"{EVERY_PAIR} for every pair"
        )
    return versus


def held_against(progress: Progress, versus: str | None) -> Progress:
    """The same results, shown against another reference; ``None`` keeps the one that was measured with."""
    if versus is None:
        return progress
    names = [one.name for one in progress.header.contenders if one.twin_of is None]
    return replace(progress, header=with_changes(progress.header, versus=checked(versus, names)))
