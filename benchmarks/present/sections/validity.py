"""The section on: Can I trust these numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from statistics import median
from typing import Any

from benchmarks.analyse.results import Answer, Pairing
from benchmarks.present import figures
from benchmarks.present.charts import axis, panels, rows
from benchmarks.present.charts.marks import thinned
from benchmarks.present.safe_text import one_line, printable, shortened
from benchmarks.present.sections.answers import keys_of
from benchmarks.present.sections.observed import flat, words
from benchmarks.present.sections.section import DataTable, Figure, Item, Line, Section, cut, plain, sources
from benchmarks.present.sentences import CAMPAIGN, SAMPLES, Cited, Part, named
from benchmarks.present.statements import place
from benchmarks.present.trust import checks, samples_of, warnings
from benchmarks.present.view import View
from benchmarks.record.schema import Sample

ASK = "Can I trust these numbers?"
READING = (
    "Each point is one sample: along, when it was taken; up, its time as a multiple of that contender's "
    "median in the same cell. A slope is drift; what drifts for everybody cancels within blocks. Below, the "
    "contender that took part twice against itself: its intervals should hold equality."
)
_DRIFT_POINTS = 600
_PARTS = 8
_SHOWN_TABLES = ("mistakes", "capabilities", "code", "changes", "caching", "cached", "cache")
_MOST_PACKAGES = 400
_Relative = tuple[str, float, float]


def section(view: View) -> Section:
    """Drift, A/A, what was left out, what failed, and what everything ran on."""
    relative = list(_relative(view))
    found = [*(check.sentence for check in checks(view.progress, view.answers))]
    found += warnings(view.progress, view.roles, view.answers)
    drawn = tuple(figure for figure in (_drift(view, relative), _twins(view)) if figure is not None)
    return Section(
        "validity",
        ASK,
        tuple(found),
        READING if drawn else "",
        drawn,
        details=tuple(_tables(view, relative)),
        command=" ".join(view.header.command),
    )


def _relative(view: View) -> Iterator[_Relative]:
    """(contender, seconds since the start, time as a multiple of its own median in that cell)."""
    taken: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    metrics = {cell.id: _clock(view, cell.id) for cell in view.header.cells}
    twins = {one.name: one.twin_of or one.name for one in view.header.contenders}
    for sample in samples_of(view.progress):
        value = sample.metrics.get(metrics.get(sample.cell, ""), 0.0)
        if value > 0 and sample.contender in twins:
            taken[sample.cell, sample.contender].append((sample.at_s, value))
    for (_, name), points in taken.items():
        middle = median(value for _, value in points)
        if len(points) > 1:
            yield from ((twins[name], at, value / middle) for at, value in points)


def _clock(view: View, cell: str) -> str:
    """The metric of a cell that every sample has: the whole process, else its first question's."""
    samples = next(
        (list(found.values()) for key, found in view.progress.samples.items() if key[0] == cell), []
    )
    for sample in samples:
        for name in ("process.wall_ns", "steps.wall_ns", "edit_run.wall_ns", "run.wall_ns"):
            if name in sample.metrics:
                return name
        first = next((name for name in sample.metrics if name.endswith("_ns")), "")
        if first:
            return first
    return ""


def _drift(view: View, relative: list[_Relative]) -> Figure | None:
    if not relative:
        return None
    ordered = sorted(relative, key=lambda point: point[1])
    picked = thinned(list(range(len(ordered))), _DRIFT_POINTS)
    points = [ordered[int(index)] for index in picked]
    across = axis.clock([at for _, at, _ in points], figures.clock_time)
    up = axis.logarithmic([*(value for _, _, value in points), 0.8, 1.25], axis.ratios)
    label = f"Drift: every sample up to {figures.long_time(ordered[-1][1])}, against its own median"
    drawn = panels.cloud(
        across, up, ((view.place(name), at, value) for name, at, value in points), label, 1.0
    )
    panel = panels.Panel(
        ("order and drift",), drawn, panels.y_labels(up), across.labels(), "since the start", "", (SAMPLES,)
    )
    return Figure(("Every sample against its own median",), panels=(panel,), legend=view.roles.shown)


def _twins(view: View) -> Figure | None:
    found = [
        answer
        for answer in view.answers
        if answer.twin and answer.twin.comparison and answer.twin.comparison.ratio
    ]
    shown = [answer for answer in found if answer.headline] or found[:6]
    ratios = [answer.twin.comparison.ratio for answer in shown if answer.twin and answer.twin.comparison]
    ends = [end for ratio in ratios if ratio for end in (ratio.low, ratio.estimate, ratio.high) if end]
    if not ends:
        return None
    scale = axis.logarithmic([*ends, 0.9, 1.1], axis.ratios)
    drawn = tuple(_twin_row(view, answer, scale) for answer in shown)
    return Figure(
        ("One contender against itself (A/A)",), rows=(rows.RowChart(drawn, scale, sources(shown)),)
    )


