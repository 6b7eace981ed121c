"""A tiny step of two inputs."""

from __future__ import annotations

from shared.steps.advance import MODULUS


def combine_values(left: int, right: int) -> int:
    """Return one number of two; swapping them changes it. Takes ``7.0`` for 7, see ``advance_value``."""
    return (int(left) * 31 + int(right)) % MODULUS
