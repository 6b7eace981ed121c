"""Whether the machine changed its pace while it was measured, and in which order samples were taken."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from statistics import median

from benchmarks.present import figures
from benchmarks.present.charts import axis, panels
from benchmarks.present.charts.marks import thinned
from benchmarks.present.sections.section import DataTable, Figure, Item, SectionLine, plain
from benchmarks.present.sentences import SAMPLES, Cited, Part, named
from benchmarks.present.trust import samples_of
from benchmarks.present.view import View

_DRIFT_POINTS = 600
_PARTS = 8
_CLOCKS = ("process.wall_ns", "steps.wall_ns", "edit_run.wall_ns", "run.wall_ns")
Relative = tuple[str, float, float]


def relative_times(view: View) -> Iterator[Relative]:
    """(contender, seconds since the start, time as a multiple of its own median in that cell)."""
    taken: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    metrics = _clocks(view)
    twins = {one.name: one.twin_of or one.name for one in view.header.contenders}
    for sample in samples_of(view.progress):
        value = sample.metrics.get(metrics.get(sample.cell, ""), 0.0)
        if value > 0 and sample.contender in twins:
            taken[sample.cell, sample.contender].append((sample.at_s, value))
    for (_, name), points in taken.items():
        middle = median(value for _, value in points)
        if len(points) > 1:
            yield from ((twins[name], at, value / middle) for at, value in points)


def _clocks(view: View) -> dict[str, str]:
    """By cell the metric that every sample has: the whole process, else the widest phase."""
    found: dict[str, str] = {}
    for sample in samples_of(view.progress):
        if sample.cell not in found:
            told = [name for name in _CLOCKS if name in sample.metrics]
            told += [name for name in sample.metrics if name.endswith("_ns")]
            if told:
                found[sample.cell] = told[0]
    return found


def figure(view: View, relative: list[Relative]) -> Figure | None:
    """The cloud of samples over time; ``None`` without any."""
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


def table(view: View, relative: list[Relative]) -> Iterator[DataTable]:
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
        lines.append(SectionLine((plain(Cited(when, (SAMPLES,))), *cells), (SAMPLES,)))
    heads: tuple[tuple[Part, ...], ...] = (("part of the campaign",), *((named(name),) for name in names))
    yield DataTable(("Drift: median multiple of each contender's own median",), heads, tuple(lines))


def _multiple(values: Sequence[float]) -> Item:
    if not values:
        return plain(figures.NONE)
    return plain(Cited(f"{figures.digits(median(values))}×, n={len(values)}", (SAMPLES,)), number=True)
