"""The changes table: the training pipeline after one typical change, what it cost, and that it works."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from benchmarks.authoring.code_cost import vocabulary_of
from benchmarks.authoring.difference import Difference, difference
from benchmarks.authoring.mistakes import CONCURRENT
from benchmarks.authoring.probing import Probe, ProbeOutcome, missing_distributions
from benchmarks.authoring.proof import ending_text, in_compiled, is_run, result_text, shows, trip
from benchmarks.authoring.sides import Side, chosen_names
from benchmarks.authoring.specimen import Specimen, read_specimen

BASE = "training.py"
"""What every change starts from."""


@dataclass(frozen=True)
class ChangeRow:
    """One change on one side."""

    case: str
    side: str
    title: str
    cost: Difference
    files: int
    """How many files differ from the base."""
    effect: str
    """``run`` (a local run showed it), ``compiled`` (what was compiled shows it), ``not shown``, or
    ``not tried`` where a package that it needs is missing."""
    evidence: str
    """What showed it, or the message of what did not."""
    wall_ns: int


def try_changes(
    sides: tuple[Side, ...],
    directory: Path,
    case: str | None = None,
    advance: Callable[[str], None] = lambda _: None,
) -> tuple[ChangeRow, ...]:
    """Run or compile every change, or one, on every side, and weigh it against the base.

    Raises :class:`~benchmarks.errors.UsageError` for a case that does not exist.
    """
    names = chosen_names(sides, "changes", case)
    with ThreadPoolExecutor(CONCURRENT) as pool:
        tried = pool.map(lambda side: tuple(_try_side(side, names, directory / side.name, advance)), sides)
        rows = [row for of_side in tried for row in of_side]
    return tuple(sorted(rows, key=lambda row: (names.index(row.case), row.side)))


def _try_side(
    side: Side, names: tuple[str, ...], directory: Path, advance: Callable[[str], None]
) -> Iterator[ChangeRow]:
    paths = side.specimen_paths("changes")
    base = (side.folder / BASE).read_text(encoding="utf-8")
    with Probe(side, directory) as probe:
        for name in names:
            specimen = read_specimen(paths[name])
            cost = difference(base, specimen.source, vocabulary_of(side))
            effect, evidence, wall_ns = _proved(probe, specimen)
            files = int(bool(cost.lines_added or cost.lines_removed))
            yield ChangeRow(name, side.name, specimen.title, cost, files, effect, evidence, wall_ns)
            advance(name)


def _proved(probe: Probe, specimen: Specimen) -> tuple[str, str, int]:
    missing = missing_distributions(specimen.constants.get("REQUIRES", ()), probe.side)
    if missing:
        return "not tried", missing, 0
    outcome: ProbeOutcome = trip(probe, specimen)
    if shows(specimen, outcome):
        return "run", result_text(specimen, outcome), outcome.wall_ns
    found = in_compiled(specimen, outcome)
    if found and not is_run(specimen):
        return "compiled", found, outcome.wall_ns
    return "not shown", ending_text(specimen, outcome), outcome.wall_ns
