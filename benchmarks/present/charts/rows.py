"""Charts of one row a thing: its name, a drawing on a common axis, and its figures in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from benchmarks.analyse.interval import Interval
from benchmarks.present.charts.axis import Axis
from benchmarks.present.charts.marks import at_value, colour, dots, whisker
from benchmarks.present.charts.svg import element, joined, percent, picture
from benchmarks.present.sentences import Part

HEIGHT = 30.0
MIDDLE = HEIGHT / 2


@dataclass(frozen=True)
class RowOf:
    """One row of a chart: who or what, the drawing, and what it says in words."""

    label: tuple[Part, ...]
    place: int | None
    """Whose mark stands before the label; ``None`` for nobody's."""
    drawing: Markup
    figure: tuple[Part, ...]
    source: tuple[str, ...]
    """Ids of the cells it was computed from."""
    heading: tuple[Part, ...] = ()
    """Stands above the row where a new group begins."""


@dataclass(frozen=True)
class RowChart:
    """Rows over one axis."""

    rows: tuple[RowOf, ...]
    axis: Axis
    source: tuple[str, ...]
    title: tuple[Part, ...] = ()
    ends: tuple[tuple[Part, ...], tuple[Part, ...]] | None = None
    """What lies to the left and to the right."""


def strip(place: int, axis: Axis, values: Sequence[float], interval: Interval | None, label: str) -> Markup:
    """Raw points, the estimate and its interval."""
    parts = [axis.grid(HEIGHT), dots(place, axis, values, MIDDLE)]
    if interval is not None:
        parts += [whisker(place, axis, interval, MIDDLE), at_value(place, axis, interval.estimate, MIDDLE)]
    return picture(label, HEIGHT, *parts)


def lone(
    place: int, axis: Axis, interval: Interval, label: str, *, from_value: float | None = None
) -> Markup:
    """An estimate with its interval, and a thin line from where counting starts."""
    at = percent(axis.at(interval.estimate))
    parts = [axis.grid(HEIGHT)]
    if from_value is not None:
        zero = percent(axis.at(from_value))
        parts.append(element("line", x1=zero, x2=zero, y1=0, y2=HEIGHT, class_="zero"))
        parts.append(element("line", x1=zero, x2=at, y1=MIDDLE, y2=MIDDLE, class_=f"{colour(place)} stem"))
    parts += [whisker(place, axis, interval, MIDDLE), at_value(place, axis, interval.estimate, MIDDLE)]
    return picture(label, HEIGHT, *parts)


def dumbbell(axis: Axis, ends: Iterable[tuple[int, float]], label: str) -> Markup:
    """One mark a contender, joined by a line."""
    marks = list(ends)
    parts = [axis.grid(HEIGHT)]
    if marks:
        shares = [axis.at(value) for _, value in marks]
        low, high = percent(min(shares)), percent(max(shares))
        parts.append(element("line", x1=low, x2=high, y1=MIDDLE, y2=MIDDLE, class_="bar"))
    parts.append(joined(at_value(place, axis, value, MIDDLE) for place, value in marks))
    return picture(label, HEIGHT, *parts)


def side_by_side(axis: Axis, marks: Iterable[tuple[int, Interval]], label: str) -> Markup:
    """Several contenders' own estimates with their intervals."""
    parts = [axis.grid(HEIGHT)]
    for place, interval in marks:
        parts.append(whisker(place, axis, interval, MIDDLE))
        parts.append(at_value(place, axis, interval.estimate, MIDDLE))
    return picture(label, HEIGHT, *parts)


def absent(axis: Axis, sign: str, label: str) -> Markup:
    """A mark without any place on the axis: it stands at the edge, whatever the scale."""
    parts = [axis.grid(HEIGHT), element("text", sign, x="0.5%", y=MIDDLE + 5, class_="absent")]
    return picture(label, HEIGHT, *parts)


@dataclass(frozen=True)
class Forest:
    """What one row of the overview draws."""

    interval: Interval
    """Of the ratio."""
    margin: tuple[float, float]
    floor: Interval | None
    """Of the ratio of a contender to itself."""
    place: int
    """Whom the verdict favours; 0 for nobody."""
    proven: bool


def forest(axis: Axis, row: Forest, label: str) -> Markup:
    """The interval over the margin band and the noise floor; hollow where nothing is proven."""
    parts = [axis.grid(HEIGHT), _band(axis, *row.margin, y=3, height=HEIGHT - 6, class_="margin")]
    if row.floor is not None and row.floor.low is not None and row.floor.high is not None:
        parts.append(_band(axis, row.floor.low, row.floor.high, y=HEIGHT - 7, height=3, class_="floor"))
    one = percent(axis.at(1.0))
    parts.append(element("line", x1=one, x2=one, y1=0, y2=HEIGHT, class_="zero"))
    parts.append(whisker(row.place, axis, row.interval, MIDDLE))
    parts.append(at_value(row.place, axis, row.interval.estimate, MIDDLE, hollow=not row.proven))
    return picture(label, HEIGHT, *parts)


def _band(axis: Axis, low: float, high: float, *, y: float, height: float, class_: str) -> Markup:
    left, right = axis.at(low), axis.at(high)
    width = max(right - left, 0.002)
    return element("rect", x=percent(left), width=percent(width), y=y, height=height, class_=class_)
