"""How a specimen proves what it shows: by a local run, by its own check of it, or by what was compiled.

A file says which with constants: ``EXPECTED`` (the run's output), ``PRINTED`` (a pattern that the run's
log has), ``IN_SPEC`` (patterns that the compiled text has), and with the function ``check(results)``. All
that it says must hold. ``REQUIRES`` names distributions without which it is not tried.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from benchmarks.authoring.probing import Attempt, Probe, ProbeOutcome
from benchmarks.authoring.specimen import Specimen


def is_run(specimen: Specimen) -> bool:
    """Whether a local run can show anything; if not, the file is compiled only."""
    return specimen.defines("check") or not {"EXPECTED", "PRINTED"}.isdisjoint(specimen.constants)


def trip(probe: Probe, specimen: Specimen, *, attempt: bool = False) -> ProbeOutcome:
    """Take a copy of the file through its stages."""
    constants = specimen.constants
    return probe.try_stages(
        f"trips/{specimen.name}/{'attempt' if attempt else 'pipeline'}",
        Attempt(
            module=specimen.name,
            attempt=attempt,
            inputs=constants.get("INPUTS", {}),
            runs=constants.get("RUNS", 1) if is_run(specimen) else 0,
            fails=constants.get("FAILS", False),
            caching=constants.get("CACHING", False),
            python_path=(_copied(probe.directory, specimen),),
        ),
    )


def shows(specimen: Specimen, outcome: ProbeOutcome) -> bool:
    """Whether the run showed it, and what was compiled does not speak against it."""
    if specimen.constants.get("IN_SPEC") and not in_compiled(specimen, outcome):
        return False
    return run_shows(specimen, outcome)


def run_shows(specimen: Specimen, outcome: ProbeOutcome) -> bool:
    """Whether the run alone showed it."""
    constants = specimen.constants
    if outcome.stage != "never" or not is_run(specimen):
        return False
    if not re.search(constants.get("PRINTED", ""), outcome.log):
        return False
    return bool("EXPECTED" not in constants or outcome.result == constants["EXPECTED"])


def in_compiled(specimen: Specimen, outcome: ProbeOutcome) -> str:
    """The parts of the compiled text that show it; empty unless all are there."""
    found = [re.search(pattern, outcome.compiled) for pattern in specimen.constants.get("IN_SPEC", ())]
    return "\n".join(match[0] for match in found if match) if all(found) else ""


def result_text(specimen: Specimen, outcome: ProbeOutcome) -> str:
    """What a run showed, in words."""
    constants = specimen.constants
    said = ["failed as it should" if constants.get("FAILS") else f"returned {outcome.result!r}"]
    if "PRINTED" in constants:
        said.append(f"printed {constants['PRINTED']}")
    if specimen.defines("check"):
        said.append("its check passed")
    return ", ".join(said)


def ending_text(specimen: Specimen, outcome: ProbeOutcome) -> str:
    """How a trip ended that did not show it."""
    patterns = specimen.constants.get("IN_SPEC")
    if outcome.stage == "never" and patterns and not in_compiled(specimen, outcome):
        return f"compile: what was compiled has not all of {', '.join(patterns)}"
    if outcome.stage == "never":
        expected = specimen.constants.get("EXPECTED", specimen.constants.get("PRINTED"))
        return f"run: returned {outcome.result!r} where {expected!r} shows it"
    return f"{outcome.stage}: {outcome.exception}: {outcome.message}".rstrip(": ")


def _copied(directory: Path, specimen: Specimen) -> Path:
    """A folder with the specimen and what stands beside it: an SDK may write beside a file that it runs."""
    project = directory / "projects" / specimen.name / "pipeline"
    project.mkdir(parents=True, exist_ok=True)
    for path in (specimen.path, *specimen.path.parent.glob("_[!_]*")):
        shutil.copy(path, project)
    return project
