"""The section on: Can I trust these numbers."""

from __future__ import annotations

import shlex

from benchmarks.present.sections import drift, ledger, provenance, twins
from benchmarks.present.sections.section import Section
from benchmarks.present.trust import checks, warnings
from benchmarks.present.view import View

ASK = "Can I trust these numbers?"
READING = (
    "Each point is one sample: along, when it was taken; up, its time as a multiple of that contender's "
    "median in the same cell. A slope is drift; what drifts for everybody cancels within blocks. Below, the "
    "contender that took part twice against itself: its intervals should hold equality."
)


def section(view: View) -> Section:
    """Drift, A/A, what was left out, what failed, and what everything ran on."""
    relative = list(drift.relative_times(view))
    told = [*(check.sentence for check in checks(view.progress, view.answers))]
    told += warnings(view.progress, view.roles, view.answers)
    drawn = [drift.figure(view, relative), twins.figure(view)]
    figures = tuple(one for one in drawn if one is not None)
    details = (
        *drift.table(view, relative),
        *twins.table(view),
        *ledger.tables(view),
        *provenance.tables(view),
    )
    return Section(
        "validity",
        ASK,
        tuple(told),
        READING if figures else "",
        figures,
        details=details,
        command=shlex.join(view.header.command),
    )
