"""Describe every pipeline below a directory, each in a fresh process: ``python -m tests.sweep DIRECTORY``.

One line a file and side, and a table by outcome. A file is tried on the sides whose SDK it imports, or on
those that ``--side`` names; compiled YAML is KFP's. The exit status is 1 if a line is a fault of ours.
"""

from __future__ import annotations

import argparse
import ast
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.campaign.sampling import make_sampler
from benchmarks.measure.sampler import ProcessSampler
from benchmarks.measure.scratch import scratch
from benchmarks.plan.engines import discover
from benchmarks.yours.sides import PipelineSide
from benchmarks.yours.survey import Entrant, Surveyor, SurveyReply

LEFT_OUT = frozenset({".git", ".venv", "__pycache__", "node_modules", "build", "site-packages"})
DESCRIBED, ASKS, ABSENT, OTHER, THEIRS, OURS = (
    "described",
    "asks for a name",
    "a package is missing",
    "no pipeline of that side",
    "fails by itself",
    "FAULT OF OURS",
)
OUTCOMES = (DESCRIBED, ASKS, ABSENT, OTHER, THEIRS, OURS)
_OUTCOMES = (
    (OURS, re.compile(r"a fault of fvk|its answer|it ended ")),
    (ASKS, re.compile(r"^name one of its ")),
    (ABSENT, re.compile(r"No module named|is written for kfp 1|cannot import name")),
    (
        OTHER,
        re.compile(
            r"at its top level; is it for another side|is no Python file|is a notebook|is YAML|is empty"
            r"|is a kind:|is an Argo|is a manifest"
        ),
    ),
)
"""What a reason tells, the first that fits; anything else is the file's own failure."""


@dataclass(frozen=True)
class Line:
    """One file on one side."""

    side: str
    file: Path
    outcome: str
    told: str


def main(arguments: Sequence[str] | None = None) -> int:
    """Sweep, print, and answer with the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.sweep", description=__doc__)
    parser.add_argument("directory", type=Path, help="every .py, .yaml, .yml and .ipynb below it is tried")
    parser.add_argument("--side", action="append", help="try every file on this side; repeat")
    parser.add_argument("--timeout", type=float, default=120, help="seconds after which a file is given up")
    asked = parser.parse_args(arguments)
    if not asked.directory.is_dir():
        parser.error(f"{asked.directory} is no directory")
    counts: Counter[tuple[str, str]] = Counter()
    for line in sweep(asked.directory, asked.side or (), asked.timeout):
        counts[line.side, line.outcome] += 1
        sys.stdout.write(
            f"{line.side:7} {line.outcome:24} {line.file.relative_to(asked.directory)}: {line.told}\n"
        )
        sys.stdout.flush()
    sys.stdout.write(f"\n{table(counts)}\n")
    return 1 if any(outcome == OURS for _, outcome in counts) else 0


def sweep(directory: Path, wanted: Sequence[str], timeout_s: float) -> Iterator[Line]:
    """Try every file below a directory on its sides."""
    installed = {name: engine for name, engine in discover().items() if not engine.baseline}
    tried = [(file, side) for file in files(directory) for side in wanted or sides_of(file, installed)]
    needed = {side: installed[side] for _, side in tried}
    with scratch(Path(".fvk"), "sweeping") as work:
        sampler: ProcessSampler = make_sampler(work / "rooms", needed, 0, _no_clock, None)
        for name in needed:
            sampler.describe(name)
        surveyor = Surveyor(sampler, timeout_s, lambda _: None)
        for file, side in tried:
            told = surveyor.describe(Entrant(f"{side} {file}", installed[side], PipelineSide(side, file, "")))
            yield _line(side, file, told)


def _line(side: str, file: Path, told: SurveyReply) -> Line:
    if told.interface is None:
        reason = told.refused.get("load", "nothing was told")
        return Line(side, file, outcome_of(reason), reason)
    shown = told.interface
    steps = "steps known when it runs" if shown.steps is None else f"{shown.steps} steps"
    words = f"{steps}; {', '.join(shown.needs) or 'nothing'}"
    return Line(side, file, OURS if shown.untold else DESCRIBED, shown.untold or words)


def files(directory: Path) -> Iterator[Path]:
    """Every file that could be a pipeline, in order of its path."""
    for path in sorted(directory.rglob("*")):
        inside = path.relative_to(directory).parts
        if path.is_file() and path.suffix in (".py", ".yaml", ".yml", ".ipynb") and not LEFT_OUT & {*inside}:
            yield path


def sides_of(file: Path, installed: Sequence[str] | dict[str, object]) -> list[str]:
    """The sides whose SDK a file imports; none for a file that imports none."""
    if file.suffix in (".yaml", ".yml"):
        return [side for side in installed if side == "kfp"]
    if file.suffix != ".py":
        return []
    try:
        tree = ast.parse(file.read_bytes())
    except (SyntaxError, ValueError):
        return []
    names = {
        name.partition(".")[0]
        for node in ast.walk(tree)
        for name in (
            [node.module or ""]
            if isinstance(node, ast.ImportFrom) and not node.level
            else [one.name for one in node.names]
            if isinstance(node, ast.Import)
            else []
        )
    }
    sdks = {"flyte": {"flytekit", "flytekitplugins"}, "flyte2": {"flyte", "flyteplugins"}, "kfp": {"kfp"}}
    return [side for side in installed if sdks.get(side, set()) & names]


def outcome_of(reason: str) -> str:
    """What a reason tells of who is at fault."""
    return next((outcome for outcome, pattern in _OUTCOMES if pattern.search(reason)), THEIRS)


def table(counts: Counter[tuple[str, str]]) -> str:
    """Files by outcome and side."""
    sides = sorted({side for side, _ in counts})
    outcomes = [one for one in OUTCOMES if any(counts[side, one] for side in sides)]
    rows = [["", *sides]]
    rows += [[one, *(str(counts[side, one]) for side in sides)] for one in outcomes]
    rows += [["files", *(str(sum(counts[side, one] for one in outcomes)) for side in sides)]]
    return "\n".join(f"{name:26}" + "".join(f"{item:>9}" for item in items) for name, *items in rows)


def _no_clock() -> float:
    return 0.0


if __name__ == "__main__":
    sys.exit(main())
