"""Text of others, made harmless: nothing in it may act where it arrives instead of being shown."""

from __future__ import annotations

import re

_ACTS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
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


def markdown_text(text: str) -> str:
    """The text as Markdown that ends no table cell and starts no markup, link, mention, heading or HTML."""
    text = printable(text)
    for mark, harmless in _MARKUP.items():
        text = text.replace(mark, harmless)
    for pattern, harmless in _REFERENCES:
        text = pattern.sub(harmless, text)
    return text


def code_span(text: str) -> str:
    """The text as Markdown code on one line, which no back-tick in it ends, and no marker of a page."""
    inner = one_line(text, 2000).replace("`", "'").replace("<!--", "<! --").replace("-->", "-- >")
    return f"`{inner}`"


_MARKUP = {
    "\\": "\\\\",
    "|": "\\|",
    "*": "\\*",
    "`": "'",
    "<": "&lt;",
    "](": "]\\(",
    "]:": "]\\:",
    "\n": " ",
}
"""Whatever could end a table cell, start markup, a link or HTML; intervals keep their brackets."""
_REFERENCES = (
    (re.compile(r"#(?=\d)|(?<=GH)-(?=\d)"), r"\g<0>&#8203;"),
    (re.compile(r"(?i)\b(https?|ftp|mailto):"), r"\1&#58;"),
    (re.compile(r"(?i)\bwww\."), "www&#46;"),
    (re.compile(r"(?<!\w)@(?=\w)|@(?=[\w.-]*\.[A-Za-z])"), "@&#8203;"),
    (re.compile(r"(?<![^\W_])_(?=\w)|(?<=\w)_(?![^\W_])|~(?=~)"), r"\\\g<0>"),
    (re.compile(r"^(\s*)(#{1,6}|[-+>~]|={2,}|-{2,}|_{3,}|\d+[.)])(?=\s|$)"), r"\1\\\2"),
)
"""What a site turns into links, notes to people, headings and lists although no markup asks for it."""


def _mark(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else "\ufffd"
