"""A tiny step: next to no work, so that what surrounds it is what is measured."""

from __future__ import annotations

MODULUS = 2**31 - 1
"""A prime. Products of two values below it and a small factor stay exact in a float of 64 bits."""
MULTIPLIER = 48_271
"""With the modulus, the multiplicative generator of Park, Miller and Stockmeyer (1993)."""


def advance_value(value: int) -> int:
    """Return the successor of ``value`` in the generator's sequence, so that n calls in series tell n.

    The result is an integer also for ``7.0``: KFP's local runner turns some whole numbers into floats.
    """
    return int(value) * MULTIPLIER % MODULUS
