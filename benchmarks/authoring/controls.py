"""The negative control of a capability: with the lines that are the feature gone, its probe must fail."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.authoring.probing import Probe, ProbeOutcome, missing_distributions
from benchmarks.authoring.proof import ending_text, in_compiled, result_text, run_shows, shows, trip
from benchmarks.authoring.sides import Side, chosen_names
from benchmarks.authoring.specimen import Specimen, read_specimen

NOT_MARKED = "not marked"
FAILS = "fails without it"
PASSES = "passes without it"
"""The control shows nothing: what the probe looks at does not come from the feature."""


@dataclass(frozen=True)
class ControlRow:
    """What became of one capability's probe once its feature was gone."""

    case: str
    side: str
    shown_by: str
    """``run`` or ``compiled text``; empty where the feature was not shown with its lines in place."""
    verdict: str
    """:data:`FAILS`, :data:`PASSES` or :data:`NOT_MARKED`."""
    seen: str
    """What the probe said without the feature."""


def try_controls(sides: tuple[Side, ...], directory: Path, case: str | None = None) -> tuple[ControlRow, ...]:
    """Try every capability, or one, with and without the lines that its specimen marks.

    Raises :class:`~benchmarks.errors.UsageError` for a case that does not exist.
    """
    names = chosen_names(sides, "capabilities", case)
    return tuple(row for side in sides for row in _of_side(side, names, directory / side.name))


def _of_side(side: Side, names: tuple[str, ...], directory: Path) -> Iterator[ControlRow]:
    paths = side.specimen_paths("capabilities")
    with Probe(side, directory / "with") as whole, Probe(side, directory / "without") as bare:
        for name in names:
            specimen = read_specimen(paths[name])
            source = specimen.without_feature()
            if not source or missing_distributions(specimen.constants.get("REQUIRES", ()), side):
                yield ControlRow(name, side.name, "", NOT_MARKED, "")
                continue
            path = directory / "bare" / specimen.path.name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(source, encoding="utf-8")
            yield _compared(name, side.name, specimen, trip(whole, specimen), Specimen(path, source), bare)


def _compared(
    name: str, side: str, specimen: Specimen, outcome: ProbeOutcome, control: Specimen, bare: Probe
) -> ControlRow:
    without = trip(bare, control)
    if shows(specimen, outcome):
        # The compiled text apart: a run that would end alike does not show the feature.
        passes = run_shows(control, without)
        said = result_text(control, without) if passes else ending_text(control, without)
        return ControlRow(name, side, "run", PASSES if passes else FAILS, said)
    if in_compiled(specimen, outcome):
        found = in_compiled(control, without)
        said = found or f"nothing like {', '.join(specimen.constants.get('IN_SPEC', ()))}"
        return ControlRow(name, side, "compiled text", PASSES if found else FAILS, said)
    return ControlRow(name, side, "", PASSES, f"not shown with it either: {ending_text(specimen, outcome)}")
