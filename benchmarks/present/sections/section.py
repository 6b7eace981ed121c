"""What a section of the page is made of; templates turn it into HTML, and nothing else does."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from benchmarks.analyse.results import Answer
from benchmarks.present.charts.panels import Panel
from benchmarks.present.charts.rows import RowChart
from benchmarks.present.charts.stacked import Bars
from benchmarks.present.sentences import CAMPAIGN, Cited, Part, Sentence, sentence
from benchmarks.record.schema import Header

Thing = TypeVar("Thing")


@dataclass(frozen=True)
class Item:
    """One cell of a table: words or figures, behind a disclosure where there is ``more``."""

    parts: tuple[Part, ...]
    more: str = ""
    """Shown on demand: a message, a source text."""
    tone: str = ""
    """``good``, ``bad``, ``open``, ``pair`` where a cell holds all that is said of two, or nothing."""
    number: bool = False
    link: str = ""
    """Where the words lead, outside of the page; drawn for ``http`` and ``https`` alone."""


@dataclass(frozen=True)
class SectionLine:
    """One row of a table."""

    items: tuple[Item, ...]
    source: tuple[str, ...]
    keys: tuple[str, ...] = ()
    """Classes by which the filters know it."""


@dataclass(frozen=True)
class DataTable:
    """A table with its caption; the first column heads the row."""

    caption: tuple[Part, ...]
    heads: tuple[tuple[Part, ...], ...]
    lines: tuple[SectionLine, ...]
    left_out: int = 0
    """Rows that are only in the raw data."""
    matrix: bool = False
    """Whether the arrow keys walk through its cells."""


@dataclass(frozen=True)
class Figure:
    """A chart: rows over one axis, or panels side by side."""

    caption: tuple[Part, ...]
    rows: tuple[RowChart, ...] = ()
    panels: tuple[Panel, ...] = ()
    legend: tuple[str, ...] = ()
    """Contenders whose marks need a name."""


@dataclass(frozen=True)
class SourceText:
    """One side's source: (tint, text), which put together are the text."""

    side: str
    runs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Listing:
    """The same thing written by every side, to be opened."""

    title: Cited
    texts: tuple[SourceText, ...]
    source: tuple[str, ...]


@dataclass(frozen=True)
class Section:
    """One question of the readers, answered as far as the campaign can."""

    key: str
    ask: str
    answer: tuple[Sentence, ...]
    reading: str = ""
    """How to read the chart, in one line."""
    figures: tuple[Figure, ...] = ()
    tables: tuple[DataTable, ...] = ()
    """Shown openly, where words are the chart."""
    details: tuple[DataTable, ...] = ()
    """Behind the disclosure."""
    listings: tuple[Listing, ...] = ()
    listings_reading: str = ""
    """How to read them, in one line."""
    command: str = ""
    """What repeats the measurement, or takes it in the first place."""
    measured: bool = True
    bars: tuple[Bars, ...] = ()
    """Stacked bars of what was counted."""
    shown: tuple[Answer, ...] = field(default=())
    """The answers whose raw points the section draws."""


def unmeasured(key: str, ask: str, command: str) -> Section:
    """A question that this campaign did not ask."""
    told = sentence(
        "Not measured in this campaign. This command measures it: ", Cited(command, (CAMPAIGN,)), "."
    )
    return Section(key, ask, (told,), command=command, measured=False)


def repeat(header: Header, answers: Iterable[Answer]) -> str:
    """The command that measures these answers again, in the same order of blocks."""
    found = list(answers)
    words = ["fvk", "run", "--profile", header.profile, "--seed", str(header.seed)]
    if any(word.partition("=")[0] == "--engine" for word in header.command):
        # Whoever was named may take part on request only.
        words += ["--engine", ",".join(one.name for one in header.contenders if one.twin_of is None)]
    words += ["--versus", header.versus] if header.versus else []
    for option, values in (
        ("--workload", (answer.cell.workload for answer in found)),
        ("--question", (answer.question.id for answer in found)),
    ):
        words += [option, ",".join(dict.fromkeys(values))]
    return shlex.join(words)


def plain(*parts: Part, number: bool = False, tone: str = "") -> Item:
    """A cell of words."""
    return Item(parts, number=number, tone=tone)


def cut(things: Sequence[Thing], most: int) -> tuple[Sequence[Thing], int]:
    """At most so many, and how many that leaves out; cut what rows are made of, before they are made."""
    return things[:most], max(0, len(things) - most)


def sources(answers: Iterable[Answer]) -> tuple[str, ...]:
    """The cells of several answers, each once."""
    return tuple(dict.fromkeys(answer.cell.id for answer in answers))
