"""Runs the four parts one after the other, and keeps their rows in a raw file."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from benchmarks.authoring.capabilities import CapabilityRow, try_capabilities
from benchmarks.authoring.changes import ChangeRow, try_changes
from benchmarks.authoring.code_cost import CodeRow, count_code, vocabulary_of
from benchmarks.authoring.mistakes import MistakeRow, try_mistakes
from benchmarks.authoring.records import NAMES, CaseRow, table
from benchmarks.authoring.sides import Side, mirrored_names
from benchmarks.authoring.tables import (
    AuthoringView,
    capabilities_view,
    changes_view,
    code_view,
    mistakes_view,
)
from benchmarks.record import journal
from benchmarks.record.journal import FILE_NAME
from benchmarks.record.schema import SCHEMA, Contender, End, Header

Advance = Callable[[str], None]
PARTS = tuple(NAMES.values())
TRIED = ("mistakes", "changes", "capabilities")
"""Parts whose specimens are run; counting code takes no time worth showing."""


@dataclass(frozen=True)
class Found:
    """What one part found."""

    kind: type[CaseRow]
    rows: Sequence[CaseRow]
    view: AuthoringView


def find(part: str, sides: tuple[Side, ...], case: str | None, advance: Advance) -> Found:
    """Run one part, whole or one case of it; copies and caches are gone afterwards."""
    with tempfile.TemporaryDirectory(prefix=f"fvk-{part}-") as name:
        directory = Path(name).resolve()
        if part == "mistakes":
            mistakes = try_mistakes(sides, directory, case, advance)
            return Found(MistakeRow, mistakes, mistakes_view(mistakes))
        if part == "capabilities":
            capabilities = try_capabilities(sides, directory, case, advance)
            return Found(CapabilityRow, capabilities, capabilities_view(capabilities))
        if part == "changes":
            changes = try_changes(sides, directory, case, advance)
            return Found(ChangeRow, changes, changes_view(changes))
    counted = count_code(sides, case)
    return Found(CodeRow, counted, code_view(counted))


def cases_to_try(sides: tuple[Side, ...], part: str) -> int:
    """How often ``advance`` will be called."""
    return len(mirrored_names(sides, part)) * len(sides) if part in TRIED else 0


@contextmanager
def raw_file(
    directory: Path, begin: Callable[[], Header], end: Callable[[], End]
) -> Iterator[Callable[[Found], None]]:
    """Append to the campaign in ``directory``, or begin and end one; yields what keeps a part's rows.

    Raises :class:`~benchmarks.errors.UsageError` where the raw file there is unreadable or of another kind.
    """
    own = not (directory / FILE_NAME).exists()
    if own:
        journal.begin(directory, [begin()])
    with journal.reopened(directory) as opened:
        next(iter(journal.read(directory)), None)
        yield lambda found: opened.append(table(found.kind, found.rows))
        if own:
            opened.append(end())


def header(
    sides: tuple[Side, ...], started_at: str, command: Sequence[str], fingerprint: dict[str, object]
) -> Header:
    """The first line of a raw file that holds tables and no samples."""
    return Header(
        schema=SCHEMA,
        profile="authoring",
        seed=0,
        started_at=started_at,
        command=list(command),
        budget_s=0.0,
        contenders=[Contender(side.name, side.name, versions=_versions(side)) for side in sides],
        questions=[],
        questions_sha256="",
        cells=[],
        fingerprint=fingerprint,
        family=[],
        changed=[],
    )


def _versions(side: Side) -> dict[str, str]:
    sdk = vocabulary_of(side).sdk
    return {sdk: metadata.version(sdk)}
