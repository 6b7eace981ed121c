"""Which of the readers' questions an answer belongs to, told by its metric and workload, not by its id."""

from __future__ import annotations

from typing import Literal

from benchmarks.present.view import Family

Home = Literal["overhead", "loop", "limits", "caching", "cluster", "containers"]

_LOOP = ("import", "libraries", "load", "compile", "build", "rebuild", "edit_run", "process")
"""First words of metrics that an author waits for between an edit and a result."""


def home(family: Family) -> Home:
    """Overhead, the edit-run loop, growth, or caching; a new question without a known metric is overhead."""
    if family.cell.target == "cluster":
        return "cluster"
    if family.cell.target == "container":
        return "containers"
    if family.cell.workload == "cached":
        return "caching"
    if family.grows:
        return "limits"
    phase = family.question.metric.partition(".")[0]
    if phase == "artefact":
        return "limits"
    return "loop" if phase in _LOOP and family.question.meter == "time" else "overhead"
