"""The section on: Where does it fall over: how many steps, how wide a fan-out, how big a payload."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from benchmarks.analyse.results import Own
from benchmarks.analyse.scaling import NoFit
from benchmarks.present import figures
from benchmarks.present.charts import axis, panels
from benchmarks.present.known_limits import near
from benchmarks.present.sections.answers import answer_table, raw_table
from benchmarks.present.sections.growth import at, end_mark, growth_table, power
from benchmarks.present.sections.reach import reach_table
from benchmarks.present.sections.routing import home
from benchmarks.present.sections.section import (
    Figure,
    Section,
    repeat,
    unmeasured,
)
from benchmarks.present.sentences import CAMPAIGN, Cited, Part, Sentence, named, sentence
from benchmarks.present.summary import absence_mark
from benchmarks.present.view import MOST_SIZES, Family, View
from benchmarks.safe_text import one_line

ASK = "Where does it fall over: how many steps, how wide a fan-out, how big a payload?"
READING = (
    "Both scales are logarithmic, so a straight line is a power of the size. A cross on top marks a size "
    "that failed, a crossed box one that ran out of memory or time; neither has a height. Dashed: limits of "
    "the real systems."
)
_MOST_PANELS = 9
_MOST_SENTENCES = 8
_METRICS = ("run.wall_ns", "build.wall_ns", "artefact.bytes", "artefact.argument_bytes", "steps.wall_ns")
"""Whose growth is drawn first."""


def section(view: View) -> Section:
    """Log-log panels, one a growing workload and question."""
    families = [family for family in view.families if home(family) == "limits"]
    growing = [family for family in families if family.grows and _anybody(view, family)]
    if not growing:
        return unmeasured("limits", ASK, "fvk run --profile standard --workload chain,fan_out,map,payload")
    foremost = [family for family in growing if family.question.metric in _METRICS] or growing
    drawn = sorted(foremost, key=_priority)[:_MOST_PANELS]
    answers = [answer for family in families for _, answer in family.answers]
    shown = [answer for family in drawn for _, answer in family.answers]
    return Section(
        "limits",
        ASK,
        tuple(_sentences(view, drawn, growing))[:_MOST_SENTENCES],
        READING,
        (_figure(view, drawn),),
        details=(
            growth_table(view, growing),
            reach_table(view, growing),
            answer_table(view, answers, "Every size"),
            raw_table(view, shown),
        ),
        command=repeat(view.header, answers),
        shown=tuple(shown),
    )


def _anybody(view: View, family: Family) -> bool:
    return any(True for name in view.roles.orchestrators for _ in family.measured(name))


def _priority(family: Family) -> tuple[int, int, int]:
    """Metrics in their order, tuned and warm before others, more sizes before fewer."""
    metric = family.question.metric
    rank = _METRICS.index(metric) if metric in _METRICS else len(_METRICS)
    usual = family.cell.lane == "tuned" and family.cell.bytecode == "warm"
    return (not usual, rank, -len(family.answers))


def _sentences(view: View, drawn: Sequence[Family], growing: Sequence[Family]) -> Iterator[Sentence]:
    """First what falls over, then how the drawn ones grow, then that nothing else failed."""
    told: set[tuple[str, str]] = set()
    for family in growing:
        for name in view.roles.orchestrators:
            first = next(iter(family.absences(name)), None)
            if first is None or (family.title, name) in told:
                continue
            told.add((family.title, name))
            yield _falls(family, name, *first)
    for family in drawn[:3]:
        yield from _grows(view, family)
    if not told:
        largest = [family for family in growing if family.question == growing[0].question]
        parts: list[Part] = []
        for number, family in enumerate(largest):
            where = f"{family.title} {at(family, family.answers[-1][0])}"
            parts += [", " if number else "", Cited(where, (family.answers[-1][1].cell.id,))]
        yield sentence("No size that was tried failed, up to ", *parts, ".")


def _falls(family: Family, name: str, size: float, own: Own) -> Sentence:
    cell = tuple(answer.cell.id for at, answer in family.answers if at == size)
    last = [at for at, _ in family.measured(name) if at < size]
    how = " cannot do " if own.standing == "unsupported" else " falls over at "
    parts: list[Part] = [named(name), how, Cited(f"{family.title} {at(family, size)}", cell)]
    parts += [
        " (",
        Cited(family.question.id, (CAMPAIGN,)),
        ", ",
        Cited(f"{family.cell.lane} lane", cell),
        "): ",
    ]
    parts += [Cited(one_line(own.reason, 160), cell), "."]
    if last:
        parts += [" The largest size that worked is ", Cited(at(family, last[-1]), family.source), "."]
    return Sentence(tuple(parts), "failed", name)


def _grows(view: View, family: Family) -> Iterator[Sentence]:
    parts: list[Part] = []
    for name in view.roles.orchestrators:
        fitted = power(family, name)
        if isinstance(fitted, NoFit):
            continue
        exponent = fitted.exponent
        parts += [", " if parts else "", named(name), " with the power "]
        parts.append(
            Cited(
                f"{figures.digits(exponent.estimate)} {figures.bounds(exponent, '1')}, n={exponent.n}",
                family.source,
            )
        )
    if parts:
        lead = (
            Cited(family.question.id, (CAMPAIGN,)),
            " of ",
            Cited(family.title, family.source),
            " grows: ",
        )
        yield sentence(*lead, *parts, " of the size.", kind="added")


def _figure(view: View, drawn: Sequence[Family]) -> Figure:
    found = tuple(_panel(view, family.thinned(MOST_SIZES)) for family in drawn)
    most = max(len(family.answers) for family in drawn)
    caption: tuple[Part, ...] = ("How figures grow with the size",)
    if most > MOST_SIZES:
        sizes = Cited(f"at most {MOST_SIZES} of up to {most} sizes", (CAMPAIGN,))
        caption += (", ", sizes, " drawn, evenly chosen")
    return Figure(caption, panels=found, legend=view.roles.shown)


def _panel(view: View, family: Family) -> panels.Panel:
    unit = family.question.unit
    curves = [_curve(view, family, name) for name in view.roles.shown]
    sizes = [size for size, _ in family.answers]
    heights = [
        end for curve in curves for point in curve.points for end in (point.y, point.low, point.high) if end
    ]
    limits = near(family.question.metric, max(heights, default=1.0))
    across_name = axis.quantities("B") if family.axis == "bytes" else axis.plain_number
    across = axis.logarithmic(sizes, across_name, pad=1.15).naming(sizes, across_name)
    up = axis.logarithmic([*heights, *(limit.size_bytes for limit in limits)], axis.quantities(unit))
    lines = tuple(
        (float(limit.size_bytes), f"{limit.name}, {figures.binary(limit.size_bytes)}") for limit in limits
    )
    drawn = panels.drawing(across, up, curves, _label(view, family), lines=lines)
    title: tuple[Part, ...] = (
        Cited(family.question.id, (CAMPAIGN,)),
        " of ",
        Cited(f"{family.title}, {family.cell.lane} lane", family.source),
    )
    if family.cell.bytecode == "cold":
        title += (", cold bytecode",)
    return panels.Panel(title, drawn, panels.y_labels(up), across.labels(), family.axis, "", family.source)


def _label(view: View, family: Family) -> str:
    told = []
    for name in view.roles.shown:
        known = [
            f"{at(family, size)} {figures.estimate(own.interval, family.question)}"
            for size, own in family.measured(name)
        ]
        lost = [f"{at(family, size)} {absence_mark(own)}" for size, own in family.absences(name)]
        told.append(f"{name}: {', '.join([*known, *lost])}")
    return f"{family.question.id} of {family.title}. {'; '.join(told)}"


def _curve(view: View, family: Family, name: str) -> panels.Curve:
    points = tuple(
        panels.Point(size, own.interval.estimate, own.interval.low, own.interval.high)
        for size, own in family.measured(name)
        if own.interval is not None and own.interval.estimate > 0
    )
    ends = tuple(
        (size, end_mark(own))
        for size, own in family.absences(name)
        if own.standing != "unsupported" or points
    )
    return panels.Curve(view.place(name), points, ends, dashed=name == view.roles.baseline)
