"""Text of others, made harmless: nothing in it may act where it arrives instead of being shown."""

from __future__ import annotations

import re

_ACTS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
"""Control characters (a terminal obeys them), overrides of the writing direction (they show a text in another
order than it has) and halves of surrogate pairs (no file can hold them). Tab and newline are harmless."""


def printable(text: str) -> str:
    """The text with a visible mark in place of each character that acts."""
    return _ACTS.sub(_mark, text)


def shortened(text: str, characters: int) -> str:
    """At most so many characters, with an ellipsis for what was left out at the end."""
    return text if len(text) <= characters else text[: characters - 1] + "…"


def one_line(text: str, characters: int) -> str:
    """The text on one line, white space joined, shortened, and printable."""
    return shortened(printable(" ".join(text[: 4 * characters].split())), characters)


def _mark(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else "\ufffd"
