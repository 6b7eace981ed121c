"""Bars along a common time: one row a step, one tint a kind of stretch."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from benchmarks.present.charts.axis import Axis
from benchmarks.present.charts.rows import HEIGHT
from benchmarks.present.charts.svg import element, percent, picture

THINNEST = 0.003
"""Share of the width that a stretch of no length gets, to be seen at all."""


@dataclass(frozen=True)
class GanttBar:
    """One stretch."""

    kind: str
    """Its class is ``s-KIND``, which the page's style tints."""
    start: float
    end: float
    """Before ``start`` where clocks are skewed: drawn from the smaller to the larger, and hatched."""
    label: str


def bars(axis: Axis, drawn: Iterable[GanttBar], label: str) -> Markup:
    """The bars of one row; the ``run`` of a step's code is the darkest."""
    return picture(label, HEIGHT, axis.grid(HEIGHT), *(_bar(axis, one) for one in drawn))


def stacked(axis: Axis, lengths: Sequence[tuple[str, float]], label: str) -> Markup:
    """One bar of several lengths after each other; a negative length, which is clock skew, is left out."""
    drawn, at = [], 0.0
    for kind, length in lengths:
        if length > 0:
            drawn.append(GanttBar(kind, at, at + length, f"{kind}"))
            at += length
    return bars(axis, drawn, label)


def _bar(axis: Axis, one: GanttBar) -> Markup:
    left, right = axis.at(min(one.start, one.end)), axis.at(max(one.start, one.end))
    skewed = " skewed" if one.end < one.start else ""
    return element(
        "rect",
        element("title", one.label),
        x=percent(left),
        width=percent(max(right - left, THINNEST)),
        y=7.0,
        height=HEIGHT - 14,
        class_=f"span s-{one.kind}{skewed}",
    )
