"""A command line as a raw file tells it: without places of the machine that it was typed on."""

from __future__ import annotations

import re
from collections.abc import Iterable

_ABSOLUTE = re.compile(r"(?<![\w./~-])~?(?:/[^/\s:=,;'\"]+)*/(?=[^/\s:=,;'\"])")
"""The folders of a path from the root, or from somebody's home."""


def told_command(words: Iterable[str]) -> list[str]:
    """Each word with ``…/name`` in place of an absolute path; relative ones stay as they are."""
    return [_ABSOLUTE.sub("…/", word) for word in words]
