"""What of a payload arrived at the step that receives it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Arrival:
    """A report that is small whatever the payload's size."""

    digest: str
    """SHA-256 over the values in a form that depends on no type: 1 and 1.0 are the same value."""
    length: int
    """Items, characters, rows, bytes or files: whichever the payload is counted in."""
    fidelity: dict[str, str]
    """What a value carries beside its content, such as types, index and names, each told in a word."""
