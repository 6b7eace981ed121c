"""Draws a table, a case or a tinted file: for the terminal with rich, for a page as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import RenderableType
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from benchmarks.authoring.code_cost import TintedFile
from benchmarks.authoring.tables import AuthoringView, TableCell

STYLES = {"good": "green", "bad": "bold red", "open": "yellow", "": ""}
TINTS = {"plain": "", "sdk": "bold red", "wrapping": "yellow", "harness": "bright_black"}
"""The same words stand before every line, so that no colour is needed."""


def as_table(view: AuthoringView) -> Table:
    """For a terminal."""
    table = Table(title=escape(view.title), title_justify="left", title_style="bold", pad_edge=False)
    for number, head in enumerate(view.heads):
        table.add_column(escape(head), no_wrap=number == 0, overflow="fold")
    for row in view.rows:
        table.add_row(*(Text(cell.text, style=STYLES[cell.tone]) for cell in row))
    return table


def as_markdown(views: Iterable[AuthoringView]) -> str:
    """Every table with its remarks, for a pull request or a page."""
    return "\n".join(line for view in views for line in _markdown(view)) + "\n"


def as_tinted_text(file: TintedFile) -> RenderableType:
    """The text that was counted: a word before each line, a colour on each token."""
    words = dict(file.tinted.lines)
    text = Text()
    for number, line in enumerate(file.source.text.splitlines(), start=1):
        text.append(f"{words.get(number, ''):9}", style="dim")
        written = Text(f"{line}\n")
        for token, tint in file.tinted.tokens:
            if token.start[0] == number:
                written.stylize(TINTS[tint], token.start[1], token.end[1])
        text.append_text(written)
    return text


def _markdown(view: AuthoringView) -> Iterator[str]:
    yield from (f"### {view.title}", "")
    yield _row(TableCell(head) for head in view.heads)
    yield "|" + "---|" * len(view.heads)
    yield from (_row(row) for row in view.rows)
    yield ""
    yield from (f"- {remark}" for remark in view.remarks)
    yield ""


def _row(cells: Iterable[TableCell]) -> str:
    shown = (cell.text.replace("|", "\\|").replace("\n", " ") for cell in cells)
    return f"| {' | '.join(shown)} |"
