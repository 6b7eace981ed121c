"""Are two outputs the same? Exactly, or within a tolerance that the workload states by output."""

from __future__ import annotations

import math
from collections.abc import Mapping

from shared.contract import Values


def first_mismatch(
    expected: Values, actual: Values, relative_tolerance: Mapping[str, float] | None = None
) -> str | None:
    """Return ``None`` for equal outputs, otherwise one line that names the output and both values.

    Numbers compare by value, so 1 equals 1.0: KFP hands whole numbers inside lists back as floats.
    ``relative_tolerance`` names the outputs in which floating point allows no more.
    """
    if missing := sorted(expected.keys() - actual.keys()):
        return f"{missing[0]}: expected {_brief(expected[missing[0]])}, got no such output"
    if extra := sorted(actual.keys() - expected.keys()):
        return f"{extra[0]}: expected no such output, got {_brief(actual[extra[0]])}"
    for name, value in expected.items():
        found = _difference(name, value, actual[name], (relative_tolerance or {}).get(name, 0.0))
        if found:
            return found
    return None


def _difference(path: str, expected: object, actual: object, tolerance: float) -> str | None:
    if isinstance(expected, Mapping) and isinstance(actual, Mapping):
        if expected.keys() == actual.keys():
            items = ((f"{path}.{key}", expected[key], actual[key]) for key in expected)
            return next(filter(None, (_difference(*item, tolerance) for item in items)), None)
    elif isinstance(expected, list | tuple) and isinstance(actual, list | tuple):
        if len(expected) != len(actual):
            return f"{path}: expected {len(expected)} values, got {len(actual)}"
        pairs = enumerate(zip(expected, actual, strict=True))
        found = (_difference(f"{path}[{i}]", one, other, tolerance) for i, (one, other) in pairs)
        return next(filter(None, found), None)
    elif _same(expected, actual, tolerance):
        return None
    return f"{path}: expected {_brief(expected)}, got {_brief(actual)}"


def _same(expected: object, actual: object, tolerance: float) -> bool:
    if isinstance(expected, bool) or isinstance(actual, bool):
        return expected is actual
    if isinstance(expected, int | float) and isinstance(actual, int | float):
        both_undefined = expected != expected and actual != actual  # noqa: PLR0124 (what no number is)
        return expected == actual or both_undefined or _close(expected, actual, tolerance)
    return expected == actual


def _close(expected: float, actual: float, tolerance: float) -> bool:
    try:
        return math.isclose(expected, actual, rel_tol=tolerance)
    except OverflowError:  # integers beyond any float
        return False


def _brief(value: object, limit: int = 80) -> str:
    text = repr(value)
    return text if len(text) <= limit else text[: limit - 1] + "…"
