"""Campaigns and pages that several tests look at, built once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import StringIO

import pytest
from rich.console import Console

from benchmarks.analyse.results import Answer, answers
from benchmarks.present import html, markdown
from benchmarks.present.terminal import print_summary
from benchmarks.record.progress import Progress, replay
from benchmarks.safe_text import printable
from tests.present.known_truth import known_truth
from tests.present.reading import Element, read
from tests.present.wide import wide

SOURCES = {"campaign", "samples", "example"}
"""What the page names beside cells and tables."""


@dataclass(frozen=True)
class Forms:
    """One campaign in all three forms."""

    progress: Progress
    answers: tuple[Answer, ...]
    terminal: str
    markdown: str
    html: str
    page: Element


def in_all_forms(progress: Progress) -> Forms:
    """Render a campaign everywhere."""
    found = answers(progress)
    written = StringIO()
    print_summary(Console(file=written, width=200), progress, found)
    page = html.build(progress, found)
    return Forms(progress, found, written.getvalue(), markdown.summary(progress, found), page, read(page))


def unsourced(forms: Forms) -> list[str]:
    """Texts of the page's body with a digit that no element gives a known source."""
    progress = forms.progress
    known = (
        SOURCES
        | {cell.id for cell in progress.header.cells}
        | {f"table/{one.name}" for one in progress.tables}
    )
    shown = {printable(name) for name in known}
    return [
        text
        for element, text in forms.page.one("body").texts()
        if re.search(r"\d", text) and not (element.sources and set(element.sources) <= shown)
    ]


@pytest.fixture(scope="session")
def known() -> Forms:
    """The campaign of which everything is known."""
    return in_all_forms(replay(known_truth()))


@pytest.fixture(scope="session")
def everything() -> Forms:
    """The campaign in which everything happens."""
    return in_all_forms(replay(wide()))
