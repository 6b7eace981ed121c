"""Charts with two axes: lines with ribbons, and clouds of points."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from benchmarks.present.charts.axis import Axis
from benchmarks.present.charts.marks import colour, mark
from benchmarks.present.charts.svg import element, joined, percent, picture, stretched
from benchmarks.present.sentences import Part

HEIGHT = 190.0
GUTTER = 18.0
"""Room on top for the marks of what has no height: failed, out of memory, unsupported."""


@dataclass(frozen=True)
class Point:
    """One size: the estimate and, where there is one, its interval."""

    x: float
    y: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Curve:
    """One contender's points, and the sizes at which it has none."""

    place: int
    points: tuple[Point, ...]
    ends: tuple[tuple[float, str], ...] = ()
    """(size, mark)."""
    marked: bool = True
    """Whether each point has the contender's mark: a computed curve has none."""
    dashed: bool = False


@dataclass(frozen=True)
class Panel:
    """One chart with its names and the cells behind it."""

    title: tuple[Part, ...]
    drawing: Markup
    y_labels: Markup
    x_labels: Markup
    x_name: str
    y_name: str
    source: tuple[str, ...]


def drawing(
    x: Axis, y: Axis, curves: Iterable[Curve], label: str, *, lines: Sequence[tuple[float, str]] = ()
) -> Markup:
    """Curves over a grid; ``lines`` are horizontal limits with their names."""
    parts = [_grid(x, y)]
    for limit, name in lines:
        height = _height(y, limit)
        parts.append(element("line", x1="0", x2="100%", y1=height, y2=height, class_="limit"))
        parts.append(element("text", name, x="1%", y=height - 4, class_="limit-name"))
    found = list(curves)
    parts += [stretched(HEIGHT, *(_ribbon(x, y, curve) for curve in found))]
    parts += [_curve(x, y, curve) for curve in found]
    return picture(label, HEIGHT, *parts)


def cloud(x: Axis, y: Axis, points: Iterable[tuple[int, float, float]], label: str, level: float) -> Markup:
    """Points (place, x, y) over a line at ``level``."""
    height = _height(y, level)
    dots = [
        element(
            "use",
            href=f"#m{colour(place)[1:]}",
            class_=f"{colour(place)} small",
            transform="scale(.55)",
            x=percent(x.at(across) / 0.55),
            y=_height(y, up) / 0.55,
        )
        for place, across, up in points
    ]
    zero = element("line", x1="0", x2="100%", y1=height, y2=height, class_="zero")
    return picture(label, HEIGHT, _grid(x, y), zero, *dots)


def y_labels(y: Axis) -> Markup:
    """The names of the upright axis, as a drawing of their own beside the chart."""
    texts = [
        element("text", name, x="100%", y=_height(y, value) + 4, text_anchor="end") for value, name in y.ticks
    ]
    return element("svg", *texts, class_="plot ticks", width="100%", height=HEIGHT, aria_hidden="true")


def _height(y: Axis, value: float) -> float:
    return GUTTER + (HEIGHT - GUTTER - 4) * (1 - y.at(value))


def _grid(x: Axis, y: Axis) -> Markup:
    across = [
        element("line", x1="0", x2="100%", y1=_height(y, value), y2=_height(y, value), class_="grid")
        for value, _ in y.ticks
    ]
    return joined([x.grid(HEIGHT), *across])


def _ribbon(x: Axis, y: Axis, curve: Curve) -> Markup:
    known = [
        (point.x, point.low, point.high)
        for point in curve.points
        if point.low is not None and point.high is not None
    ]
    if len(known) < 2:
        return Markup("")
    upper = [f"{x.at(at) * 1000:.1f} {_height(y, high):.1f}" for at, _, high in known]
    lower = [f"{x.at(at) * 1000:.1f} {_height(y, low):.1f}" for at, low, _ in reversed(known)]
    return element("path", d=f"M{'L'.join([*upper, *lower])}Z", class_=f"{colour(curve.place)} ribbon")


def _curve(x: Axis, y: Axis, curve: Curve) -> Markup:
    kind = f"{colour(curve.place)} line" + (" dashed" if curve.dashed else "")
    places = [(x.at(point.x), _height(y, point.y)) for point in curve.points]
    path = "L".join(f"{across * 1000:.1f} {up:.1f}" for across, up in places)
    line = stretched(HEIGHT, element("path", d=f"M{path}", class_=kind)) if len(places) > 1 else Markup("")
    marks = (
        [mark(curve.place, percent(across), round(up, 1)) for across, up in places] if curve.marked else []
    )
    ends = [
        element(
            "text",
            sign,
            x=percent(x.at(size)),
            y=13,
            text_anchor="middle",
            class_=f"{colour(curve.place)} end",
        )
        for size, sign in curve.ends
    ]
    return joined([line, *marks, *ends])
