"""How each figure grows with the size, in a table, and how it ends."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.analyse.results import Own
from benchmarks.analyse.scaling import Growth, NoFit, growth, line
from benchmarks.present import figures
from benchmarks.present.sections.answers import keys_of
from benchmarks.present.sections.section import (
    DataTable,
    Item,
    SectionLine,
    cut,
    plain,
)
from benchmarks.present.sentences import CAMPAIGN, Cited, Part, named
from benchmarks.present.view import Family, View
from benchmarks.safe_text import one_line

MOST_FITTED = 200
"""Sizes that a line is fitted to: it is drawn through every two of them. Of more, evenly chosen ones."""
_KILLED = ("memory", "timed out", "time limit", "timeout")


def end_mark(own: Own) -> str:
    """Failed, killed and unsupported are different ends."""
    if own.standing == "unsupported":
        return "⊘"
    killed = any(word in own.reason.lower() for word in _KILLED)
    return "⌧" if killed else "✕"


def at(family: Family, size: float) -> str:
    """A size with the name of what grows: ``n=100``."""
    return f"{family.axis}={size:.12g}"


def power(family: Family, name: str) -> Growth | NoFit:
    """The exponent with which a contender's figure grows."""
    fitted = family.thinned(MOST_FITTED)
    return growth({size: dict(own.values) for size, own in fitted.measured(name) if size > 0})


def growth_table(view: View, families: Sequence[Family]) -> DataTable:
    """One row a family and contender."""
    heads: tuple[tuple[Part, ...], ...] = (
        ("question",),
        ("workload",),
        ("contender",),
        ("one more unit adds",),
        ("at size zero",),
        ("grows with the power",),
        ("n",),
        ("largest size measured",),
        ("first size without a figure",),
    )
    told = [(family, name) for family in families for name in view.roles.shown]
    shown, left_out = cut(told, view.most_rows)
    lines = [line for family, name in shown if (line := _growth_line(family, name)) is not None]
    caption = "How each figure grows (a line, and a power of the size, fitted in every block)"
    return DataTable((caption,), heads, tuple(lines), left_out)


def _growth_line(family: Family, name: str) -> SectionLine | None:
    by_size = {size: dict(own.values) for size, own in family.thinned(MOST_FITTED).measured(name)}
    lost = next(iter(family.absences(name)), None)
    if not by_size:
        return None
    unit, source = family.question.unit, family.source
    straight, fitted_power = line(by_size), power(family, name)

    def cited(text: str) -> Item:
        return plain(Cited(text, source), number=True)

    if isinstance(straight, NoFit):
        fitted = [plain(Cited(straight.reason, source)), plain(figures.NONE)]
    else:
        slope, fixed = straight.per_unit, straight.fixed
        fitted = [
            cited(f"{figures.quantity(slope.estimate, unit)} {figures.bounds(slope, unit)}"),
            cited(f"{figures.quantity(fixed.estimate, unit)} {figures.bounds(fixed, unit)}"),
        ]
    grown = fitted_power.exponent if isinstance(fitted_power, Growth) else None
    fitted.append(
        cited(f"{figures.digits(grown.estimate)} {figures.bounds(grown, '1')}")
        if grown
        else plain(figures.NONE)
    )
    fitted.append(cited(str(grown.n)) if grown else plain(figures.NONE))
    first = family.answers[0][1]
    where = f"{family.title}, {family.cell.lane} lane"
    items = [
        plain(Cited(family.question.id, (CAMPAIGN,))),
        plain(Cited(where, source)),
        plain(named(name)),
        *fitted,
    ]
    items.append(cited(at(family, max(by_size))))
    if lost is None:
        items.append(plain("none"))
    else:
        size, own = lost
        items.append(
            Item(
                (f"{end_mark(own)} ", Cited(at(family, size), source)),
                more=one_line(own.reason, 300),
                tone="bad",
            )
        )
    return SectionLine(tuple(items), source, keys_of(first))
