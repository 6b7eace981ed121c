"""Rows as the raw file keeps them: flat where a row counts something, so that a reader needs no nesting."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from benchmarks.authoring.capabilities import CapabilityRow
from benchmarks.authoring.changes import ChangeRow
from benchmarks.authoring.code_cost import CodeRow
from benchmarks.authoring.mistakes import MistakeRow
from benchmarks.record.schema import Table

CaseRow = MistakeRow | CapabilityRow | CodeRow | ChangeRow
NAMES: dict[type[CaseRow], str] = {
    CodeRow: "code",
    MistakeRow: "mistakes",
    ChangeRow: "changes",
    CapabilityRow: "capabilities",
}
"""What each part's table is called in the raw file; the order in which they are shown."""
KEPT_CHARACTERS = 1_500
"""Of a log or a traceback, from its end: enough for the message and the frames around it."""


def table(kind: type[CaseRow], rows: Iterable[CaseRow]) -> Table:
    """One part's line of the raw file."""
    return Table(NAMES[kind], [record(row) for row in rows])


def record(row: CaseRow) -> dict[str, Any]:
    """One row as JSON values."""
    plain = asdict(row)
    if isinstance(row, ChangeRow):
        return {**plain, **plain.pop("cost")}
    if isinstance(row, CodeRow):
        lines = {f"{tint}_lines": count for tint, count in plain.pop("lines").items()}
        tokens = {f"{tint}_tokens": count for tint, count in plain.pop("tokens").items()}
        share = {"orchestrator_lines": row.orchestrator_lines, "share": row.share}
        return {**plain, **lines, **tokens, **share, "runs": _merged(row.runs)}
    if isinstance(row, MistakeRow):
        kept = {name: plain[name][-KEPT_CHARACTERS:] for name in ("traceback", "log")}
        return {**plain, **kept, "trips": dict(row.trips)}
    return plain


def _merged(runs: Iterable[tuple[str, str]]) -> list[list[str]]:
    """Neighbours of one tint as one, and nothing empty."""
    merged: list[list[str]] = []
    for tint, text in runs:
        if merged and (merged[-1][0] == tint or not text):
            merged[-1][1] += text
        elif text:
            merged.append([tint, text])
    return merged
