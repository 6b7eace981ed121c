"""A tiny step that reduces what many steps gave."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce

from shared.steps.combine import combine_values


def fold_values(values: Iterable[int]) -> int:
    """Return one number of many; a lost, doubled or displaced value changes it."""
    return reduce(combine_values, values, 1)
