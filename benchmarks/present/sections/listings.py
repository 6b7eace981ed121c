"""The counted source side by side, tinted by why each part of it is there."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.present.figures import count
from benchmarks.present.sections.observed import ObservedRow, Pivot
from benchmarks.present.sections.section import Listing, SourceText
from benchmarks.present.sentences import Cited
from benchmarks.present.view import View
from benchmarks.safe_text import one_line, shortened

READING = (
    "The source as it is counted: written back by Python itself, without comments and docstrings. Bold and "
    "underlined: there only because of the SDK. Italic: the head and the call that wrap a shared step. Grey: "
    "belongs to this project and counts for nobody. The rest plain Python would need as well. Orchestrator "
    "lines are the statements that are there because of the SDK or wrap a step; the SDK's words inside other "
    "statements are counted as tokens."
)
_MOST_CHARACTERS = 12_000


def listings(view: View, pivoted: Pivot) -> tuple[Listing, ...]:
    """One for each workload whose raw data holds the source; as many as a table may have rows."""
    found = (_listing(pivoted, case) for case in pivoted.cases)
    return tuple(listing for listing in found if listing.texts)[: view.most_rows]


def _listing(pivoted: Pivot, case: str) -> Listing:
    of_case = pivoted.cases[case]
    texts = tuple(
        SourceText(side, runs)
        for side in pivoted.sides
        if side in of_case and (runs := tuple(_runs(of_case[side])))
    )
    told = [f"{text.side} {_lines(of_case[text.side])}".strip() for text in texts]
    title = f"{one_line(case.replace('_', ' '), 80)}: {', '.join(told)}"
    return Listing(Cited(title, pivoted.source), texts, pivoted.source)


def _lines(row: ObservedRow) -> str:
    lines = row.get("orchestrator_lines")
    return f"{count(lines)} orchestrator lines" if isinstance(lines, int) else ""


def _runs(row: ObservedRow) -> Iterator[tuple[str, str]]:
    """What of ``runs`` has the form (tint, text), up to a limit that no honest source reaches."""
    runs, written = row.get("runs"), 0
    for run in runs if isinstance(runs, list) else ():
        match run:
            case [str(tint), str(text)] if written < _MOST_CHARACTERS:
                written += len(text)
                yield tint, shortened(text, _MOST_CHARACTERS)
