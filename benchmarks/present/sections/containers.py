"""The section on: And in containers, on a Docker daemon."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from statistics import median

from benchmarks.analyse.results import Answer
from benchmarks.present.charts import axis, gantt, rows
from benchmarks.present.figures import quantity
from benchmarks.present.roles import own_of, pairing_of
from benchmarks.present.sections.answers import answer_table, raw_table
from benchmarks.present.sections.section import (
    DataTable,
    Figure,
    Section,
    SectionLine,
    plain,
    repeat,
    sources,
    unmeasured,
)
from benchmarks.present.sentences import CAMPAIGN, Cited, Sentence, named, sentence
from benchmarks.present.statements import absence, place, statement
from benchmarks.present.view import View
from benchmarks.record.schema import Cell

ASK = "And in containers, on a Docker daemon?"
COMMAND = "fvk run --target container"
READING = (
    "One bar a side: where the time of its steps' containers went, each part's median. The daemon makes, "
    "starts and notices a container; the darkest tint is the user's own code. No image is pulled, nothing is "
    "scheduled, and KFP's launcher, which moves its artifacts on a cluster, is not in it. The bars come from "
    "samples of their own: telling the parts takes time too."
)
PARTS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "engine": ("the daemon: make, start, notice", ("create", "start", "notice")),
    "interpreter": ("Python's start", ("interpreter",)),
    "sdk": ("import of the SDK", ("sdk",)),
    "libraries": ("import of the steps' libraries", ("libraries",)),
    "user": ("user code", ("user",)),
    "rest": ("values, files and the SDK's other work", ("rest",)),
    "teardown": ("Python's end", ("teardown",)),
}
"""By tint: what a part is called, and the figures that it is the sum of."""
_SPOKEN = ("steps.wall_ns", "whole.wall_ns", "sdk.wall_ns", "edit.wall_ns", "image.bytes")
"""Metrics that a sentence tells of."""
_MOST_SENTENCES = 8


def section(view: View) -> Section:
    """Where a container's time goes, the same step as a process, and everything measured in containers."""
    cells = [cell for cell in view.header.cells if cell.target == "container"]
    answers = [answer for answer in view.answers if answer.cell.target == "container"]
    if not cells:
        return unmeasured("containers", ASK, COMMAND)
    bars = [figure for cell in cells if cell.probe == "split" for figure in _split(view, cell)]
    return Section(
        "containers",
        ASK,
        tuple(_sentences(view, answers))[:_MOST_SENTENCES],
        READING if bars else "",
        tuple(bars),
        tables=(_side_by_side(view),),
        details=(
            answer_table(view, answers, "Everything measured in containers"),
            raw_table(view, answers),
        ),
        command=f"{repeat(view.header, answers)} --target container" if answers else COMMAND,
        shown=tuple(answers),
    )


def _sentences(view: View, answers: Sequence[Answer]) -> Iterator[Sentence]:
    told = view.header.fingerprint.get("container", {})
    here = view.header.fingerprint.get("python", {}).get("version", "")
    there = {str(image.get("python")) for image in told.get("images", {}).values()}
    if there - {here}:
        yield sentence(
            "Containers have Python ",
            Cited(", ".join(sorted(there)), (CAMPAIGN,)),
            " and bare processes ",
            Cited(here, (CAMPAIGN,)),
            ": between the two, only differences to plain Python can be compared.",
            kind="plain",
        )
    for answer in answers:
        if answer.question.metric not in _SPOKEN:
            continue
        for pair in view.roles.pairs:
            pairing = pairing_of(answer, pair)
            if pairing is not None and pairing.comparison is not None:
                yield statement(answer, pairing)
        for name in view.roles.orchestrators:
            own = own_of(answer, name)
            if own is not None and own.standing in ("failed", "mismatch"):
                yield absence(answer, own)


def _split(view: View, cell: Cell) -> Iterator[Figure]:
    """The stacked bars of one cell, one a contender."""
    found = {name: parts for name in view.roles.shown if (parts := _parts(view, cell, name))}
    if not found:
        return
    totals = [sum(length for _, length in parts) for parts in found.values()]
    scale = axis.linear(totals, axis.quantities("s"))
    source = (cell.id,)
    drawn = []
    for name, parts in found.items():
        words = ", ".join(f"{PARTS[kind][0]} {quantity(length, 's')}" for kind, length in parts if length > 0)
        bar = gantt.stacked(scale, parts, f"{place(cell)}, {name}: {words}")
        drawn.append(rows.RowOf((named(name),), view.place(name), bar, (Cited(words, source),), source))
    chart = rows.RowChart(tuple(drawn), scale, source)
    yield Figure(("Where the time of a container goes: ", Cited(place(cell), source)), rows=(chart,))


def _parts(view: View, cell: Cell, name: str) -> list[tuple[str, float]]:
    """Seconds by tint, in the order in which a container's life passes; empty where nothing was told."""
    samples = [sample for _, sample in view.progress.samples_of(cell.id, name) if sample.status == "ok"]
    if not samples:
        return []
    return [
        (
            kind,
            median(sum(one.metrics.get(f"split.{part}_ns", 0.0) for part in parts) for one in samples) / 1e9,
        )
        for kind, (_, parts) in PARTS.items()
    ]


def _side_by_side(view: View) -> DataTable:
    """The same steps as bare processes and in containers: one row a workload, size and contender."""
    lines = []
    for answer in view.answers:
        if (answer.cell.target, answer.question.metric) != ("container", "steps.wall_ns"):
            continue
        beside = [
            other
            for other in view.answers
            if other.cell.target == "local"
            and other.question.metric == "steps.wall_ns"
            and (other.cell.workload, other.cell.size, other.cell.lane)
            == (answer.cell.workload, answer.cell.size, answer.cell.lane)
        ]
        source = sources([answer, *beside])
        for name in view.roles.shown:
            process = _added(view, beside[0], name) if beside else ("not in this campaign", "–")
            items = (place(answer.cell), *process, *_added(view, answer, name))
            cells = [plain(Cited(text, source)) for text in items]
            lines.append(SectionLine((cells[0], plain(named(name)), *cells[1:]), source))
    heads = (
        ("steps",),
        ("who",),
        ("as processes",),
        ("added to plain Python",),
        ("in containers",),
        ("added to plain Python",),
    )
    return DataTable(("The same steps as processes and in containers: medians",), heads, tuple(lines))


def _added(view: View, answer: Answer, name: str) -> tuple[str, str]:
    """A contender's median, and what that is beside plain Python's: the difference first, then the ratio."""
    own, base = (_median(answer, one) for one in (name, view.roles.baseline or ""))
    if own is None:
        return "–", "–"
    if base is None or name == view.roles.baseline:
        return quantity(own, "s"), "–"
    sign = "+" if own >= base else "−"
    return quantity(own, "s"), f"{sign}{quantity(abs(own - base), 's')}, {own / base:.2g}×"


def _median(answer: Answer, name: str) -> float | None:
    own = own_of(answer, name)
    return median(value for _, value in own.values) if own and own.values else None
