"""The one console of every verb."""

from __future__ import annotations

from rich.console import Console
from rich.markup import escape

PIPED_WIDTH = 160
"""Columns where the output goes to a file or a log, which has no width of its own."""


def open_console() -> Console:
    """A console as wide as the terminal, or :data:`PIPED_WIDTH` columns wide where there is none."""
    own = Console()
    return own if own.is_terminal else Console(width=PIPED_WIDTH)


def say(text: str) -> None:
    """Print one line of plain text, which a terminal may wrap."""
    open_console().print(escape(text), highlight=False, soft_wrap=True)
