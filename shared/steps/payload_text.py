"""Text as a payload, with the characters that shells, templates and markup trip over."""

from __future__ import annotations

import hashlib

from shared.steps.arrival import Arrival

AWKWARD = "plain é 北京 🦊 \"double\" 'single' \\ $HOME `id` %s {{braces}} <b>&amp;\t\r\n"
PLACEHOLDER = "The executor reads {{$}} once.\n"
"""KFP's compiled pipelines have ``{{$}}`` where a step's inputs go; here it is nothing but text."""


def make_text(size_bytes: int) -> str:
    """Return text of exactly ``size_bytes`` bytes in UTF-8."""
    whole = AWKWARD * (size_bytes // len(AWKWARD.encode()))
    return whole + "." * (size_bytes - len(whole.encode()))


def make_placeholder_text(size_bytes: int) -> str:
    """Return about ``size_bytes`` bytes of text that looks like an SDK's own template."""
    return PLACEHOLDER * max(1, size_bytes // len(PLACEHOLDER))


def report_placeholder_text(value: str, size_bytes: int) -> Arrival:
    """Tell whether the text that :func:`make_placeholder_text` made is what arrived.

    Digest and length are left empty: whether the text survives is what is observed.
    """
    made = make_placeholder_text(size_bytes)
    change = "none" if value == made else f"{len(made)} characters became {len(value)}"
    return Arrival("", 0, {"type": type(value).__name__, "change": change})


def report_text(value: str) -> Arrival:
    """Digest the text, and tell its type."""
    digest = hashlib.sha256(value.encode()).hexdigest()
    return Arrival(digest, len(value), {"type": type(value).__name__})
