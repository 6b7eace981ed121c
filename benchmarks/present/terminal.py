"""The closing summary on a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from benchmarks.analyse.results import Answer
from benchmarks.present.safe_text import printable
from benchmarks.present.summary import FAMILY, Section, Summary, summarise
from benchmarks.record.progress import Progress


def print_summary(
    console: Console, progress: Progress, answers: Sequence[Answer], *, tables: bool = True
) -> None:
    """Print every cell's table, what each orchestrator adds, and last what the campaign shows."""
    summary = summarise(progress, answers)
    for section in summary.sections if tables else ():
        console.print()
        console.print(_table(section))
        if section.added:
            console.print(_added_table(section))
        for remark in section.remarks:
            _line(console, f"  · {remark}")
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


def _line(console: Console, text: str) -> None:
    """One line of plain text, whatever the width: a pipe can then be searched for it."""
    console.print(escape(printable(text)), highlight=False, soft_wrap=True)


def _table(section: Section) -> Table:
    table = Table(title=_safe(section.title), title_justify="left", title_style="bold", pad_edge=False)
    table.add_column("question", no_wrap=True)
    for name in section.contenders:
        table.add_column(_safe(name), justify="right")
    if section.pair:
        a, b = section.pair
        table.add_column(_safe(f"{b} − {a}"), justify="right")
        table.add_column(_safe(f"{b} / {a}"), justify="right")
        table.add_column("n", justify="right")
        table.add_column("verdict")
        table.add_column("noise (A/A)", justify="right")
    for row in section.rows:
        compared = (row.difference, row.ratio, row.n, row.verdict, row.noise) if section.pair else ()
        table.add_row(_safe(row.question), *(_stacked(text) for text in (*row.own, *compared)))
    return table


def _stacked(text: str) -> str:
    """Put the interval below its estimate, so that tables fit a terminal."""
    return _safe(text.replace(" [", "\n[", 1))


def _added_table(section: Section) -> Table:
    table = Table(title="added to plain Python", title_justify="left", pad_edge=False, box=None)
    table.add_column("question", no_wrap=True)
    for name in section.adding:
        table.add_column(_safe(name), justify="right")
    for question, texts in section.added:
        table.add_row(_safe(question), *map(_safe, texts))
    return table


def _safe(text: str) -> str:
    return escape(printable(text))
