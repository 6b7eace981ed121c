"""Options that take several names: repeated, separated by comma, or both."""

from __future__ import annotations

from collections.abc import Iterable


def names(texts: Iterable[str]) -> list[str]:
    """``["a, b", "c"]`` is ``a``, ``b`` and ``c``; what is empty is no name."""
    return [name.strip() for text in texts for name in text.split(",") if name.strip()]
