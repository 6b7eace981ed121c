"""At which size a growing figure reaches what a real system refuses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from benchmarks.analyse.interval import Interval
from benchmarks.analyse.scaling import NoFit, crossing
from benchmarks.present import figures, known_limits
from benchmarks.present.known_limits import Limit
from benchmarks.present.sections.answers import keys_of
from benchmarks.present.sections.section import DataTable, SectionLine, cut, plain
from benchmarks.present.sentences import CAMPAIGN, Cited, Part, named
from benchmarks.present.view import Family, View


def reached(family: Family, name: str, limit: Limit) -> Interval | NoFit:
    """The size at which a contender's figure comes to the limit, by a line through each block's sizes."""
    return crossing({size: dict(own.values) for size, own in family.measured(name)}, limit.size_bytes)


def told(family: Family, size: Interval) -> str:
    """``n=2210 [2200, 2220], n=6 blocks``, and whether that is beyond the sizes measured."""
    text = f"{family.axis}={figures.digits(size.estimate)} {figures.bounds(size, '1')}, {size.n} blocks"
    return f"{text}, beyond what was measured" if size.estimate > family.answers[-1][0] else text


def reach_table(view: View, families: Sequence[Family]) -> DataTable:
    """One row a family, contender and limit."""
    heads: tuple[tuple[Part, ...], ...] = (
        ("question",),
        ("workload",),
        ("contender",),
        ("limit",),
        ("bytes",),
        ("reached at",),
        ("stated in",),
    )
    shown, left_out = cut(list(_lines(view, families)), view.most_rows)
    return DataTable(("Where it would meet the limits of the real systems",), heads, tuple(shown), left_out)


def _lines(view: View, families: Sequence[Family]) -> Iterator[SectionLine]:
    for family in families:
        for limit in known_limits.of(family.question.metric):
            for name in view.roles.orchestrators:
                size = reached(family, name, limit)
                if not any(True for _ in family.measured(name)):
                    continue
                at = size.reason if isinstance(size, NoFit) else told(family, size)
                items = (
                    plain(Cited(family.question.id, (CAMPAIGN,))),
                    plain(Cited(f"{family.title}, {family.cell.lane} lane", family.source)),
                    plain(named(name)),
                    plain(Cited(limit.name, (CAMPAIGN,))),
                    plain(Cited(figures.binary(limit.size_bytes), (CAMPAIGN,))),
                    plain(Cited(at, family.source)),
                    plain(Cited(limit.stated_in, (CAMPAIGN,))),
                )
                yield SectionLine(items, family.source, keys_of(family.answers[0][1]))
