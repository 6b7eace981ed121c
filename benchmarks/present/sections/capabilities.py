"""The section on: Can it express what we need: conditions, loops on data, retries, sub-pipelines."""

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

ASK = "Can it express what we need: conditions, loops on data, retries, sub-pipelines?"
READING = (
    "One row a feature, one column a side, each tried by a tiny pipeline. Open a cell for what showed it."
)
_COMMAND = "fvk authoring capabilities"


def section(view: View) -> Section:
    """A matrix in words."""
    table = view.table("capabilities")
    if table is None:
        return unmeasured("capabilities", ASK, _COMMAND)
    pivoted = pivot(view, table)
    if pivoted is None or not all("verdict" in row for row in table.rows):
        return Section("capabilities", ASK, (), tables=(flat(view, table),), command=_COMMAND)
    differ, agree = differing(pivoted, "verdict")
    return Section(
        "capabilities",
        ASK,
        tuple(_sentences(pivoted)),
        READING,
        bars=(
            counted(pivoted, _kinds(pivoted), _kind, "What works, and how", (1, "Works locally as it is")),
        ),
        tables=_tables(view, differ, "Features in which the sides differ"),
        details=_tables(view, agree, "Features in which the sides are alike"),
        command=_COMMAND,
    )


GOOD = (1, "Works locally as it is")


def _kind(row: ObservedRow) -> str:
    return words(row["verdict"])


def _kinds(pivoted: Pivot) -> dict[str, str]:
    """The verdicts that occur: what works as it is first, then the others by how often."""
    found = Counter(_kind(row) for side in pivoted.sides for row in pivoted.rows_of(side))
    order = sorted(found, key=lambda kind: (kind != "works locally", -found[kind], kind))
    return {kind: kind for kind in order}


def _tables(view: View, pivoted: Pivot, caption: str) -> tuple[DataTable, ...]:
    return (matrix(view, pivoted, caption, "feature", _item, _lead),) if pivoted.cases else ()


def _sentences(pivoted: Pivot) -> Iterator[Sentence]:
    for side in pivoted.sides:
        verdicts = Counter(words(row["verdict"]) for row in pivoted.rows_of(side))
        parts: list[Part] = [
            named(side),
            ", of ",
            Cited(str(sum(verdicts.values())), pivoted.source),
            " features: ",
        ]
        for number, (verdict, count) in enumerate(verdicts.most_common()):
            parts += [", " if number else "", Cited(f"{count} {verdict}", pivoted.source)]
        yield Sentence((*parts, "."), "added", side)


def _item(row: ObservedRow) -> Item:
    verdict = words(row["verdict"])
    extra = row.get("extra_lines")
    told = f"{verdict} (+{extra})" if isinstance(extra, int) and extra > 0 else verdict
    tones = {"works locally": "good", "works with more lines": "good", "not possible": "bad"}
    more = message(row, "evidence", "local", "direct")
    return Item((Cited(told, ("table/capabilities",)),), more=more, tone=tones.get(verdict, "open"))


def _lead(row: ObservedRow) -> Item:
    return Item((Cited(title(row, "case"), ("table/capabilities",)),))
