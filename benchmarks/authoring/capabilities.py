"""The capabilities table: each feature is tried by a tiny pipeline, on every side."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from benchmarks.authoring.mistakes import CONCURRENT
from benchmarks.authoring.probing import Attempt, Outcome, Probe, missing_distributions
from benchmarks.authoring.sides import Side, chosen_names
from benchmarks.authoring.specimen import WORKAROUND, Specimen, read_specimen

VERDICTS = ("works locally", "works with a workaround", "compiles only", "not possible", "not tried")
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
    missing = missing_distributions(specimen.constants.get("REQUIRES", ()))
    if missing:
        return _row(probe.side, specimen, "not tried", Outcome("not tried"), evidence=missing)
    direct = _trip(probe, specimen, attempt=True) if specimen.defines("attempt") else None
    if direct is not None and _shows(specimen, direct):
        return _row(probe.side, specimen, "works locally", direct, evidence=_result(specimen, direct))
    if specimen.defines("pipeline"):
        outcome = _trip(probe, specimen, attempt=False)
        if _shows(specimen, outcome):
            verdict = "works with a workaround" if specimen.marked_count(WORKAROUND) else "works locally"
            return _row(probe.side, specimen, verdict, outcome, direct, _result(specimen, outcome))
    else:
        assert direct is not None, f"{specimen.path}: neither pipeline nor attempt()"
        outcome = direct
    found = _in_compiled(specimen, outcome)
    if found:
        return _row(probe.side, specimen, "compiles only", outcome, direct, found)
    return _row(probe.side, specimen, "not possible", outcome, direct, _ending(specimen, outcome))


def _trip(probe: Probe, specimen: Specimen, *, attempt: bool) -> Outcome:
    constants = specimen.constants
    observable = "EXPECTED" in constants or specimen.defines("check")
    return probe.try_stages(
        f"{specimen.name}-{'attempt' if attempt else 'pipeline'}",
        Attempt(
            module=specimen.name,
            attempt=attempt,
            runs=constants.get("RUNS", 1) if observable else 0,
            fails=constants.get("FAILS", False),
            caching=constants.get("CACHING", False),
            python_path=(_copied(probe.directory, specimen),),
        ),
    )


def _copied(directory: Path, specimen: Specimen) -> Path:
    """A folder with the specimen and what stands beside it: an SDK may write beside a file that it runs."""
    project = directory / "projects" / specimen.name / "pipeline"
    project.mkdir(parents=True, exist_ok=True)
    for path in (specimen.path, *specimen.path.parent.glob("_[!_]*")):
        shutil.copy(path, project)
    return project


def _shows(specimen: Specimen, outcome: Outcome) -> bool:
    """Whether the run showed the feature: the expected output, the file's check, and the compiled text."""
    constants = specimen.constants
    if outcome.stage != "never" or not ("EXPECTED" in constants or specimen.defines("check")):
        return False
    if constants.get("IN_SPEC") and not _in_compiled(specimen, outcome):
        return False
    return bool("EXPECTED" not in constants or outcome.result == constants["EXPECTED"])


def _in_compiled(specimen: Specimen, outcome: Outcome) -> str:
    """The parts of the compiled text that show the feature; empty unless all are there."""
    found = [re.search(pattern, outcome.compiled) for pattern in specimen.constants.get("IN_SPEC", ())]
    return "\n".join(match[0] for match in found if match) if all(found) else ""


def _result(specimen: Specimen, outcome: Outcome) -> str:
    checked = ", and its check passed" if specimen.defines("check") else ""
    ended = "failed as it should" if specimen.constants.get("FAILS") else f"returned {outcome.result!r}"
    return f"{ended}{checked}"


def _ending(specimen: Specimen, outcome: Outcome) -> str:
    if outcome.stage == "never" and specimen.constants.get("IN_SPEC") and not _in_compiled(specimen, outcome):
        return f"compile: what was compiled has not all of {', '.join(specimen.constants['IN_SPEC'])}"
    if outcome.stage == "never":
        return f"run: returned {outcome.result!r} where {specimen.constants.get('EXPECTED')!r} shows it"
    return f"{outcome.stage}: {outcome.exception}: {outcome.message}".rstrip(": ")


def _row(
    side: Side,
    specimen: Specimen,
    verdict: str,
    outcome: Outcome,
    direct: Outcome | None = None,
    evidence: str = "",
) -> CapabilityRow:
    observable = "EXPECTED" in specimen.constants or specimen.defines("check")
    unseen = verdict == "compiles only" and observable
    works = verdict in {"works with a workaround", "compiles only"}
    return CapabilityRow(
        case=specimen.name,
        side=side.name,
        kind=specimen.constants["KIND"],
        title=specimen.title,
        verdict=verdict,
        extra_lines=specimen.marked_count(WORKAROUND) if works else 0,
        direct=_ending(specimen, direct) if direct is not None else "",
        evidence=evidence,
        local=_ending(specimen, outcome) if unseen else "",
        source=specimen.source,
        wall_ns=outcome.wall_ns,
    )
