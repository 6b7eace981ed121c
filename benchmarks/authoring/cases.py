"""One case as a person reads it: its source, its stages, and the whole message on every side."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.rule import Rule
from rich.syntax import Syntax
from rich.text import Text

from benchmarks.authoring.capabilities import CapabilityRow
from benchmarks.authoring.changes import ChangeRow
from benchmarks.authoring.mistakes import STAGES, MistakeRow
from benchmarks.authoring.records import CaseRow
from benchmarks.authoring.sides import Side
from benchmarks.authoring.specimen import read_specimen


def case_report(part: str, row: CaseRow, side: Side) -> RenderableType:
    """Everything about one case on one side."""
    if isinstance(row, MistakeRow):
        told: Iterator[RenderableType] = _mistake(row)
    elif isinstance(row, CapabilityRow):
        told = _capability(row)
    elif isinstance(row, ChangeRow):
        told = _change(row)
    else:
        told = iter(())
    return Group(Rule(f"{row.side}: {side.folder.name}/{part}", align="left"), *told)


def source_of(part: str, case: str, side: Side) -> RenderableType:
    """The file as it stands, with the numbers of its lines."""
    path = side.specimen_paths(part)[case]
    return Syntax(read_specimen(path).source, "python", line_numbers=True, word_wrap=True)


def _mistake(row: MistakeRow) -> Iterator[RenderableType]:
    yield Text(f"{row.title}\n{row.intention}", style="italic")
    reached = STAGES.index(row.stage) if row.stage in STAGES else 0
    for number, stage in enumerate(STAGES[:-1]):
        passed = number < reached
        yield Text(
            f"  {stage:8} {'passed' if passed else 'stopped it' if number == reached else 'not tried'}"
        )
    yield Text(f"  effect   {row.effect}")
    if row.stage != row.stage_without_mypy:
        yield Text(f"  without mypy: {row.stage_without_mypy}")
    if row.stage == "never":
        yield Text(f"  produced {row.result!r} where {row.right!r} is right")
    yield Text(f"  corrected file: {row.control}")
    yield Text(f"\n{row.exception}: {row.message}" if row.exception else row.message)
    if row.traceback:
        yield Text(f"\n{row.traceback}", style="dim")
    if row.log:
        yield Text(f"printed meanwhile:\n{row.log}", style="dim")


def _capability(row: CapabilityRow) -> Iterator[RenderableType]:
    extra = f", {row.extra_lines} lines more" if row.extra_lines else ""
    yield Text(f"{row.title}\n", style="italic")
    yield Text(f"verdict: {row.verdict}{extra}\nshown by: {row.evidence}")
    if row.direct:
        yield Text(f"the direct way: {row.direct}")
    if row.local:
        yield Text(f"the local run: {row.local}")


def _change(row: ChangeRow) -> Iterator[RenderableType]:
    yield Text(f"{row.title}\n", style="italic")
    yield Text(f"seen in: {row.effect}\nshown by: {row.evidence}")
    yield Syntax(row.cost.diff, "diff", word_wrap=True)
