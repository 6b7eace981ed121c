"""How a figure is written: three significant digits, its unit, its interval, and never alone."""

from __future__ import annotations

from benchmarks.analyse.interval import Interval
from benchmarks.record.schema import Question

NONE = "–"
_BYTES = ((1e9, "GB"), (1e6, "MB"), (1e3, "kB"))


def scale_of(unit: str, magnitude: float) -> tuple[float, str]:
    """The factor and the name with which a value of this magnitude reads best."""
    size = abs(magnitude)
    if unit == "s":
        if size >= 0.9995:
            return 1.0, "s"
        return (1e3, "ms") if size >= 0.9995e-3 else (1e6, "µs")
    if unit == "B":
        for limit, name in _BYTES:
            if size >= limit:
                return 1 / limit, name
        return 1.0, "B"
    return 1.0, ""


def digits(value: float) -> str:
    """Three significant digits without an exponent: ``0.123``, ``12.3``, ``1230``."""
    if value == 0:
        return "0"
    size = abs(value)
    decimals = 3 if size < 0.9995 else 2 if size < 9.995 else 1 if size < 99.95 else 0
    return f"{value:.{decimals}f}"


def quantity(value: float, unit: str, *, signed: bool = False) -> str:
    """``1.94 s``; with a sign where it is a difference."""
    factor, name = scale_of(unit, value)
    text = digits(value * factor)
    sign = "+" if signed and value > 0 else ""
    return f"{sign}{text} {name}".strip()


def bounds(interval: Interval, unit: str) -> str:
    """``[1.90, 2.01]`` in the unit of the estimate; says so where there are too few values."""
    if interval.low is None or interval.high is None:
        return f"no interval, n={interval.n}"
    factor, _ = scale_of(unit, interval.estimate)
    return f"[{digits(interval.low * factor)}, {digits(interval.high * factor)}]"


def estimate(interval: Interval | None, question: Question, *, signed: bool = False) -> str:
    """An estimate with its interval: ``1.94 s [1.90, 2.01]``."""
    if interval is None:
        return NONE
    return f"{quantity(interval.estimate, question.unit, signed=signed)} {bounds(interval, question.unit)}"


def ratio(interval: Interval | None) -> str:
    """``1.25× [1.20, 1.31]``."""
    if interval is None:
        return NONE
    tail = bounds(interval, "1")
    return f"{digits(interval.estimate)}× {tail}"
