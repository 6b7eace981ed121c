"""The capabilities table: each feature is tried by a tiny pipeline, on every side."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from benchmarks.authoring.mistakes import CONCURRENT
from benchmarks.authoring.probing import Probe, ProbeOutcome, missing_distributions
from benchmarks.authoring.proof import ending_text, in_compiled, is_run, result_text, shows, trip
from benchmarks.authoring.sides import Side, chosen_names
from benchmarks.authoring.specimen import WORKAROUND, Specimen, read_specimen

VERDICTS = ("works locally", "works with more lines", "compiles only", "not possible", "not tried")
"""From best to worst; *compiles only* where what is compiled shows the feature, and a local run does not."""


@dataclass(frozen=True)
class CapabilityRow:
    """What one feature is worth on one side, and the trips that show it."""

    case: str
    side: str
    kind: str
    title: str
    verdict: str
    """One of :data:`VERDICTS`."""
    extra_lines: int
    """Logical lines added or changed because the direct way does not work; each is marked in the file."""
    direct: str
    """How the direct way ended where there is a workaround, or no way at all; empty where it is the way."""
    evidence: str
    """What showed the verdict: the output, the compiled text, or the message."""
    local: str
    """What the local run said, where it does not show the feature."""
    source: str
    wall_ns: int


def try_capabilities(
    sides: tuple[Side, ...],
    directory: Path,
    case: str | None = None,
    advance: Callable[[str], None] = lambda _: None,
) -> tuple[CapabilityRow, ...]:
    """Try every feature, or one, on every side; ``advance`` hears each case's name when it is done.

    Raises :class:`~benchmarks.errors.UsageError` for a case that does not exist.
    """
    names = chosen_names(sides, "capabilities", case)
    with ThreadPoolExecutor(CONCURRENT) as pool:
        tried = pool.map(lambda side: tuple(_try_side(side, names, directory / side.name, advance)), sides)
        rows = [row for of_side in tried for row in of_side]
    return tuple(sorted(rows, key=lambda row: (names.index(row.case), row.side)))


def _try_side(
    side: Side, names: tuple[str, ...], directory: Path, advance: Callable[[str], None]
) -> Iterator[CapabilityRow]:
    paths = side.specimen_paths("capabilities")
    with Probe(side, directory) as probe:
        for name in names:
            yield _try_case(probe, read_specimen(paths[name]))
            advance(name)


def _try_case(probe: Probe, specimen: Specimen) -> CapabilityRow:
    missing = missing_distributions(specimen.constants.get("REQUIRES", ()), probe.side)
    if missing:
        return _row(probe.side, specimen, "not tried", ProbeOutcome("not tried"), evidence=missing)
    direct = trip(probe, specimen, attempt=True) if specimen.defines("attempt") else None
    if direct is not None and shows(specimen, direct):
        return _row(probe.side, specimen, "works locally", direct, evidence=result_text(specimen, direct))
    if specimen.defines("pipeline"):
        outcome = trip(probe, specimen)
        if shows(specimen, outcome):
            verdict = "works with more lines" if specimen.marked_count(WORKAROUND) else "works locally"
            return _row(probe.side, specimen, verdict, outcome, direct, result_text(specimen, outcome))
    else:
        assert direct is not None, f"{specimen.path}: neither pipeline nor attempt()"
        outcome = direct
    found = in_compiled(specimen, outcome)
    if found:
        return _row(probe.side, specimen, "compiles only", outcome, direct, found)
    return _row(probe.side, specimen, "not possible", outcome, direct, ending_text(specimen, outcome))


def _row(
    side: Side,
    specimen: Specimen,
    verdict: str,
    outcome: ProbeOutcome,
    direct: ProbeOutcome | None = None,
    evidence: str = "",
) -> CapabilityRow:
    unseen = verdict == "compiles only" and is_run(specimen)
    works = verdict in {"works with more lines", "compiles only"}
    return CapabilityRow(
        case=specimen.name,
        side=side.name,
        kind=specimen.constants["KIND"],
        title=specimen.title,
        verdict=verdict,
        extra_lines=specimen.marked_count(WORKAROUND) if works else 0,
        direct=ending_text(specimen, direct) if direct is not None else "",
        evidence=evidence,
        local=ending_text(specimen, outcome) if unseen else "",
        source=specimen.source,
        wall_ns=outcome.wall_ns,
    )
