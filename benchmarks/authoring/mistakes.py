"""The mistakes table: each seeded mistake is type-checked, imported, compiled and run, on every side."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.authoring.copies import Copies, lay_out
from benchmarks.authoring.naming import NOT_ASKED, Named, named_by_outcome, named_by_type_checker
from benchmarks.authoring.probing import Attempt, Probe, ProbeOutcome, missing_distributions
from benchmarks.authoring.sides import Side, chosen_names
from benchmarks.authoring.specimen import MISTAKE, Specimen
from benchmarks.authoring.typecheck import type_errors, without_false_alarms

STAGES = ("mypy", "import", "compile", "run", "never")
"""In the order they are tried."""
CONCURRENT = 2
"""Sides tried at once: one a core on the smallest machine this is meant for."""


@dataclass(frozen=True)
class MistakeRow:
    """What became of one seeded mistake on one side."""

    case: str
    side: str
    kind: str
    title: str
    intention: str
    stage: str
    """The first of :data:`STAGES` that stops it; ``not tried`` where a package it needs is missing."""
    stage_without_mypy: str
    """The first that stops it where nobody runs a type checker."""
    effect: str
    """``stopped``; for *never*: ``harmless`` (the right result), ``wrong result``, ``wrong artefact`` (the
    right result here, while the compiled pipeline is not what the author meant); ``not shown`` where the
    corrected file does not run here either, so that stopping the other proves nothing."""
    exception: str
    message: str
    """Of the stage that stopped it, whole."""
    named: Named
    result: Any
    """For *never*: what it produced."""
    right: Any
    trips: Mapping[str, int]
    """How many runs of the file ended at each stage. More than one where an SDK does not always do the
    same; the row then tells the last stage that any of them reached."""
    control: str
    """How the corrected file fared: ``right``, or the stage that stopped it and why."""
    false_alarms: tuple[str, ...]
    """What mypy says against the corrected file; it counts for nothing in ``stage``."""
    traceback: str
    log: str
    """What the SDK and the steps printed."""
    wall_ns: int


def try_mistakes(
    sides: tuple[Side, ...],
    directory: Path,
    case: str | None = None,
    advance: Callable[[str], None] = lambda _: None,
) -> tuple[MistakeRow, ...]:
    """Try every mistake, or one, on every side; ``advance`` hears each case's name when it is done.

    Raises :class:`~benchmarks.errors.UsageError` for a case that does not exist.
    """
    names = chosen_names(sides, "mistakes", case)
    every = [lay_out(side, names, directory) for side in sides]
    errors = _type_errors(every, directory / "typed")
    with ThreadPoolExecutor(CONCURRENT) as pool:
        tried = pool.map(lambda copies: tuple(_try_side(copies, errors, advance)), every)
        rows = [row for of_side in tried for row in of_side]
    return tuple(sorted(rows, key=lambda row: (names.index(row.case), row.side)))


def _type_errors(every: Sequence[Copies], root: Path) -> Mapping[Path, tuple[str, ...]]:
    """Each side's errors, from one run over all sides whose SDKs are in one environment."""
    found: dict[Path, tuple[str, ...]] = {}
    for python in dict.fromkeys(copies.side.python for copies in every):
        paths = [path for copies in every if copies.side.python == python for path in copies.typed_paths()]
        found |= type_errors(root, paths, (f"--python-executable={python}",))
    return found


def _try_side(
    copies: Copies, errors: Mapping[Path, tuple[str, ...]], advance: Callable[[str], None]
) -> Iterator[MistakeRow]:
    with Probe(copies.side, copies.directory) as probe:
        for specimen in copies.specimens:
            missing = missing_distributions(specimen.constants.get("REQUIRES", ()), copies.side)
            if missing:
                yield _row(copies, specimen, [ProbeOutcome("not tried", message=missing)], missing, (), ())
            else:
                found = errors.get(copies.typed_path(specimen.name, "mistaken"), ())
                anyway = errors.get(copies.typed_path(specimen.name, "corrected"), ())
                outcomes = [_trip(probe, copies, specimen.name, "mistaken"), *_again(copies, specimen)]
                control = _control(_trip(probe, copies, specimen.name, "corrected"), specimen)
                yield _row(copies, specimen, outcomes, control, without_false_alarms(found, anyway), anyway)
            advance(specimen.name)


