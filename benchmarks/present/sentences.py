"""Sentences whose every figure knows where it comes from, so that three forms can say the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

CAMPAIGN = "campaign"
"""The source of what the raw file's first line says: plan, versions, machine."""
SAMPLES = "samples"
"""The source of what is counted over all samples and blocks."""


@dataclass(frozen=True)
class Cited:
    """A piece of text that was computed, and the cells it was computed from."""

    text: str
    source: tuple[str, ...]
    """Ids of cells, or :data:`CAMPAIGN`, :data:`SAMPLES`, ``table/NAME``."""
    name: bool = False
    """Whether the text is a contender's name."""


Part = str | Cited
"""Words, or a figure. Words hold no digit."""

SentenceKind = Literal["proven", "same", "unproven", "failed", "added", "plain"]


@dataclass(frozen=True)
class Sentence:
    """One statement that a verdict allows."""

    parts: tuple[Part, ...]
    kind: SentenceKind = "plain"
    who: str = ""
    """The contender that the statement speaks for, if it speaks for one."""
    about: Cited | None = None
    """The question that the statement answers."""

    @property
    def text(self) -> str:
        """The statement as plain text, the question first."""
        lead = f"{self.about.text} " if self.about else ""
        return lead + joined(self.parts)


def joined(parts: Iterable[Part]) -> str:
    """Parts as plain text."""
    return "".join(part if isinstance(part, str) else part.text for part in parts)


def sentence(
    *parts: Part, kind: SentenceKind = "plain", who: str = "", about: Cited | None = None
) -> Sentence:
    """Put parts together."""
    return Sentence(parts, kind, who, about)


def named(contender: str) -> Cited:
    """A contender's name."""
    return Cited(contender, (CAMPAIGN,), name=True)


def listed(names: list[Cited] | tuple[Cited, ...]) -> tuple[Part, ...]:
    """``a``, ``a and b``, ``a, b and c``."""
    parts: list[Part] = []
    for number, name in enumerate(names):
        if number:
            parts.append(" and " if number == len(names) - 1 else ", ")
        parts.append(name)
    return tuple(parts)
