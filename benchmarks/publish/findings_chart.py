"""A chart of growth as a file of its own, for a page of Markdown: one SVG, no style from outside."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from benchmarks.present import figures
from benchmarks.present.charts import axis
from benchmarks.present.charts.marks import SHAPES, colour
from benchmarks.present.charts.svg import element
from benchmarks.present.sections.growth import end_mark
from benchmarks.present.view import Family, View
from benchmarks.safe_text import one_line

WIDTH, HEIGHT = 720.0, 320.0
LEFT, RIGHT, TOP, BOTTOM = 64.0, 96.0, 44.0, 44.0
_STYLE = """
text{font:13px system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;fill:#575d68}
.title{font-weight:600;fill:#1c1e22}.grid{stroke:#dedbd3}.line{fill:none;stroke-width:2}
.paper{fill:#fcfbf8}.k0{stroke:#5f6672;fill:#5f6672}.k1{stroke:#0072b2;fill:#0072b2}
.k2{stroke:#d55e00;fill:#d55e00}.k3{stroke:#009e73;fill:#009e73}.k4{stroke:#b0588c;fill:#b0588c}
.k5{stroke:#8a6d00;fill:#8a6d00}text.name{stroke:#fcfbf8;stroke-width:4;
paint-order:stroke;font-weight:600}.line{fill:none}
@media (prefers-color-scheme:dark){text{fill:#a8aebb}text.name{stroke:#15171b}
.title{fill:#e9e7e2}.grid{stroke:#343942}
.paper{fill:#15171b}.k0{stroke:#9aa1ad;fill:#9aa1ad}.k1{stroke:#56b4e9;fill:#56b4e9}
.k2{stroke:#e69f00;fill:#e69f00}.k3{stroke:#2fbf93;fill:#2fbf93}.line{fill:none}}
"""


def chart(view: View, family: Family) -> str:
    """Size across, figure up, both logarithmic; whiskers are intervals, marks on top sizes that failed."""
    unit = family.question.unit
    heights = [
        end
        for name in view.roles.shown
        for _, own in family.measured(name)
        if own.interval is not None
        for end in (own.interval.low, own.interval.estimate, own.interval.high)
        if end
    ]
    sizes = [size for size, _ in family.answers if size > 0]
    across_name = axis.quantities("B") if family.axis == "bytes" else axis.plain_number
    across = axis.logarithmic(sizes, across_name, pad=1.15).naming(sizes, across_name)
    up = axis.logarithmic(heights, axis.quantities(unit))
    parts = [
        element("style", Markup(_STYLE)),  # noqa: S704 - our own text
        element("rect", class_="paper", width=WIDTH, height=HEIGHT, rx=6),
        element("text", one_line(f"{family.question.ask}", 100), x=12, y=24, class_="title"),
        *_frame(across, up, family),
        *(part for name in view.roles.shown for part in _curve(view, family, name, across, up)),
    ]
    drawn = element(
        "svg",
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {WIDTH:g} {HEIGHT:g}",
        width=WIDTH,
        height=HEIGHT,
        role="img",
        aria_label=one_line(f"{family.question.ask} {family.title}", 200),
    )
    return f"{drawn}\n"


def _x(across: axis.Axis, value: float) -> float:
    return LEFT + (WIDTH - LEFT - RIGHT) * across.at(value)


def _y(up: axis.Axis, value: float) -> float:
    return TOP + 16 + (HEIGHT - TOP - 16 - BOTTOM) * (1 - up.at(value))


def _frame(across: axis.Axis, up: axis.Axis, family: Family) -> Iterator[Markup]:
    for value, name in up.ticks:
        height = _y(up, value)
        yield element("line", x1=LEFT, x2=WIDTH - RIGHT, y1=height, y2=height, class_="grid")
        yield element("text", name, x=LEFT - 8, y=height + 4, text_anchor="end")
    for value, name in across.ticks:
        at = _x(across, value)
        yield element("line", x1=at, x2=at, y1=TOP, y2=HEIGHT - BOTTOM, class_="grid")
        yield element("text", name, x=at, y=HEIGHT - BOTTOM + 18, text_anchor="middle")
    what = one_line(f"{family.title}, by {family.axis}", 80)
    yield element("text", what, x=(LEFT + WIDTH - RIGHT) / 2, y=HEIGHT - 8, text_anchor="middle")


def _curve(view: View, family: Family, name: str, across: axis.Axis, up: axis.Axis) -> Iterator[Markup]:
    kind = colour(view.place(name))
    known = [(size, own.interval) for size, own in family.measured(name) if size > 0 and own.interval]
    places = [
        (_x(across, size), _y(up, interval.estimate)) for size, interval in known if interval.estimate > 0
    ]
    if len(places) > 1:
        path = "L".join(f"{at:.1f} {height:.1f}" for at, height in places)
        yield element("path", d=f"M{path}", class_=f"{kind} line")
    for size, interval in known:
        if interval.low is not None and interval.high is not None and interval.low > 0:
            at = _x(across, size)
            ends = {"y1": _y(up, interval.low), "y2": _y(up, interval.high)}
            yield element("line", x1=at, x2=at, **ends, class_=kind)
    shape = SHAPES[int(kind[1:])]
    for at, height in places:
        yield element("path", d=shape, transform=f"translate({at:.1f} {height:.1f})", class_=kind)
    for size, own in family.absences(name):
        if size > 0 and places:
            place = {"x": _x(across, size), "y": TOP + 8}
            yield element("text", end_mark(own), **place, text_anchor="middle", class_=f"{kind} name")
    if places:
        last = known[-1][1]
        told = f"{name} {figures.quantity(last.estimate, family.question.unit)}"
        yield element("text", told, x=places[-1][0] + 9, y=places[-1][1] + 4, class_=f"{kind} name")
