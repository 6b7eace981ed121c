"""A tiny step whose output only a run can tell the length of."""

from __future__ import annotations

from shared.steps.combine import combine_values


def draw_values(width: int) -> list[int]:
    """Return ``width`` different numbers."""
    return [combine_values(width, index) for index in range(int(width))]
