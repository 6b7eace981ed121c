"""What self-checks found, in words: for a report's trust line, the terminal and the documentation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from benchmarks.present import figures
from benchmarks.record.progress import Progress

TABLE = "selfcheck"
"""The tables that self-checks write."""
ENOUGH = 0.90
"""Share of campaigns that must find the injected delay within the tolerance, and inside the 95 % interval."""
CheckRow = Mapping[str, Any]


def rows(progress: Progress, check: str) -> list[CheckRow]:
    """Every row of one check, in the order of the file."""
    return [
        row
        for table in progress.tables
        if table.name == TABLE
        for row in table.rows
        if row.get("check") == check
    ]


def delay_told(found: Sequence[CheckRow]) -> tuple[str, bool]:
    """How often a known delay came back, and whether that is as often as it must."""
    close = sum(row.get("close") is True for row in found)
    covered = sum(row.get("covered") is True for row in found)
    added = ", ".join(dict.fromkeys(_seconds(row.get("added_s")) for row in found))
    count = f"{len(found)} campaign{'' if len(found) == 1 else 's'}"
    told = (
        f"a delay of {added} was recovered within 10 % in {close} of {count} "
        f"and lay inside the interval in {covered}"
    )
    return told, min(close, covered) >= ENOUGH * len(found)


def _seconds(value: object) -> str:
    return figures.round_quantity(value, "s") if isinstance(value, int | float) else "unknown length"
