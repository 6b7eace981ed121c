"""One bar of parts that add up, such as where the time of one process goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from benchmarks.present.charts.svg import element, percent, picture


@dataclass(frozen=True)
class Bar:
    """One side's parts."""

    name: str
    drawing: Markup
    parts: tuple[str, ...]
    """A text a part, in the order of :attr:`Bars.heads`."""
    total: str


@dataclass(frozen=True)
class Bars:
    """Bars of parts that add up, with what they say and the same figures as a table."""

    caption: str
    takeaway: str
    heads: tuple[str, ...]
    bars: tuple[Bar, ...]
    reading: str
    source: tuple[str, ...]


HEIGHT = 22.0
_NARROWEST = 0.002
"""Share of the width below which a part is not drawn: no eye could see it."""


def stacked(label: str, parts: Sequence[float], longest: float) -> Markup:
    """Parts from left to right in their own colours, as shares of the longest bar."""
    drawn: list[Markup] = []
    at = 0.0
    for number, part in enumerate(parts):
        share = part / longest if longest > 0 else 0.0
        if share >= _NARROWEST:
            place = {"x": percent(at), "width": percent(share)}
            drawn.append(element("rect", **place, y=2, height=HEIGHT - 4, class_=f"part{number}"))
        at += share
    return picture(label, HEIGHT, *drawn)
