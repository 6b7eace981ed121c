"""Whether what stopped a mistake says where it is: the step, the argument, the line of the user's file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from benchmarks.authoring.probing import ProbeOutcome
from benchmarks.authoring.specimen import Specimen

Where = Literal["message", "log", "no", "-"]
"""In the exception's text or traceback; only in the printed log; nowhere; not asked of this mistake."""


@dataclass(frozen=True)
class Named:
    """Where each of the three is named."""

    step: Where
    argument: Where
    line: Where


NOT_ASKED = Named("-", "-", "-")
"""Nothing stopped the mistake, so nothing could be named."""


def named_by_outcome(specimen: Specimen, lines: frozenset[int], outcome: ProbeOutcome) -> Named:
    """What an exception names; the line counts where any frame of its traceback is on it."""
    in_traceback = any(
        file.endswith(f"/{specimen.path.name}") and line in lines for file, line in outcome.frames
    )
    return Named(
        step=_word(specimen.constants.get("STEP", ""), outcome.message, outcome.log),
        argument=_word(specimen.constants.get("ARGUMENT", ""), outcome.message, outcome.log),
        line=_line(specimen.path.name, lines, in_traceback, outcome),
    )


def named_by_type_checker(specimen: Specimen, lines: frozenset[int], errors: tuple[str, ...]) -> Named:
    """What mypy's errors name; each begins with its line."""
    text = "\n".join(errors)
    hit = any(f"line {line}:" in text for line in lines)
    return Named(
        step=_word(specimen.constants.get("STEP", ""), text, ""),
        argument=_word(specimen.constants.get("ARGUMENT", ""), text, ""),
        line="-" if not lines else "message" if hit else "no",
    )


def _word(word: str, message: str, log: str) -> Where:
    if not word:
        return "-"
    whole = re.compile(rf"\b{re.escape(word)}\b")
    return "message" if whole.search(message) else "log" if whole.search(log) else "no"


def _line(file: str, lines: frozenset[int], in_traceback: bool, outcome: ProbeOutcome) -> Where:
    if not lines:
        return "-"
    named = re.escape(file)

    def told(text: str) -> bool:
        # A box around a traceback breaks its paths wherever it ends.
        unbroken = re.sub(r"\s", "", text)
        numbers = re.findall(rf"{named}:(\d+)", text) + re.findall(rf'{named}",line(\d+)', unbroken)
        return any(int(number) in lines for number in numbers)

    if in_traceback or told(outcome.message):
        return "message"
    return "log" if told(outcome.log) else "no"
