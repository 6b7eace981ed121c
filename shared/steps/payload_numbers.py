"""Whole numbers as a payload: small enough for any format, and so large that a float cannot hold them."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence

from shared.steps.arrival import Arrival

BYTES_EACH = 8
"""What an int64 takes; a list of Python integers takes more, its text about ten."""
SPREAD = 2_654_435_761
"""Odd, so that its multiples visit every 32-bit number before one returns."""
LARGEST_EXACT_FLOAT = 2**53


def make_numbers(size_bytes: int) -> list[int]:
    """Return ``size_bytes // 8`` numbers below 2³², spread like identifiers: every JSON reader keeps them."""
    return [position * SPREAD % 2**32 for position in range(size_bytes // BYTES_EACH)]


def make_wide_numbers(size_bytes: int) -> list[int]:
    """Return ``size_bytes // 8`` odd numbers from 2⁵³ + 1 on: 64-bit identifiers, which no float holds."""
    return [LARGEST_EXACT_FLOAT + 2 * position + 1 for position in range(size_bytes // BYTES_EACH)]


def report_numbers(values: Sequence[float]) -> Arrival:
    """Digest the numbers by value, and tell their types."""
    digest = hashlib.sha256(",".join(str(int(value)) for value in values).encode())
    return Arrival(digest.hexdigest(), len(values), {"types": _types(values)})


def report_wide_numbers(values: Sequence[float]) -> Arrival:
    """Count the numbers that arrived as others than :func:`make_wide_numbers` made.

    The digest is left empty: whether the numbers survive is what is observed.
    """
    made = make_wide_numbers(len(values) * BYTES_EACH)
    changed = [(one, other) for one, other in zip(made, values, strict=True) if one != other]
    fidelity = {"types": _types(values), "changed": f"{len(changed)} of {len(made)}"}
    if changed:
        fidelity["first change"] = f"{changed[0][0]} arrived as {int(changed[0][1])}"
    return Arrival("", len(values), fidelity)


def _types(values: Sequence[object]) -> str:
    counted = Counter(type(value).__name__ for value in values)
    return ", ".join(f"{count} {name}" for name, count in sorted(counted.items()))
