"""The closing summary on a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from benchmarks.analyse.results import Answer
from benchmarks.present.first_table import FirstTable
from benchmarks.present.summary import FAMILY, Grid, Row, Summary, SummarySection, grids, summarise
from benchmarks.record.progress import Progress
from benchmarks.safe_text import printable


def print_summary(
    console: Console, progress: Progress, answers: Sequence[Answer], *, tables: bool = True
) -> None:
    """Print every cell's table, what each orchestrator adds, and last what the campaign shows."""
    summary = summarise(progress, answers)
    for section in summary.sections if tables else ():
        console.print()
        if section.nothing:
            _line(console, f"{section.title}: {section.nothing}")
            continue
        console.print(f"[bold]{_safe(section.title)}[/bold]", highlight=False)
        for grid in grids(section, _asked):
            console.print(_table(grid, narrow=len(section.pairs) > 1))
        if section.added:
            console.print(_added_table(section))
        for remark in section.remarks:
            _line(console, f"  · {remark}")
    if summary.omission and tables:
        console.print()
        _line(console, summary.omission)
    if summary.has_family and tables:
        console.print()
        _line(console, FAMILY)
    _conclusion(console, summary)


def _conclusion(console: Console, summary: Summary) -> None:
    """At the end, where a terminal stands still."""
    if summary.headlines:
        console.print()
        console.print("[bold]What this campaign shows[/bold]")
        for told in summary.headlines:
            _line(console, f"  • {told}")
    console.print()
    console.print("[bold]Can it be trusted[/bold]")
    for check in summary.checks:
        _line(console, f"  {check.title}: {check.sentence.text}")
    for warning in summary.warnings:
        _line(console, f"  ! {warning}")
    _first_screen(console, summary.first)


def _first_screen(console: Console, told: FirstTable) -> None:
    """Last of all, so that the end of the output answers: the table, and what follows from it."""
    if not told.rows:
        return
    console.print()
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, collapse_padding=True)
    figures = range(1, len(told.contenders) + 1)
    for number, head in enumerate(told.heads):
        table.add_column(_safe(head), justify="right" if number in figures else "left", overflow="fold")
    for row in told.rows:
        table.add_row(*map(_safe, told.texts(row)))
    console.print(table)
    for text in (*told.choose, *told.notes()):
        _line(console, f"  {text}")


def _line(console: Console, text: str) -> None:
    """One line of plain text, whatever the width: a pipe can then be searched for it."""
    console.print(escape(printable(text)), highlight=False, soft_wrap=True)


def _asked(row: Row) -> str:
    return row.question


def _table(grid: Grid, *, narrow: bool) -> Table:
    """With lines between the columns, unless there are so many that they need the room."""
    frame = box.SIMPLE_HEAD if narrow else box.HEAVY_HEAD
    table = Table(box=frame, collapse_padding=narrow, pad_edge=False)
    for number, head in enumerate(grid.heads):
        justify: Literal["left", "right"] = "left" if number in grid.words else "right"
        table.add_column(_safe(head), justify=justify, no_wrap=number == 0)
    for question, *texts in grid.rows:
        table.add_row(_safe(question), *map(_stacked, texts))
    return table


def _stacked(text: str) -> str:
    """Put the interval below its estimate, so that tables fit a terminal."""
    return _safe(text.replace(" [", "\n[", 1))


def _added_table(section: SummarySection) -> Table:
    table = Table(title="added to plain Python", title_justify="left", pad_edge=False, box=None)
    table.add_column("question", no_wrap=True)
    for name in section.adding:
        table.add_column(_safe(name), justify="right")
    for question, texts in section.added:
        table.add_row(_safe(question), *map(_safe, texts))
    return table


def _safe(text: str) -> str:
    return escape(printable(text))
