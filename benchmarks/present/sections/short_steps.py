"""The section on: How short can a step be before that overhead eats it."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.analyse.interval import Interval
from benchmarks.present import figures
from benchmarks.present.charts import axis, panels
from benchmarks.present.cost_model import BREAK_EVEN, Model, Setting, break_even, overhead_of_a_step, settings
from benchmarks.present.sections.section import (
    DataTable,
    Figure,
    Item,
    Section,
    SectionLine,
    plain,
    unmeasured,
)
from benchmarks.present.sentences import CAMPAIGN, Cited, Part, Sentence, named, sentence
from benchmarks.present.view import View

ASK = "How short can a step be before that overhead eats it?"
READING = (
    "Along: how long a step works. Up: the share of the whole step that is overhead. The dashed line is "
    "where overhead is a tenth of the work; ribbons are intervals."
)
_POINTS = 41
_SHARES = (0.0, 0.25, 0.5, 0.75, 1.0)


def section(view: View) -> Section:
    """One curve a contender, from the cost of one more step."""
    found = settings(view)
    if not found:
        return unmeasured("short-steps", ASK, "fvk run --workload chain")
    return Section(
        "short-steps",
        ASK,
        tuple(told for setting in found for told in _sentences(setting)),
        READING,
        (_figure(view, found),),
        details=(_table(found),),
        command=f"fvk run --profile {view.header.profile} --seed {view.header.seed} --workload chain",
    )


def _sentences(setting: Setting) -> Iterator[Sentence]:
    """One sentence a setting, and one for each contender of which no overhead is proven."""
    where = f"In {setting.title}, " if setting.key == "local" else f"Through {setting.title}, "
    known = [(model, overhead_of_a_step(model)) for model in setting.models]
    proven = [(model, step) for model, step in known if _is_proven(step)]
    parts: list[Part] = []
    for number, (model, step) in enumerate(proven):
        told = Cited(f"{figures.long_interval(break_even(step))}, n={step.n},", model.steps.source)
        parts += [" and " if number else "", told, " with ", named(model.contender)]
    if parts:
        lead = f"{where}a step must work for "
        tail = (
            " until the overhead is down to a tenth of the work (",
            Cited(f"{setting.lane} lane", (CAMPAIGN,)),
            ").",
        )
        yield sentence(lead, *parts, *tail, kind="added")
    for model, step in known:
        if not _is_proven(step):
            yield sentence(
                where, "no overhead of a step is proven for ", named(model.contender), ".", kind="unproven"
            )


def _is_proven(step: Interval) -> bool:
    return step.estimate > 0 and (step.low is None or step.low > 0)


def _figure(view: View, found: tuple[Setting, ...]) -> Figure:
    legend = tuple(dict.fromkeys(model.contender for setting in found for model in setting.models))
    return Figure(
        ("Share of a step that is overhead",), panels=tuple(_panel(view, one) for one in found), legend=legend
    )


def _panel(view: View, setting: Setting) -> panels.Panel:
    overheads = [(model, overhead_of_a_step(model)) for model in setting.models]
    positive = [interval.estimate for _, interval in overheads if interval.estimate > 0] or [1e-3]
    across = axis.logarithmic((min(positive) / 5, max(positive) * 60), axis.quantities("s"))
    share = _BREAK_EVEN_SHARE
    up = axis.Axis(0.0, 1.0, tuple((value, f"{value:.0%}") for value in _SHARES), logarithmic=False)
    source = tuple(dict.fromkeys(cell for model in setting.models for cell in model.steps.source))
    curves = [_curve(view, model, interval, across) for model, interval in overheads if interval.estimate > 0]
    label = f"Overhead as a share of a step, {setting.title}: " + "; ".join(
        f"{model.contender} {figures.quantity(interval.estimate, 's')} a step"
        for model, interval in overheads
    )
    drawn = panels.drawing(across, up, curves, label, lines=((share, ""),))
    title: tuple[Part, ...] = (setting.title, ", ", Cited(f"{setting.lane} lane", (CAMPAIGN,)))
    return panels.Panel(
        title, drawn, panels.y_labels(up), across.labels(), "work in a step", "overhead", source
    )


_BREAK_EVEN_SHARE = BREAK_EVEN / (1 + BREAK_EVEN)
"""Overhead as a share of work and overhead together, at the break-even."""


def _curve(view: View, model: Model, overhead: Interval, across: axis.Axis) -> panels.Curve:
    ratio = (across.high / across.low) ** (1 / (_POINTS - 1))
    works = [across.low * ratio**number for number in range(_POINTS)]

    def share(cost: float | None, work: float) -> float | None:
        return None if cost is None else max(0.0, cost) / (max(0.0, cost) + work)

    points = tuple(
        panels.Point(
            work, share(overhead.estimate, work) or 0.0, share(overhead.low, work), share(overhead.high, work)
        )
        for work in works
    )
    return panels.Curve(view.place(model.contender), points, marked=False)


def _table(found: tuple[Setting, ...]) -> DataTable:
    heads: tuple[tuple[Part, ...], ...] = (
        ("where",),
        ("contender",),
        ("one more step adds",),
        ("n",),
        ("a step must work at least",),
        ("fixed cost of a run",),
        ("measured from",),
        ("to",),
    )
    lines = [_line(setting, model) for setting in found for model in setting.models]
    return DataTable(("The cost of one more step, and the shortest sensible step",), heads, tuple(lines))


def _line(setting: Setting, model: Model) -> SectionLine:
    step, fixed = overhead_of_a_step(model), model.steps.fixed()
    shortest = break_even(step)
    source = model.steps.source

    def cited(text: str) -> Item:
        return plain(Cited(text, source), number=True)

    return SectionLine(
        (
            plain(setting.title),
            plain(named(model.contender)),
            cited(f"{figures.quantity(step.estimate, 's')} {figures.bounds(step, 's')}"),
            cited(str(step.n)),
            cited(figures.long_interval(shortest)),
            cited(f"{figures.quantity(fixed.estimate, 's')} {figures.bounds(fixed, 's')}"),
            cited(f"{model.steps.low:g} steps"),
            cited(f"{model.steps.high:g} steps"),
        ),
        source,
    )
