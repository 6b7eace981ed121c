"""What stands for a contender: always a colour and a shape, hollow where nothing is proven."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from benchmarks.analyse.interval import Interval
from benchmarks.present.charts.axis import Axis
from benchmarks.present.charts.svg import element, joined, percent

SHAPES = (
    "M-4.5-4.5H4.5V4.5H-4.5Z",
    "M0-5.2A5.2 5.2 0 1 1 0 5.2A5.2 5.2 0 1 1 0-5.2Z",
    "M0-6.5L6.5 0L0 6.5L-6.5 0Z",
    "M0-6L6 5H-6Z",
    "M0 6L6-5H-6Z",
    "M-2-6H2V-2H6V2H2V6H-2V2H-6V-2H-2Z",
)
"""Square (the baseline), circle, diamond, triangle, triangle on its tip, cross."""
COLOURS = len(SHAPES)
MOST_DOTS = 40
"""Raw points drawn for one contender in one row; beyond that, evenly spaced ones from lowest to highest."""


def definitions() -> Markup:
    """The shapes, once a page."""
    shapes = [element("path", id=f"m{number}", d=path) for number, path in enumerate(SHAPES)]
    return element(
        "svg", element("defs", *shapes), class_="definitions", aria_hidden="true", width=0, height=0
    )


def colour(place: int) -> str:
    """The class that colours a contender's marks; beyond five orchestrators colours repeat."""
    return f"k{place if place < COLOURS else 1 + (place - 1) % (COLOURS - 1)}"


def mark(place: int, x: str, y: float, *, hollow: bool = False) -> Markup:
    """A contender's mark at a place."""
    kind = colour(place)
    return element("use", href=f"#m{kind[1:]}", x=x, y=y, class_=f"{kind} hollow" if hollow else kind)


def at_value(place: int, axis: Axis, value: float, y: float, *, hollow: bool = False) -> Markup:
    """A contender's mark at its value; an arrow at the edge for a value beyond it."""
    if axis.low <= value <= axis.high:
        return mark(place, percent(axis.at(value)), y, hollow=hollow)
    sign, x, anchor = ("◂", "0", "start") if value < axis.low else ("▸", "100%", "end")
    return element("text", sign, x=x, y=y + 5, text_anchor=anchor, class_=f"{colour(place)} end")


def key(place: int) -> Markup:
    """A contender's mark on its own, to stand before its name."""
    return element("svg", mark(place, "8", 8), class_="key", width=16, height=16, aria_hidden="true")


def whisker(place: int, axis: Axis, interval: Interval, y: float) -> Markup:
    """The interval as a line; nothing where there is none."""
    if interval.low is None or interval.high is None or interval.low > axis.high or interval.high < axis.low:
        return Markup("")
    ends = {"x1": percent(axis.at(interval.low)), "x2": percent(axis.at(interval.high))}
    return element("line", **ends, y1=y, y2=y, class_=f"{colour(place)} whisker")


def dots(place: int, axis: Axis, values: Sequence[float], y: float) -> Markup:
    """Raw points, shifted up and down a little so that they hide each other less."""
    return joined(
        element(
            "circle",
            cx=percent(axis.at(value)),
            cy=y + ((number * 3) % 5 - 2) * 2,
            r=2.2,
            class_=f"{colour(place)} dot",
        )
        for number, value in enumerate(thinned(values))
    )


def thinned(values: Sequence[float], most: int = MOST_DOTS) -> Sequence[float]:
    """At most so many of the values, lowest and highest among them."""
    if len(values) <= most:
        return values
    ordered = sorted(values)
    return [ordered[round(number * (len(ordered) - 1) / (most - 1))] for number in range(most)]
