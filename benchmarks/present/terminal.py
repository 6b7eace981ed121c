"""The closing summary on a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from benchmarks.analyse.results import Answer
from benchmarks.present.summary import Section, sections
from benchmarks.record.progress import Progress


def print_summary(console: Console, progress: Progress, answers: Sequence[Answer]) -> None:
    """Print every cell's table, what each orchestrator adds to plain Python, and what to know."""
    for section in sections(progress, answers):
        console.print()
        console.print(_table(section))
        if section.added and len(section.contenders) > 1:
            console.print(_added_table(section))
        for remark in section.remarks:
            console.print(f"  · {escape(remark)}", highlight=False)
    if any(answer.headline for answer in answers):
        console.print()
        console.print(
            "* headline question: its verdict is corrected for the whole family (Holm)", highlight=False
        )


def _table(section: Section) -> Table:
    table = Table(title=escape(section.title), title_justify="left", title_style="bold", pad_edge=False)
    table.add_column("question", no_wrap=True)
    for name in section.contenders:
        table.add_column(escape(name), justify="right")
    if section.pair:
        a, b = section.pair
        table.add_column(escape(f"{b} − {a}"), justify="right")
        table.add_column(escape(f"{b} / {a}"), justify="right")
        table.add_column("n", justify="right")
        table.add_column("verdict")
        table.add_column("noise (A/A)", justify="right")
    for row in section.rows:
        compared = (row.difference, row.ratio, row.n, row.verdict, row.noise) if section.pair else ()
        table.add_row(row.question, *(_stacked(text) for text in (*row.own, *compared)))
    return table


def _stacked(text: str) -> str:
    """Put the interval below its estimate, so that tables fit a terminal."""
    return escape(text.replace(" [", "\n[", 1).replace(" no interval", "\nno interval", 1))


def _added_table(section: Section) -> Table:
    table = Table(title="added to plain Python", title_justify="left", pad_edge=False, box=None)
    table.add_column("question", no_wrap=True)
    for name in section.contenders[1:]:
        table.add_column(escape(name), justify="right")
    for question, texts in section.added:
        table.add_row(question, *map(escape, texts))
    return table