def _again(copies: Copies, specimen: Specimen) -> Iterator[ProbeOutcome]:
    """Further runs, each from a cold start: forks of one process share what makes an SDK's order vary."""
    for number in range(1, specimen.constants.get("REPEATS", 1)):
        with Probe(copies.side, copies.directory / f"again{number}") as probe:
            yield _trip(probe, copies, specimen.name, "mistaken")


def _trip(probe: Probe, copies: Copies, case: str, variant: str) -> ProbeOutcome:
    """Run one variant; where the mistake is about a cache, after the earlier version has filled it."""
    constants = copies.variants[case][variant].constants
    home = probe.directory / "homes" / case / variant
    home.mkdir(parents=True)

    def attempt(of: str) -> Attempt:
        return Attempt(
            module=case,
            inputs=constants.get("INPUTS", {}),
            command=constants.get("COMMAND", {}),
            caching=constants.get("CACHING", False),
            home=home,
            python_path=(copies.project(case, of),),
        )

    if "EARLIER" in constants:
        before = probe.try_stages(f"trips/{case}/{variant}-earlier", attempt("earlier"))
        if before.stage != "never":
            return before
    return probe.try_stages(f"trips/{case}/{variant}", attempt(variant))


def _control(outcome: ProbeOutcome, specimen: Specimen) -> str:
    if outcome.stage != "never":
        return f"{outcome.stage}: {outcome.exception}: {outcome.message}"
    if not _is_right(outcome, specimen):
        return f"run: {outcome.result!r} where {specimen.constants['RIGHT']!r} is right"
    return "right"


def _is_right(outcome: ProbeOutcome, specimen: Specimen) -> bool:
    # What a command line prints is for people, and differs from one SDK to the next.
    return bool(specimen.constants.get("COMMAND") or outcome.result == specimen.constants["RIGHT"])


def _row(
    copies: Copies,
    specimen: Specimen,
    outcomes: list[ProbeOutcome],
    control: str,
    errors: tuple[str, ...],
    false_alarms: tuple[str, ...],
) -> MistakeRow:
    outcome = max(outcomes, key=lambda one: (*STAGES, "not tried").index(_reached(one)))
    reached = _reached(outcome)
    return MistakeRow(
        case=specimen.name,
        side=copies.side.name,
        kind=specimen.constants["KIND"],
        title=specimen.title,
        intention=specimen.intention,
        stage="mypy" if errors else reached,
        stage_without_mypy=reached,
        effect="stopped" if errors else _effect(specimen, outcome, control),
        exception="" if errors else outcome.exception,
        message="\n".join(errors) if errors else outcome.message,
        named=_named(specimen, outcome, errors),
        result=outcome.result,
        right=specimen.constants["RIGHT"],
        trips=Counter(_reached(one) for one in outcomes),
        control=control,
        false_alarms=false_alarms,
        traceback=outcome.traceback,
        log=outcome.log,
        wall_ns=outcome.wall_ns,
    )


def _reached(outcome: ProbeOutcome) -> str:
    return "run" if outcome.stage in {"died", "check"} else outcome.stage


def _effect(specimen: Specimen, outcome: ProbeOutcome, control: str) -> str:
    if control != "right":
        return "not shown"
    if outcome.stage != "never":
        return "stopped"
    if not _is_right(outcome, specimen):
        return "wrong result"
    wanted, unwanted = specimen.constants.get("COMPILED"), specimen.constants.get("NOT_COMPILED")
    lacks = wanted and not re.search(wanted, outcome.compiled, re.MULTILINE)
    has = unwanted and re.search(unwanted, outcome.compiled, re.MULTILINE)
    return "wrong artefact" if lacks or has else "harmless"


def _named(specimen: Specimen, outcome: ProbeOutcome, errors: tuple[str, ...]) -> Named:
    lines = specimen.marked_lines(MISTAKE)
    if errors:
        return named_by_type_checker(specimen, lines, errors)
    if outcome.stage in {"never", "not tried"}:
        return NOT_ASKED
    return named_by_outcome(specimen, lines, outcome)
