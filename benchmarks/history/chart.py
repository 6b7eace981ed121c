"""The trend as a drawing of its own: a panel a question, a mark a version, the noise as a band behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import exp

from markupsafe import Markup

from benchmarks.history.trend import Move, Trend, TrendPoint
from benchmarks.history.versions import Version
from benchmarks.present.charts import axis
from benchmarks.present.charts.axis import Axis
from benchmarks.present.charts.svg import element, joined

COLUMNS = 2
WIDTH, HEIGHT = 380.0, 220.0
"""Of one panel, in pixels of the picture's own; it scales as a whole."""
LEFT, RIGHT, TOP, BOTTOM = 62.0, 12.0, 44.0, 30.0
HEAD = 34.0
BAND = 26.0
"""Width of the band of noise behind a mark."""
NO_FIGURE = "✕"
_CIRCLE = "M0-5A5 5 0 1 1 0 5A5 5 0 1 1 0-5Z"
_DIAMOND = "M0-7.5L7.5 0L0 7.5L-7.5 0Z"
_STYLE = """
svg{font:12px system-ui,-apple-system,"Segoe UI",Roboto,Arial,sans-serif;fill:#1c1e22}
.paper{fill:#fcfbf8}.grid{stroke:#edebe5}.band{fill:#dedbd3}.line{fill:none;stroke:#8b8f98}
.whisker{stroke-width:2;stroke:#5f6672}.steady{fill:#5f6672}.moved{fill:#a4240e}.whisker.moved{stroke:#a4240e}
.title{font-weight:620}.soft{fill:#575d68}
@media (prefers-color-scheme:dark){svg{fill:#e9e7e2}.paper{fill:#15171b}.grid{stroke:#262a31}
.band{fill:#343942}.line{stroke:#767c88}.whisker{stroke:#9aa1ad}.steady{fill:#9aa1ad}.moved{fill:#ff9b85}.whisker.moved{stroke:#ff9b85}
.soft{fill:#a8aebb}}
"""
"""The report's colours, for a picture that stands alone."""


def svg(trends: Sequence[Trend], title: str) -> str:
    """One self-contained SVG; empty without any figure to draw."""
    panels = [trend for trend in trends if any(point.interval for point in trend.points)]
    if not panels:
        return ""
    columns = min(COLUMNS, len(panels))
    width, height = columns * WIDTH, HEAD + -(-len(panels) // columns) * HEIGHT
    drawn = [
        element("g", _panel(trend), transform=f"translate({n % columns * WIDTH:g} {y:g})")
        for n, trend in enumerate(panels)
        for y in [HEAD + n // columns * HEIGHT]
    ]
    picture = element(
        "svg",
        element("title", f"{title}: every question by version, with 95 % intervals"),
        element("style", Markup(_STYLE)),  # noqa: S704 - our own text
        element("rect", width=width, height=height, class_="paper"),
        element("text", f"{title} · ◆ moved beyond the noise · band: the version before ± noise", x=12, y=22),
        *drawn,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width:g} {height:g}",
        width=width,
        height=height,
        role="img",
    )
    return f"{picture}\n"


def _panel(trend: Trend) -> Markup:
    question = trend.answer.question
    up = axis.linear(_values(trend), axis.quantities(question.unit))
    places = {point.version: _across(n, len(trend.points)) for n, point in enumerate(trend.points)}
    parts = [
        element("text", question.id, x=12, y=18, class_="title"),
        element("text", trend.answer.cell.id, x=12, y=34, class_="soft"),
        *_grid(up),
        *(_band(up, move, _estimate(trend, move), places[move.newer]) for move in trend.moves),
        _line(up, [(places[p.version], p.interval.estimate) for p in trend.points if p.interval]),
        *(_mark(up, trend, point, places[point.version]) for point in trend.points),
        *(_label(point.version.found or point.version.wanted, x) for point, x in _labelled(trend, places)),
    ]
    return joined(parts)


def _across(number: int, count: int) -> float:
    return LEFT + (WIDTH - LEFT - RIGHT) * (number + 0.5) / count


def _height(up: Axis, value: float) -> float:
    return TOP + (HEIGHT - TOP - BOTTOM) * (1 - up.at(value))


def _grid(up: Axis) -> Iterator[Markup]:
    for value, name in up.ticks:
        y = _height(up, value)
        yield element("line", x1=LEFT, x2=WIDTH - RIGHT, y1=y, y2=y, class_="grid")
        yield element("text", name, x=LEFT - 6, y=y + 4, text_anchor="end", class_="soft")


def _values(trend: Trend) -> list[float]:
    found = [point.interval for point in trend.points if point.interval]
    told = [value for one in found for value in (one.low, one.estimate, one.high) if value is not None]
    return told + [end for move in trend.moves for end in _ends(move, _estimate(trend, move))]


def _estimate(trend: Trend, move: Move) -> float:
    """The figure of the version before the move."""
    return next(p.interval.estimate for p in trend.points if p.version == move.older and p.interval)


def _ends(move: Move, before: float) -> tuple[float, ...]:
    """Where the noise alone could have brought the figure of the version before; nothing if not known."""
    if move.noise is None:
        return ()
    if move.comparison.log_ratio is None:
        return before - move.noise, before + move.noise
    return before * exp(-move.noise), before * exp(move.noise)


def _band(up: Axis, move: Move, before: float, x: float) -> Markup:
    ends = _ends(move, before)
    if not ends:
        return Markup("")
    low, high = _height(up, ends[0]), _height(up, ends[1])
    height = max(low - high, 1.0)
    return element("rect", x=x - BAND / 2, y=high, width=BAND, height=height, class_="band")


def _line(up: Axis, points: Sequence[tuple[float, float]]) -> Markup:
    path = "L".join(f"{x:.1f} {_height(up, value):.1f}" for x, value in points)
    return element("path", d=f"M{path}", class_="line") if len(points) > 1 else Markup("")


def _mark(up: Axis, trend: Trend, point: TrendPoint, x: float) -> Markup:
    if point.interval is None:
        why = element("title", f"{point.version.wanted}: {point.reason}")
        return element("text", why, NO_FIGURE, x=x, y=HEIGHT - BOTTOM - 8, text_anchor="middle")
    move = trend.move_to(point.version)
    moved = bool(move and move.moved)
    shape, kind = (_DIAMOND, "moved") if moved else (_CIRCLE, "steady")
    y = _height(up, point.interval.estimate)
    parts = []
    if point.interval.low is not None and point.interval.high is not None:
        ends = {"y1": _height(up, point.interval.low), "y2": _height(up, point.interval.high)}
        parts.append(element("line", x1=x, x2=x, **ends, class_=f"whisker {kind}"))
    parts.append(element("path", d=shape, transform=f"translate({x:.1f} {y:.1f})", class_=kind))
    return joined(parts)


def _labelled(trend: Trend, places: Mapping[Version, float]) -> Iterator[tuple[TrendPoint, float]]:
    """The versions that have room for their name: all of a few, every second of many."""
    every = -(-len(trend.points) // 8)
    for number, point in enumerate(trend.points):
        if number % every == 0:
            yield point, places[point.version]


def _label(name: str, x: float) -> Markup:
    return element("text", name, x=x, y=HEIGHT - 10, text_anchor="middle", class_="soft")
