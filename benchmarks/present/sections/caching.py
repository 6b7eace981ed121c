"""The section on: Does caching ever return the wrong thing, or rerun needlessly."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.present.sections.answers import answer_table
from benchmarks.present.sections.observed import (
    ObservedRow,
    Pivot,
    flat,
    matrix,
    message,
    pivot,
    side_parts,
    title,
    words,
)
from benchmarks.present.sections.routing import home
from benchmarks.present.sections.section import DataTable, Item, Section, repeat, unmeasured
from benchmarks.present.sentences import Cited, Part, Sentence
from benchmarks.present.view import View

ASK = "Does caching ever return the wrong thing, or rerun needlessly?"
READING = (
    "One row a change between two runs, one column a side: what the cache did, and whether that was right."
)
NAMES = ("caching", "cached", "cache")
_WRONG = ("stale", "wrong")


def section(view: View) -> Section:
    """A matrix in words, and the times of reruns where they were measured."""
    table = view.table(*NAMES)
    answers = [
        answer for family in view.families if home(family) == "caching" for _, answer in family.answers
    ]
    details = (answer_table(view, answers, "How long the reruns took"),) if answers else ()
    command = repeat(view.header, answers) if answers else "fvk run --profile standard --workload cached"
    if table is None:
        empty = unmeasured("caching", ASK, "fvk run --profile standard --workload cached")
        if not answers:
            return empty
        return Section("caching", ASK, (), details=details, command=command)
    pivoted = pivot(view, table)
    tables: tuple[DataTable, ...] = (flat(view, table),)
    told: tuple[Sentence, ...] = ()
    if pivoted is not None and _known(pivoted):
        tables = (
            matrix(
                view,
                pivoted,
                "What the cache did",
                pivoted.case_field,
                _item,
                lambda row: _lead(row, pivoted),
            ),
        )
        told = tuple(_sentences(view, pivoted))
    return Section("caching", ASK, told, READING, tables=tables, details=details, command=command)


def _known(pivoted: Pivot) -> bool:
    return all("verdict" in row for rows in pivoted.cases.values() for row in rows.values())


def _sentences(view: View, pivoted: Pivot) -> Iterator[Sentence]:
    for side in pivoted.sides:
        verdicts = [words(row["verdict"]) for row in pivoted.rows_of(side)]
        wrong = sum(1 for verdict in verdicts if _is_wrong(verdict))
        needless = sum(1 for verdict in verdicts if "needless" in verdict)

        def count(number: int) -> Cited:
            return Cited(str(number), pivoted.source)

        parts: list[Part] = [
            *side_parts(side, view.roles.shown),
            " returned a stale result in ",
            count(wrong),
            " of ",
            count(len(verdicts)),
        ]
        parts += [" cases, and ran again needlessly in ", count(needless), "."]
        yield Sentence(tuple(parts), "added", side.partition(" ")[0])


def _is_wrong(verdict: str) -> bool:
    return any(word in verdict for word in _WRONG)


def _item(row: ObservedRow) -> Item:
    verdict = words(row["verdict"])
    hit = row.get("hit")
    seen = "hit, " if hit is True else "miss, " if hit is False else ""
    tone = "bad" if _is_wrong(verdict) else "open" if "needless" in verdict else "good"
    return Item((f"{seen}{verdict}",), more=message(row, "message", "reason", "observed"), tone=tone)


def _lead(row: ObservedRow, pivoted: Pivot) -> Item:
    return Item((Cited(title(row, pivoted.case_field), pivoted.source),))
