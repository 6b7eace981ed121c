"""Tables of what was observed rather than timed: one row a case, one column a side, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from benchmarks.present.charts.stacked import Bar, Bars, stacked
from benchmarks.present.product_names import product
from benchmarks.present.sections.section import DataTable, Item, SectionLine, cut, plain
from benchmarks.present.sentences import Cited, Part, named
from benchmarks.present.view import View
from benchmarks.record.schema import Table
from benchmarks.safe_text import one_line, printable, shortened

ObservedRow = Mapping[str, Any]
_CASES = ("case", "change", "feature", "workload", "question", "name")
_SIDES = ("side", "contender", "engine")
_MESSAGE_CHARACTERS = 900
_CELL_CHARACTERS = 160
_MOST_COLUMNS = 14


@dataclass(frozen=True)
class Pivot:
    """The rows of a table by case, then by side."""

    name: str
    case_field: str
    sides: tuple[str, ...]
    cases: Mapping[str, Mapping[str, ObservedRow]]

    @property
    def source(self) -> tuple[str, ...]:
        """What the page names as its source."""
        return (f"table/{self.name}",)

    def rows_of(self, side: str) -> Iterator[ObservedRow]:
        """A side's rows, in the order of the cases."""
        return (rows[side] for rows in self.cases.values() if side in rows)


def pivot(view: View, table: Table) -> Pivot | None:
    """Group by case and side; ``None`` where the rows have no such fields."""
    case = next((name for name in _CASES if all(name in row for row in table.rows)), None)
    side = next((name for name in _SIDES if all(name in row for row in table.rows)), None)
    if case is None or side is None:
        return None
    cases: dict[str, dict[str, ObservedRow]] = {}
    for row in table.rows:
        cases.setdefault(words(row[case]), {})[words(row[side])] = row
    seen = dict.fromkeys(words(row[side]) for row in table.rows)
    known = [name for name in view.roles.shown if name in seen]
    return Pivot(table.name, case, (*known, *(name for name in seen if name not in known)), cases)


def counted(
    pivoted: Pivot,
    kinds: Mapping[str, str],
    kind_of: Callable[[ObservedRow], str],
    caption: str,
    good: tuple[int, str],
) -> Bars:
    """Stacked bars of how many cases each side has of each kind, in the order of ``kinds``.

    ``good`` is how many of the first kinds the takeaway adds up, and what they are called together.
    """
    told: dict[str, list[int]] = {}
    for side in pivoted.sides:
        found = [kind_of(row) for row in pivoted.rows_of(side)]
        told[side] = [found.count(kind) for kind in kinds]
    longest = max(map(sum, told.values()), default=0)
    first, words_of_first = good
    said = ", ".join(f"{product(side)} {sum(parts[:first])} of {sum(parts)}" for side, parts in told.items())
    return Bars(
        caption,
        f"{words_of_first}: {said}.",
        tuple(kinds.values()),
        tuple(_bar(side, parts, kinds, longest) for side, parts in told.items()),
        "One bar a side; each colour counts the cases of one kind.",
        pivoted.source,
    )


def _bar(side: str, parts: Sequence[int], kinds: Mapping[str, str], longest: int) -> Bar:
    said = ", ".join(f"{part} {kind}" for part, kind in zip(parts, kinds.values(), strict=True))
    drawn = stacked(f"{product(side)}: {said}", parts, longest)
    return Bar(product(side), drawn, tuple(map(str, parts)), str(sum(parts)))


def differing(pivoted: Pivot, field: str) -> tuple[Pivot, Pivot]:
    """The cases in which the sides differ in a field, and those in which they agree."""
    differ: dict[str, Mapping[str, ObservedRow]] = {}
    agree: dict[str, Mapping[str, ObservedRow]] = {}
    for case, rows in pivoted.cases.items():
        seen = {words(row.get(field)) for row in rows.values()}
        (agree if len(seen) == 1 and len(rows) == len(pivoted.sides) else differ)[case] = rows
    return replace(pivoted, cases=differ), replace(pivoted, cases=agree)


def matrix(
    view: View,
    pivoted: Pivot,
    caption: str,
    first: str,
    item: Callable[[ObservedRow], Item],
    lead: Callable[[ObservedRow], Item],
) -> DataTable:
    """One row a case; ``lead`` describes the case from any side's row, ``item`` what one side made of it."""
    lines = []
    shown, left_out = cut(list(pivoted.cases.values()), view.most_rows)
    for rows in shown:
        of_sides = [item(rows[side]) if side in rows else plain("? untested") for side in pivoted.sides]
        lines.append(SectionLine((lead(next(iter(rows.values()))), *of_sides), pivoted.source))
    heads: tuple[tuple[Part, ...], ...] = (
        (first,),
        *(side_parts(side, view.roles.shown) for side in pivoted.sides),
    )
    return DataTable((caption,), heads, tuple(lines), left_out, matrix=True)


def flat(view: View, table: Table, caption: str = "") -> DataTable:
    """Any table, as it stands."""
    columns = list(dict.fromkeys(name for row in table.rows for name in row))[:_MOST_COLUMNS]
    source = (f"table/{table.name}",)
    shown, left_out = cut(table.rows, view.most_rows)
    lines = tuple(
        SectionLine(tuple(_item(row.get(name), source) for name in columns), source) for row in shown
    )
    told: Part = caption or Cited(f"Table {table.name}", source)
    return DataTable((told,), tuple((Cited(words(name), source),) for name in columns), lines, left_out)


def side_parts(side: str, known: Sequence[str]) -> tuple[Part, ...]:
    """A side's name; where it begins with a contender's, that stands apart and has its mark."""
    first, space, rest = side.partition(" ")
    if side in known or first not in known:
        return (named(side),)
    return (named(first), f"{space}{rest}")


def title(row: ObservedRow, *fallbacks: str) -> str:
    """What a case is about, in one line of plain text."""
    told = next((row[name] for name in ("title", *fallbacks) if row.get(name)), "")
    return one_line(words(told).replace("``", ""), _CELL_CHARACTERS)


def words(value: object) -> str:
    """Any JSON value as text."""
    if isinstance(value, str):
        return printable(value)
    if value is None:
        return "–"
    return printable(msgspec.json.encode(value).decode())


def message(row: ObservedRow, *names: str) -> str:
    """The named texts of a row, one below the other, those that are not empty."""
    told = [words(row[name]).strip() for name in names if row.get(name)]
    return shortened("\n".join(text for text in told if text), _MESSAGE_CHARACTERS)


def numeric_fields(rows: Sequence[ObservedRow], preferred: Sequence[str]) -> list[str]:
    """Fields that hold a number in every row, the preferred ones first."""
    fields = [name for name in rows[0] if all(_is_number(row.get(name)) for row in rows)] if rows else []
    return sorted(fields, key=lambda name: preferred.index(name) if name in preferred else len(preferred))


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _item(value: object, source: tuple[str, ...]) -> Item:
    text = words(value)
    short = one_line(text, _CELL_CHARACTERS)
    more = shortened(text, _MESSAGE_CHARACTERS) if short != text else ""
    return Item((Cited(short, source),), more=more, number=_is_number(value))
