"""The section on: Where does it fall over: how many steps, how wide a fan-out, how big a payload."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from benchmarks.analyse.results import Own
from benchmarks.analyse.scaling import Growth, NoFit, growth, line
from benchmarks.present import figures
from benchmarks.present.charts import axis, panels
from benchmarks.present.known_limits import near
from benchmarks.present.safe_text import one_line
from benchmarks.present.sections.answers import answer_table, keys_of, raw_table
from benchmarks.present.sections.routing import home
from benchmarks.present.sections.section import (
    DataTable,
    Figure,
    Item,
    Line,
    Section,
    cut,
    plain,
    repeat,
    unmeasured,
)
from benchmarks.present.sentences import CAMPAIGN, Cited, Part, Sentence, named, sentence
from benchmarks.present.summary import ABSENT
from benchmarks.present.view import Family, View

ASK = "Where does it fall over: how many steps, how wide a fan-out, how big a payload?"
READING = (
    "Both scales are logarithmic, so a straight line is a power of the size. A cross on top marks a size "
    "that failed, a crossed box one that ran out of memory or time; neither has a height. Dashed: limits of "
    "the real systems."
)
_MOST_PANELS = 9
_MOST_SENTENCES = 8
_METRICS = ("run.wall_ns", "build.wall_ns", "artefact.bytes", "steps.wall_ns", "peak.pss_bytes")
"""Whose growth is drawn first."""
_KILLED = ("memory", "timed out", "time limit", "timeout")


def section(view: View) -> Section:
    """Log-log panels, one a growing workload and question."""
    families = [family for family in view.families if home(family) == "limits"]
    growing = [family for family in families if family.grows and _anybody(view, family)]
    if not growing:
        return unmeasured("limits", ASK, "fvk run --profile standard --workload chain,fan_out,map,payload")
    drawn = sorted(growing, key=_priority)[:_MOST_PANELS]
    answers = [answer for family in families for _, answer in family.answers]
    shown = [answer for family in drawn for _, answer in family.answers]
    return Section(
        "limits",
        ASK,
        tuple(_sentences(view, drawn, growing))[:_MOST_SENTENCES],
        READING,
        (_figure(view, drawn),),
        details=(
            _growth_table(view, growing),
            answer_table(view, answers, "Every size"),
            raw_table(shown),
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


def end_mark(own: Own) -> str:
    """Failed, killed and unsupported are different ends."""
    if own.standing == "unsupported":
        return "⊘"
    killed = any(word in own.reason.lower() for word in _KILLED)
    return "⌧" if killed else "✕"


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
        yield sentence("No size that was tried failed.")


def _falls(family: Family, name: str, size: float, own: Own) -> Sentence:
    cell = tuple(answer.cell.id for at, answer in family.answers if at == size)
    last = [at for at, _ in family.measured(name) if at < size]
    how = " cannot do " if own.standing == "unsupported" else " falls over at "
    parts: list[Part] = [named(name), how, Cited(f"{family.title} {_at(family, size)}", cell)]
    parts += [
        " (",
        Cited(family.question.id, (CAMPAIGN,)),
        ", ",
        Cited(f"{family.cell.lane} lane", cell),
        "): ",
    ]
    parts += [Cited(one_line(own.reason, 160), cell), "."]
    if last:
        parts += [" The largest size that worked is ", Cited(_at(family, last[-1]), family.source), "."]
    return Sentence(tuple(parts), "failed", name)


def _at(family: Family, size: float) -> str:
    return f"{family.axis}={size:.12g}"


def _grows(view: View, family: Family) -> Iterator[Sentence]:
    parts: list[Part] = []
    for name in view.roles.orchestrators:
        fitted = _growth(family, name)
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


def _growth(family: Family, name: str) -> Growth | NoFit:
    return growth({size: dict(own.values) for size, own in family.measured(name) if size > 0})


def _figure(view: View, drawn: Sequence[Family]) -> Figure:
    found = tuple(_panel(view, family) for family in drawn)
    return Figure(("How figures grow with the size",), panels=found, legend=view.roles.shown)


def _panel(view: View, family: Family) -> panels.Panel:
    unit = family.question.unit
    curves = [_curve(view, family, name) for name in view.roles.shown]
    sizes = [size for size, _ in family.answers]
    heights = [
        end for curve in curves for point in curve.points for end in (point.y, point.low, point.high) if end
    ]
    limits = (
        near(max(heights, default=1.0))
        if unit == "B" and family.question.metric.startswith("artefact")
        else ()
    )
    across_name = axis.quantities("B") if family.axis == "bytes" else axis.plain_number
    across = axis.logarithmic(sizes, across_name, pad=1.15)
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
            f"{_at(family, size)} {figures.estimate(own.interval, family.question)}"
            for size, own in family.measured(name)
        ]
        lost = [f"{_at(family, size)} {ABSENT[own.standing]}" for size, own in family.absences(name)]
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


def _growth_table(view: View, families: Sequence[Family]) -> DataTable:
    heads: tuple[tuple[Part, ...], ...] = (
        ("question",),
        ("workload",),
        ("contender",),
        ("one more unit adds",),
        ("at size zero",),
        ("grows with the power",),
        ("n",),
        ("largest size measured",),
        ("first size without a figure",),
    )
    lines = [_growth_line(family, name) for family in families for name in view.roles.shown]
    shown, left_out = cut([line for line in lines if line is not None])
    return DataTable(
        ("How each figure grows (a line, and a power of the size, fitted in every block)",),
        heads,
        shown,
        left_out,
    )


def _growth_line(family: Family, name: str) -> Line | None:
    by_size = {size: dict(own.values) for size, own in family.measured(name)}
    lost = next(iter(family.absences(name)), None)
    if not by_size:
        return None
    unit, source = family.question.unit, family.source
    straight, power = line(by_size), _growth(family, name)

    def cited(text: str) -> Item:
        return plain(Cited(text, source), number=True)

    if isinstance(straight, NoFit):
        fitted = [plain(Cited(straight.reason, source)), plain(figures.NONE)]
    else:
        slope, fixed = straight.per_unit, straight.fixed
        fitted = [
            cited(f"{figures.quantity(slope.estimate, unit)} {figures.bounds(slope, unit)}"),
            cited(f"{figures.quantity(fixed.estimate, unit)} {figures.bounds(fixed, unit)}"),
        ]
    grown = power.exponent if isinstance(power, Growth) else None
    fitted.append(
        cited(f"{figures.digits(grown.estimate)} {figures.bounds(grown, '1')}")
        if grown
        else plain(figures.NONE)
    )
    fitted.append(cited(str(grown.n)) if grown else plain(figures.NONE))
    first = family.answers[0][1]
    where = f"{family.title}, {family.cell.lane} lane"
    items = [
        plain(Cited(family.question.id, (CAMPAIGN,))),
        plain(Cited(where, source)),
        plain(named(name)),
        *fitted,
    ]
    items.append(cited(_at(family, max(by_size))))
    if lost is None:
        items.append(plain("none"))
    else:
        size, own = lost
        items.append(
            Item(
                (f"{end_mark(own)} ", Cited(_at(family, size), source)),
                more=one_line(own.reason, 300),
                tone="bad",
            )
        )
    return Line(tuple(items), source, keys_of(first))