def _twin_row(view: View, answer: Answer, scale: axis.Axis) -> rows.RowOf:
    cell = (answer.cell.id,)
    twin = answer.twin
    ratio = twin.comparison.ratio if twin and twin.comparison else None
    label: tuple[Part, ...] = (Cited(answer.question.id, (CAMPAIGN,)), " · ", Cited(place(answer.cell), cell))
    if twin is None or ratio is None:
        return rows.RowOf(label, None, rows.absent(scale, "?", "not known"), (), cell)
    margin = (1 / (1 + answer.question.margin), 1 + answer.question.margin)
    row = rows.Forest(ratio, margin, None, view.place(twin.a), proven=twin.verdict.proven is not None)
    told = f"{figures.ratio(ratio)}, n={ratio.n}"
    drawn = rows.forest(scale, row, f"{answer.question.id}, {twin.b} against {twin.a}: {told}")
    return rows.RowOf(label, None, drawn, (Cited(told, cell),), cell)


def _tables(view: View, relative: list[_Relative]) -> Iterator[DataTable]:
    yield from _drift_table(view, relative)
    yield from _twin_table(view)
    yield from _exclusions(view)
    yield from _failures(view)
    yield _contenders(view)
    yield from _machine(view)
    yield from _notes(view)
    for table in view.progress.tables:
        if table.name not in _SHOWN_TABLES and table.rows:
            yield flat(table)


