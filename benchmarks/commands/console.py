"""The one console of every verb, and the one exit for text to a terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from rich.console import Console, ConsoleOptions, RenderableType
from rich.markup import escape
from rich.segment import Segment
from rich.text import Text

from benchmarks.safe_text import printable

PIPED_WIDTH = 160
"""Columns where the output goes to a file or a log, which has no width of its own."""


class SafeConsole(Console):
    """Shows every text and lets none act, whatever was rendered and wherever it came from."""

    def render_str(self, text: str, **options: Any) -> Text:
        """The text with marks for what would act, before its width is taken."""
        return super().render_str(printable(text), **options)

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """Segments; those that are to be shown hold nothing that acts."""
        for segment in super().render(renderable, options):
            yield segment if segment.control else Segment(printable(segment.text), segment.style)

    def on_broken_pipe(self) -> None:
        """Go on without a reader: what is measured is written down, as it would be with one."""
        self.quiet = True
        with suppress(OSError, ValueError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, sys.stdout.fileno())
            os.close(nowhere)


def open_console() -> Console:
    """A console as wide as the terminal, or :data:`PIPED_WIDTH` columns wide where there is none."""
    own = SafeConsole()
    return own if own.is_terminal else SafeConsole(width=PIPED_WIDTH)


def say(text: str) -> None:
    """Print one line of plain text, which a terminal may wrap."""
    open_console().print(escape(text), highlight=False, soft_wrap=True)
