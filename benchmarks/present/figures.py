"""How a figure is written: three significant digits, its unit, its interval, and never alone."""

from __future__ import annotations

from benchmarks.analyse.interval import Interval
from benchmarks.record.schema import Question

NONE = "–"
_BYTES = ((1e9, "GB"), (1e6, "MB"), (1e3, "kB"))
_LONG_S = ((86400.0, "d"), (3600.0, "h"), (60.0, "min"))
_WRITTEN_OUT = 1e12
"""From here on a value is written with an exponent: its digits would tell less than their number."""


def scale_of(unit: str, magnitude: float) -> tuple[float, str]:
    """The factor and the name with which a value of this magnitude reads best."""
    size = abs(magnitude)
    if unit == "s":
        if size >= 0.9995:
            return 1.0, "s"
        return (1e3, "ms") if size >= 0.9995e-3 else (1e6, "µs")
    if unit == "B":
        for limit, name in _BYTES:
            if size >= 0.9995 * limit:
                return 1 / limit, name
        return 1.0, "B"
    return 1.0, ""


def digits(value: float) -> str:
    """Three significant digits: ``0.123``, ``12.3``, ``1230``; a minus sign is a real one."""
    size = abs(value)
    if size == 0:
        return "0"
    text = f"{size:.2e}" if size >= _WRITTEN_OUT else f"{size:.{_decimals(size)}f}"
    return f"−{text}" if value < 0 and text.strip("0.") else text


def _decimals(size: float) -> int:
    return 3 if size < 0.9995 else 2 if size < 9.995 else 1 if size < 99.95 else 0


def quantity(value: float, unit: str, *, signed: bool = False) -> str:
    """``1.94 s``; with a sign where it is a difference."""
    factor, name = scale_of(unit, value)
    text = digits(value * factor)
    sign = "+" if signed and value > 0 else ""
    return f"{sign}{text} {name}".strip()


def round_quantity(value: float, unit: str) -> str:
    """A value that was chosen, not measured, without zeros that claim precision: ``10 ms``, ``1 MB``."""
    if value == 0:
        return "0"
    factor, name = scale_of(unit, value)
    return f"{value * factor:.12g} {name}".strip()


def long_time(seconds: float) -> str:
    """Like :func:`quantity`, and in minutes, hours and days beyond a hundred seconds."""
    factor, name = _long_scale(seconds)
    return f"{digits(seconds * factor)} {name}"


def long_interval(interval: Interval) -> str:
    """``1.94 min [1.90, 2.01]``."""
    factor, name = _long_scale(interval.estimate)
    told = f"{digits(interval.estimate * factor)} {name}"
    if interval.low is None or interval.high is None:
        return f"{told} [no interval]"
    return f"{told} [{digits(interval.low * factor)}, {digits(interval.high * factor)}]"


def _long_scale(seconds: float) -> tuple[float, str]:
    if abs(seconds) >= 99.95:
        for length, name in _LONG_S:
            if abs(seconds) >= length:
                return 1 / length, name
    return scale_of("s", seconds)


def bounds(interval: Interval, unit: str) -> str:
    """``[1.90, 2.01]`` in the unit of the estimate; says so where there are too few values."""
    if interval.low is None or interval.high is None:
        return "[no interval]"
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


def binary(size_bytes: int) -> str:
    """A limit of a system, as its sources write it: ``128 KiB``, ``1.5 MiB``."""
    for limit, name in ((1 << 20, "MiB"), (1 << 10, "KiB")):
        if size_bytes >= limit:
            return f"{size_bytes / limit:.12g} {name}"
    return f"{size_bytes} B"


def count(value: float) -> str:
    """A number of things, whole or a half: ``12``, ``12.5``."""
    return f"{value:.12g}"


def clock_time(seconds: float) -> str:
    """A chosen moment, in the largest unit that leaves it short: ``0``, ``45 s``, ``10 min``, ``1.5 h``."""
    if seconds == 0:
        return "0"
    for length, name in _LONG_S:
        if seconds >= length:
            return f"{seconds / length:.12g} {name}"
    return f"{seconds:.12g} s"