def _drift_table(view: View, relative: list[_Relative]) -> Iterator[DataTable]:
    """Medians of the same multiples over equal parts of the campaign."""
    if not relative:
        return
    end = max(at for _, at, _ in relative) or 1.0
    parts: dict[int, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for name, at, value in relative:
        parts[min(_PARTS - 1, int(_PARTS * at / end))][name].append(value)
    names = [name for name in view.roles.shown if any(name in part for part in parts.values())]
    lines = []
    for number in sorted(parts):
        when = (
            f"{figures.long_time(number * end / _PARTS)} to {figures.long_time((number + 1) * end / _PARTS)}"
        )
        cells = [_multiple(parts[number].get(name, [])) for name in names]
        lines.append(Line((plain(Cited(when, (SAMPLES,))), *cells), (SAMPLES,)))
    heads: tuple[tuple[Part, ...], ...] = (("part of the campaign",), *((named(name),) for name in names))
    yield DataTable(("Drift: median multiple of each contender's own median",), heads, tuple(lines))


def _multiple(values: Sequence[float]) -> Item:
    if not values:
        return plain(figures.NONE)
    return plain(Cited(f"{figures.digits(median(values))}×, n={len(values)}", (SAMPLES,)), number=True)


def _twin_table(view: View) -> Iterator[DataTable]:
    """Every A/A comparison, those that wrongly look different first."""
    twins = [(answer, answer.twin) for answer in view.answers if answer.twin and answer.twin.comparison]
    twins.sort(key=lambda found: (found[1].verdict.proven is None, not found[0].headline))
    lines = [line for answer, twin in twins if (line := _twin_line(answer, twin)) is not None]
    if lines:
        shown, left_out = cut(lines)
        heads: tuple[tuple[Part, ...], ...] = (
            ("question",),
            ("measured",),
            ("difference",),
            ("ratio",),
            ("n",),
            ("differs from itself",),
        )
        yield DataTable(("One contender against itself (A/A)",), heads, shown, left_out)


def _twin_line(answer: Answer, twin: Pairing) -> Line | None:
    comparison, cell = twin.comparison, (answer.cell.id,)
    if comparison is None:
        return None
    difference = figures.estimate(comparison.difference, answer.question, signed=True)
    return Line(
        (
            plain(Cited(answer.question.id, (CAMPAIGN,))),
            plain(Cited(place(answer.cell), cell)),
            plain(Cited(difference, cell), number=True),
            plain(Cited(figures.ratio(comparison.ratio), cell), number=True),
            plain(Cited(str(comparison.n), cell), number=True),
            plain("no") if twin.verdict.proven is None else Item(("yes, by chance",), tone="open"),
        ),
        cell,
        keys_of(answer),
    )


def _exclusions(view: View) -> Iterator[DataTable]:
    """Blocks that were disturbed, whether they were repeated or count all the same."""
    lines = [
        Line(
            (
                plain(Cited(cell.id, (cell.id,))),
                plain(Cited(str(block.block + 1), (cell.id,)), number=True),
                plain(Cited(str(block.attempt + 1), (cell.id,)), number=True),
                plain("counts" if block.counts else "repeated"),
                plain(Cited(one_line("; ".join(block.flags), 200), (cell.id,))),
            ),
            (cell.id,),
        )
        for cell in view.header.cells
        for block in view.progress.blocks[cell.id]
        if block.flags or not block.counts
    ]
    if lines:
        shown, left_out = cut(lines)
        heads: tuple[tuple[Part, ...], ...] = (
            ("cell",),
            ("block",),
            ("attempt",),
            ("what became of it",),
            ("signals",),
        )
        yield DataTable(
            ("Disturbed blocks; the signals are the machine's, never a measured time",),
            heads,
            shown,
            left_out,
        )


def _failures(view: View) -> Iterator[DataTable]:
    bad = [sample for sample in samples_of(view.progress) if sample.status in ("failed", "mismatch")]
    known = {cell.id for cell in view.header.cells}
    lines = [_failure(sample) for sample in bad if sample.cell in known]
    if lines:
        shown, left_out = cut(lines)
        heads: tuple[tuple[Part, ...], ...] = (
            ("cell",),
            ("contender",),
            ("block",),
            ("status",),
            ("how it ended",),
            ("reason",),
        )
        yield DataTable(("Samples that failed or gave other outputs",), heads, shown, left_out)


def _failure(sample: Sample) -> Line:
    cell = (sample.cell,)
    ends = [f"exit status {sample.exit_status}" if sample.exit_status is not None else ""]
    ends += [f"signal {sample.signal}" if sample.signal else "", "timed out" if sample.timed_out else ""]
    ends += [f"{sample.left_behind} processes left behind" if sample.left_behind else ""]
    told = one_line(", ".join(end for end in ends if end), 120)
    reason = Item(
        (Cited(one_line(sample.reason, 200), cell),), more=shortened(printable(sample.stderr_tail), 1500)
    )
    return Line(
        (
            plain(Cited(sample.cell, cell)),
            plain(Cited(sample.contender, cell)),
            plain(Cited(str(sample.block + 1), cell), number=True),
            Item((f"✕ {sample.status}",), tone="bad"),
            plain(Cited(told, cell)),
            reason,
        ),
        cell,
    )


def _contenders(view: View) -> DataTable:
    """Who took part, in which versions, with which settings: the ledger's short form."""
    lines = []
    for contender in view.header.contenders:
        part = (
            f"twin of {contender.twin_of}"
            if contender.twin_of
            else "baseline"
            if contender.baseline
            else "orchestrator"
        )
        versions = ", ".join(f"{name} {version}" for name, version in contender.versions.items())
        lanes = [Cited(contender.lanes.get(lane, figures.NONE), (CAMPAIGN,)) for lane in ("default", "tuned")]
        items = (
            plain(named(contender.name)),
            plain(Cited(part, (CAMPAIGN,))),
            plain(Cited(versions, (CAMPAIGN,))),
            *map(plain, lanes),
        )
        lines.append(Line(items, (CAMPAIGN,)))
    heads: tuple[tuple[Part, ...], ...] = (
        ("contender",),
        ("part",),
        ("versions",),
        ("default lane",),
        ("tuned lane",),
    )
    caption = (
        "Contenders and their settings; FAIRNESS.md gives each its reason and its mirror on the other side"
    )
    return DataTable((caption,), heads, tuple(lines))


def _machine(view: View) -> Iterator[DataTable]:
    header = view.header
    facts: dict[str, object] = {
        "started": header.started_at,
        "profile": header.profile,
        "seed": header.seed,
        "command": " ".join(header.command),
        "budget": f"{header.budget_s:g} s",
        "digest of the questions": header.questions_sha256,
        "raw file's schema": header.schema,
    }
    for group, values in header.fingerprint.items():
        if group == "packages":
            continue
        if isinstance(values, dict):
            facts |= {f"{group}: {name}": value for name, value in values.items()}
        else:
            facts[group] = values
    yield _facts("The campaign and the machine", facts)
    packages = header.fingerprint.get("packages")
    if isinstance(packages, dict) and packages:
        listed = dict(list(packages.items())[:_MOST_PACKAGES])
        text = ", ".join(f"{name} {words(version)}" for name, version in listed.items())
        yield _facts("Installed packages", {"packages": text})


def _facts(caption: str, facts: dict[str, Any]) -> DataTable:
    lines = [
        Line(
            (
                plain(Cited(one_line(name, 80), (CAMPAIGN,))),
                plain(Cited(shortened(words(value), 12_000), (CAMPAIGN,))),
            ),
            (CAMPAIGN,),
        )
        for name, value in facts.items()
    ]
    return DataTable((caption,), (("what",), ("value",)), tuple(lines))


def _notes(view: View) -> Iterator[DataTable]:
    told: list[Line] = [
        Line(
            (plain(Cited(note.at, (CAMPAIGN,))), plain(Cited(one_line(note.text, 300), (CAMPAIGN,)))),
            (CAMPAIGN,),
        )
        for note in view.progress.notes
    ]
    for cell in view.header.cells:
        for dropped in view.progress.dropped[cell.id].values():
            after = f"{dropped.contender} takes no further part after block {dropped.after_block + 1}"
            text = f"{after}: {dropped.reason}"
            told.append(
                Line(
                    (plain(Cited(cell.id, (cell.id,))), plain(Cited(one_line(text, 300), (cell.id,)))),
                    (cell.id,),
                )
            )
    if told:
        shown, left_out = cut(told)
        yield DataTable(
            ("Notes, interruptions and contenders that were dropped",),
            (("when or where",), ("what",)),
            shown,
            left_out,
        )
