"""What was tried, what became of it, and the page that says so."""

from __future__ import annotations

import contextlib
import io
import re
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from benchmarks.cli import call
from benchmarks.ending import ended
from benchmarks.errors import DONE, FAULT, FOUND, NOT_COMPARABLE

LONGEST_S = 60.0
ACTS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@dataclass
class Tally:
    """Counts of one kind; ``misbehaved`` holds what it takes to see a case again."""

    name: str
    told: str
    tried: int = 0
    refused: int = 0
    misbehaved: list[str] = field(default_factory=list)

    def count(self, case: str, status: int, printed: str, said: str, took_s: float = 0.0) -> None:
        """Judge one try by its exit status, what it printed, what it said on standard error and its time."""
        self.tried += 1
        wrong = fault_of(status, printed, said, took_s)
        if wrong:
            self.misbehaved.append(f"{case}: {wrong}: {said[-300:]!a}")
        elif status not in (DONE, FOUND):
            self.refused += 1


def fault_of(status: int, printed: str, said: str, took_s: float = 0.0) -> str:
    """Why a try misbehaved; empty if it did what docs/exit-status.md promises."""
    refusals = [line for line in said.splitlines() if line.startswith("fvk: ")]
    if "Traceback (most recent call last)" in printed + said:
        return "a traceback"
    if status == FAULT or status not in range(5):
        return f"exit status {status}"
    if ACTS.search(printed + said):
        return "a control character"
    if status > FOUND and not refusals and not (status == NOT_COMPARABLE and printed.strip()):
        return f"exit status {status} without a word"
    if len(refusals) > 1:
        return "more than one line of refusal"
    return f"it took {took_s:.0f} s" if took_s > LONGEST_S else ""


def tried_here(words: Sequence[str]) -> tuple[int, str, str, float]:
    """Call ``fvk`` in this process: its exit status, what it printed and said, and the seconds it took."""
    printed, said = io.StringIO(), io.StringIO()
    before, sys.argv = sys.argv, ["fvk", *words]
    began = time.monotonic()
    try:
        with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(said):
            status = ended(lambda: call([*words]))
    finally:
        sys.argv = before
    return status, printed.getvalue(), said.getvalue(), time.monotonic() - began


def page(tallies: Sequence[Tally], seconds: float) -> str:
    """The page of these counts."""
    rows = [
        f"| {one.name} | {one.told} | {one.tried} | {one.refused} | {len(one.misbehaved)} |"
        for one in tallies
    ]
    return f"""# What was tried to break it

Written by `make fuzz SECONDS={seconds:g}` on {datetime.now(UTC):%Y-%m-%d}; do not edit it. Inputs are drawn at random
each time. A try is refused properly if it ends with one line on standard error and a status of
[the table](exit-status.md); it misbehaves with a traceback, another status, a control character in what it prints, a
refusal without a word, or more than {LONGEST_S:.0f} s.

| kind | what | tried | refused properly | misbehaved |
|---|---|---|---|---|
{chr(10).join(rows)}

What a stranger's pipeline or raw file may and may not do is told in [SECURITY.md](../SECURITY.md).
"""
