"""The section on: How much of my code becomes orchestrator code, and what does a typical change cost."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from benchmarks.present import figures
from benchmarks.present.charts import axis, rows
from benchmarks.present.sections.listings import READING as SOURCE_READING
from benchmarks.present.sections.listings import listings
from benchmarks.present.sections.observed import (
    ObservedRow,
    Pivot,
    flat,
    matrix,
    message,
    numeric_fields,
    pivot,
    title,
    words,
)
from benchmarks.present.sections.section import DataTable, Figure, Item, Listing, Section, unmeasured
from benchmarks.present.sentences import Cited, Part, Sentence, named, sentence
from benchmarks.present.view import View
from benchmarks.safe_text import one_line

ASK = "How much of my code becomes orchestrator code, and what does a typical change cost?"
READING = (
    "One row a workload or change, one mark a side; the bar between is the difference. Left is less code."
)
_COUNTS = {
    "code": ("orchestrator_lines", "sdk_lines", "lines", "orchestrator_tokens", "tokens"),
    "changes": ("lines", "lines_changed", "changed_lines", "added_lines", "tokens", "files"),
}
"""The counts that are drawn, the foremost first; any other number stands in the table."""
_TITLES = {"code": "Code that is there only because of the SDK", "changes": "What a typical change costs"}
_SOURCES = ("source", "diff")


def section(view: View) -> Section:
    """Dumbbells, with the counted source side by side below, behind a disclosure each."""
    charts: list[Figure] = []
    details: list[DataTable] = []
    told: list[Sentence] = []
    sources: tuple[Listing, ...] = ()
    for name, preferred in _COUNTS.items():
        table = view.table(name)
        if table is None:
            continue
        pivoted = pivot(view, table)
        if pivoted is None:
            details.append(flat(view, table))
            continue
        every = [row for of_case in pivoted.cases.values() for row in of_case.values()]
        fields = numeric_fields(every, preferred)
        if fields:
            charts.append(_figure(view, pivoted, fields[0]))
            told.append(_sentence(pivoted, fields[0]))
        details.append(_table(view, pivoted, fields))
        sources += listings(view, pivoted)
    if not charts and not details:
        return unmeasured("authoring", ASK, "fvk authoring")
    return Section(
        "authoring",
        ASK,
        tuple(told),
        READING,
        tuple(charts),
        details=tuple(details),
        listings=sources,
        listings_reading=SOURCE_READING,
        command="fvk authoring",
    )


def _sentence(pivoted: Pivot, field: str) -> Sentence:
    parts: list[Part] = [_TITLES[pivoted.name], ": "]
    for number, side in enumerate(pivoted.sides):
        counts = [float(row[field]) for row in pivoted.rows_of(side)]
        text = f"{figures.count(median(counts))} {field.replace('_', ' ')}"
        total = (
            f" (median of {len(counts)}, from {figures.count(min(counts))} to {figures.count(max(counts))})"
        )
        parts += [", " if number else "", named(side), " ", Cited(text + total, pivoted.source)]
    return sentence(*parts, ".", kind="added")


def _figure(view: View, pivoted: Pivot, field: str) -> Figure:
    every = [float(row[field]) for of_case in pivoted.cases.values() for row in of_case.values()]
    scale = axis.linear(every, axis.plain_number)
    drawn = tuple(_rows(view, pivoted, field, scale))
    chart = rows.RowChart(drawn, scale, pivoted.source)
    caption = f"{_TITLES[pivoted.name]}: {field.replace('_', ' ')}"
    return Figure((Cited(caption, pivoted.source),), rows=(chart,), legend=pivoted.sides)


def _rows(view: View, pivoted: Pivot, field: str, scale: axis.Axis) -> Iterator[rows.RowOf]:
    for case, of_case in pivoted.cases.items():
        ends = [(side, float(of_case[side][field])) for side in pivoted.sides if side in of_case]
        told = ", ".join(f"{side} {figures.count(value)}" for side, value in ends)
        drawn = rows.dumbbell(scale, ((view.place(side), value) for side, value in ends), f"{case}: {told}")
        label = (Cited(one_line(case.replace("_", " "), 80), pivoted.source),)
        yield rows.RowOf(label, None, drawn, (Cited(told, pivoted.source),), pivoted.source)


def _count(value: float) -> str:
    return figures.count(round(float(value), 2))


def _table(view: View, pivoted: Pivot, fields: list[str]) -> DataTable:
    def item(row: ObservedRow) -> Item:
        told = ", ".join(f"{name.replace('_', ' ')} {_count(row[name])}" for name in fields)
        told += f"; effect: {words(row['effect'])}" if row.get("effect") else ""
        return Item((Cited(told, pivoted.source),), more=message(row, *_SOURCES))

    def lead(row: ObservedRow) -> Item:
        return Item((Cited(title(row, pivoted.case_field), pivoted.source),))

    return matrix(
        view,
        pivoted,
        f"{_TITLES[pivoted.name]}, every count",
        pivoted.case_field,
        item,
        lead,
    )
