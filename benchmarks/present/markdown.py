"""The closing summary as Markdown, for a pull request or a README."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from benchmarks.analyse.results import Answer
from benchmarks.present.first_table import FirstTable
from benchmarks.present.summary import FAMILY, Grid, Row, Summary, SummarySection, grids, summarise
from benchmarks.record.progress import Progress
from benchmarks.safe_text import markdown_text


def summary(progress: Progress, answers: Sequence[Answer]) -> str:
    """The same sentences, rows and warnings as the terminal shows."""
    told = summarise(progress, answers)
    lines = [*first_screen(told.first), *_conclusion(told)]
    for section in told.sections:
        if section.nothing:
            lines += [f"**{safe(section.title)}**: {safe(section.nothing)}", ""]
            continue
        lines += [f"### {safe(section.title)}", ""]
        for grid in grids(section, _asked):
            lines += [*drawn(grid), ""]
        lines += _added_table(section)
        lines += [f"- {safe(remark)}" for remark in section.remarks]
        lines.append("")
    if told.omission:
        lines += [safe(told.omission), ""]
    if told.has_family:
        lines += [safe(FAMILY), ""]
    return "\n".join(lines)


def first_screen(told: FirstTable) -> Iterator[str]:
    """The table that answers, what follows from it, and where its rows come from."""
    if not told.rows:
        return
    yield row(told.heads)
    yield "|" + "---|" * len(told.heads)
    yield from (row(told.texts(one)) for one in told.rows)
    yield ""
    yield from (f"- {safe(text)}" for text in told.choose)
    yield ""
    if told.footnotes:
        yield " ".join(f"{safe(text)}." for text in told.notes())
        yield ""


def _conclusion(told: Summary) -> Iterator[str]:
    """What the campaign shows, and whether it can be trusted."""
    yield from (f"- {safe(sentence)}" for sentence in told.headlines)
    yield ""
    yield from (f"- **{check.title}**: {safe(check.sentence.text)}" for check in told.checks)
    yield from (f"- ⚠ {safe(warning)}" for warning in told.warnings)
    yield ""


def _asked(one: Row) -> str:
    return one.question


def drawn(grid: Grid) -> Iterator[str]:
    """The lines of a table."""
    yield row(grid.heads)
    yield "|" + "---|" * len(grid.heads)
    yield from map(row, grid.rows)


def _added_table(section: SummarySection) -> Iterator[str]:
    if not section.added:
        return
    heads = ["added to plain Python", *section.adding]
    yield row(heads)
    yield "|" + "---|" * len(heads)
    yield from (row((question, *texts)) for question, texts in section.added)
    yield ""


def row(texts: Sequence[str]) -> str:
    """One row of a table."""
    return "| " + " | ".join(map(safe, texts)) + " |"


def safe(text: str) -> str:
    """Text that cannot end a table cell, start markup, a link or HTML."""
    return markdown_text(text)
