"""The section on: Which mistakes does it catch before I burn cluster hours, and at which stage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from benchmarks.present.sections.observed import (
    ObservedRow,
    Pivot,
    counted,
    differing,
    flat,
    matrix,
    message,
    pivot,
    title,
    words,
)
from benchmarks.present.sections.section import DataTable, Item, Section, unmeasured
from benchmarks.present.sentences import Cited, Part, Sentence, named
from benchmarks.present.view import View

ASK = "Which mistakes does it catch before I burn cluster hours, and at which stage?"
READING = (
    "One row a seeded mistake, one column a side: the first stage that stops it, from the type checker to "
    "never. Open a cell for the message that the author sees."
)
_EARLY = ("mypy", "import", "compile")
"""Stages that need no run."""


KINDS = {
    "mypy": "type checker",
    "import": "import",
    "compile": "compile",
    "run": "local run",
    "harmless": "never: harmless",
    "wrong": "never: wrong",
    "other": "not shown",
}


EARLY = (len(_EARLY), "Stopped before anything runs")


def _kind(row: ObservedRow) -> str:
    stage, effect = words(row["stage"]), words(row.get("effect", ""))
    if stage != "never":
        return stage if stage in KINDS else "other"
    return "wrong" if effect.startswith("wrong") else "harmless" if effect == "harmless" else "other"


def section(view: View) -> Section:
    """A matrix in words."""
    table = view.table("mistakes")
    if table is None:
        return unmeasured("mistakes", ASK, "fvk authoring mistakes")
    pivoted = pivot(view, table)
    if pivoted is None or not all("stage" in row for row in table.rows):
        return Section("mistakes", ASK, (), tables=(flat(view, table),), command="fvk authoring mistakes")
    differ, agree = differing(pivoted, "stage")
    return Section(
        "mistakes",
        ASK,
        tuple(_sentences(pivoted)),
        READING,
        bars=(counted(pivoted, KINDS, _kind, "Where seeded mistakes are stopped", EARLY),),
        tables=_tables(view, differ, "Mistakes that the sides stop at different stages"),
        details=_tables(view, agree, "Mistakes that the sides stop at the same stage"),
        command="fvk authoring mistakes",
    )


def _tables(view: View, pivoted: Pivot, caption: str) -> tuple[DataTable, ...]:
    return (matrix(view, pivoted, caption, "mistake", _item, _lead),) if pivoted.cases else ()


def _sentences(pivoted: Pivot) -> Iterator[Sentence]:
    for side in pivoted.sides:
        rows = list(pivoted.rows_of(side))
        stages = Counter(words(row["stage"]) for row in rows)
        effects = Counter(words(row.get("effect")) for row in rows if row["stage"] == "never")
        early = sum(stages[stage] for stage in _EARLY)
        wrong = effects["wrong result"] + effects["wrong artefact"]

        def count(number: int) -> Cited:
            return Cited(str(number), pivoted.source)

        parts: list[Part] = [
            named(side),
            " stops ",
            count(early),
            " of ",
            count(len(rows)),
            " mistakes before anything runs",
        ]
        parts += [", ", count(stages["run"]), " only in a local run, and ", count(stages["never"]), " never"]
        parts += [
            ", of which ",
            count(wrong),
            " give a wrong result or artefact" if wrong != 1 else " gives a wrong result or artefact",
        ]
        yield Sentence((*parts, "."), "added", side)


def _item(row: ObservedRow) -> Item:
    stage = words(row["stage"])
    effect = words(row.get("effect", ""))
    told = f"never: {effect}" if stage == "never" and effect else stage
    missing = "not shown" if effect == "not shown" else ""
    tone = "good" if stage in _EARLY else "bad" if stage == "never" and effect.startswith("wrong") else "open"
    more = message(row, "exception", "message") or message(row, "result")
    return Item(
        (" · ".join(part for part in (told, missing, "" if stage == "never" else _named(row)) if part),),
        more=more,
        tone=tone,
    )


def _named(row: ObservedRow) -> str:
    """Which of step, argument and line the message names."""
    where = row.get("named")
    if not isinstance(where, dict):
        return ""
    found = [str(name) for name, place in where.items() if place == "message"]
    return f"names {', '.join(found)}" if found else ""


def _lead(row: ObservedRow) -> Item:
    return Item((Cited(title(row, "case"), ("table/mistakes",)),))
