"""Axes: where a value lies between the two ends, and which values are named."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from math import ceil, floor, isfinite, log10, sqrt

from markupsafe import Markup

from benchmarks.present import figures
from benchmarks.present.charts.svg import element, joined, percent

_MOST_TICKS = 6
_FEWEST_DECADES = 0.3
"""A logarithmic axis spans at least a factor of two."""
_ROOM = 0.13
"""Share of the width that a tick's name needs."""
_STEPS = (1.0, 2.0, 5.0)
_CLOCK_STEPS = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400)
"""Seconds."""
_SMALLEST = 1e-300
Name = Callable[[float], str]


@dataclass(frozen=True)
class Axis:
    """From ``low`` to ``high``, in proportion or by logarithm."""

    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]
    logarithmic: bool

    def at(self, value: float) -> float:
        """The share of the way from low to high; values beyond an end lie on it."""
        if self.logarithmic:
            share = 0.0 if value <= 0 else _decades(self.low, value) / _decades(self.low, self.high)
        else:
            share = (value - self.low) / (self.high - self.low)
        return min(1.0, max(0.0, share))

    def naming(self, values: Iterable[float], name: Name) -> Axis:
        """The same axis with these values as ticks, as far as they leave each other room."""
        ticks: list[tuple[float, str]] = []
        for value in sorted(values, reverse=True):
            if not ticks or self.at(ticks[-1][0]) - self.at(value) >= _ROOM:
                ticks.append((value, name(value)))
        return replace(self, ticks=tuple(reversed(ticks)))

    def grid(self, height: float) -> Markup:
        """One faint line a tick, over the whole height."""
        return joined(
            element("line", x1=at, x2=at, y1=0, y2=height, class_="grid")
            for at in (percent(self.at(value)) for value, _ in self.ticks)
        )

    def labels(self, height: float = 20) -> Markup:
        """The ticks' names, as a drawing of their own below the rows."""
        texts = []
        for value, name in self.ticks:
            share = self.at(value)
            anchor = "start" if share < 0.02 else "end" if share > 0.98 else "middle"
            texts.append(element("text", name, x=percent(share), y=14, text_anchor=anchor))
        return element("svg", *texts, class_="plot ticks", width="100%", height=height, aria_hidden="true")


def quantities(unit: str) -> Name:
    """Names ticks as amounts of a unit."""
    return lambda value: figures.round_quantity(value, unit)


def plain_number(value: float) -> str:
    """Names ticks as bare numbers, thousands shortened."""
    for size, mark in ((1e9, "G"), (1e6, "M"), (1e3, "k")):
        if abs(value) >= size:
            return f"{value / size:.12g}{mark}"
    return f"{value:.12g}"


def ratios(value: float) -> str:
    """Names ticks as multiples."""
    return f"{value:.12g}×"


def logarithmic(values: Iterable[float], name: Name, pad: float = 1.25) -> Axis:
    """An axis over all positive values; without any, one decade around 1."""
    found = [value for value in values if value > 0 and isfinite(value)]
    low, high = (min(found) / pad, max(found) * pad) if found else (0.3, 3.0)
    if _decades(low, high) < _FEWEST_DECADES:
        middle = sqrt(low) * sqrt(high)
        low, high = middle / 1.5, middle * 1.5
    return Axis(low, high, _log_ticks(low, high, name), logarithmic=True)


def _decades(low: float, high: float) -> float:
    """Powers of ten from one value to another, however far apart."""
    return log10(high) - log10(low)


def linear(values: Iterable[float], name: Name, *, zero: bool = True) -> Axis:
    """An axis over all values and, unless said otherwise, zero."""
    # A subnormal value has no ticks of its own: it lies at zero.
    found = [value if abs(value) > _SMALLEST else 0.0 for value in values if isfinite(value)]
    found += [0.0] if zero else []
    low, high = (min(found), max(found)) if found else (0.0, 1.0)
    if high == low:
        high = low + (abs(low) or 1.0)
    room = 0.06 * (high - low)
    low, high = low - (room if low < 0 or not zero else 0.0), high + room
    step = _step((high - low) / (_MOST_TICKS - 1))
    first, last = ceil(low / step), floor(high / step)
    return Axis(
        low, high, tuple((n * step, name(n * step)) for n in range(first, last + 1)), logarithmic=False
    )


def clock(seconds: Iterable[float], name: Name) -> Axis:
    """A linear axis from zero in steps that clocks have."""
    high = max([value for value in seconds if isfinite(value)], default=0.0) or 1.0
    steps = [step for step in _CLOCK_STEPS if high / step <= _MOST_TICKS]
    step = steps[0] if steps else _step(high / _MOST_TICKS)
    ticks = tuple((n * step, name(n * step)) for n in range(floor(high / step) + 1))
    return Axis(0.0, 1.02 * high, ticks, logarithmic=False)


def _step(smallest: float) -> float:
    """The next number of the form 1, 2 or 5 times a power of ten."""
    power = 10.0 ** floor(log10(smallest))
    return next((step * power for step in _STEPS if step * power >= smallest), 10 * power)


def _log_ticks(low: float, high: float, name: Name) -> tuple[tuple[float, str], ...]:
    decades = range(floor(log10(low)), ceil(log10(high)) + 1)
    inside = [10.0**n for n in decades if low <= 10.0**n <= high]
    if len(inside) >= 3:
        every = ceil(len(inside) / _MOST_TICKS)
        return tuple((value, name(value)) for value in inside[::every])
    finer = [step * 10.0**n for n in decades for step in _STEPS if low <= step * 10.0**n <= high]
    if len(finer) < 2:
        return tuple((value, name(value)) for value in _between(low, high))
    return tuple((value, name(value)) for value in finer[:: ceil(len(finer) / _MOST_TICKS)])


def _between(low: float, high: float) -> Sequence[float]:
    step = _step((high - low) / 4)
    return [n * step for n in range(ceil(low / step), floor(high / step) + 1)]
