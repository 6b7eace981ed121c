"""One contender under two names: what a campaign calls a difference where there is none."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.analyse.results import Answer, Pairing
from benchmarks.present import figures
from benchmarks.present.charts import axis, rows
from benchmarks.present.sections.answers import keys_of
from benchmarks.present.sections.section import DataTable, Figure, Item, SectionLine, cut, plain, sources
from benchmarks.present.sentences import CAMPAIGN, Cited, Part
from benchmarks.present.statements import place
from benchmarks.present.view import View


def figure(view: View) -> Figure | None:
    """Headline questions first; ``None`` where nobody took part twice."""
    found = [
        answer
        for answer in view.answers
        if answer.twin and answer.twin.comparison and answer.twin.comparison.ratio
    ]
    shown = [answer for answer in found if answer.headline] or found[:6]
    ratios = [answer.twin.comparison.ratio for answer in shown if answer.twin and answer.twin.comparison]
    ends = [end for ratio in ratios if ratio for end in (ratio.low, ratio.estimate, ratio.high) if end]
    if not ends:
        return None
    scale = axis.logarithmic([*ends, 0.9, 1.1], axis.ratios)
    drawn = tuple(_twin_row(view, answer, scale) for answer in shown)
    return Figure(
        ("One contender against itself (A/A)",), rows=(rows.RowChart(drawn, scale, sources(shown)),)
    )


def _twin_row(view: View, answer: Answer, scale: axis.Axis) -> rows.RowOf:
    cell = (answer.cell.id,)
    twin = answer.twin
    ratio = twin.comparison.ratio if twin and twin.comparison else None
    label: tuple[Part, ...] = (Cited(answer.question.id, (CAMPAIGN,)), " · ", Cited(place(answer.cell), cell))
    if twin is None or ratio is None:
        return rows.RowOf(label, None, rows.absent(scale, "?", "not known"), (), cell)
    margin = (1 / (1 + answer.question.margin), 1 + answer.question.margin)
    row = rows.Forest(ratio, margin, None, view.place(twin.a), proven=twin.verdict.proven is not None)
    told = f"{figures.ratio(ratio)}, n={ratio.n}"
    drawn = rows.forest(scale, row, f"{answer.question.id}, {twin.b} against {twin.a}: {told}")
    return rows.RowOf(label, None, drawn, (Cited(told, cell),), cell)


def table(view: View) -> Iterator[DataTable]:
    """Every A/A comparison, those that wrongly look different first."""
    twins = [(answer, answer.twin) for answer in view.answers if answer.twin and answer.twin.comparison]
    twins.sort(key=lambda found: (found[1].verdict.proven is None, not found[0].headline))
    shown, left_out = cut(twins, view.most_rows)
    lines = tuple(line for answer, twin in shown if (line := _twin_line(answer, twin)) is not None)
    if lines:
        heads: tuple[tuple[Part, ...], ...] = (
            ("question",),
            ("measured",),
            ("difference",),
            ("ratio",),
            ("n",),
            ("differs from itself",),
        )
        yield DataTable(("One contender against itself (A/A)",), heads, lines, left_out)


def _twin_line(answer: Answer, twin: Pairing) -> SectionLine | None:
    comparison, cell = twin.comparison, (answer.cell.id,)
    if comparison is None:
        return None
    difference = figures.estimate(comparison.difference, answer.question, signed=True)
    return SectionLine(
        (
            plain(Cited(answer.question.id, (CAMPAIGN,))),
            plain(Cited(place(answer.cell), cell)),
            plain(Cited(difference, cell), number=True),
            plain(Cited(figures.ratio(comparison.ratio), cell), number=True),
            plain(Cited(str(comparison.n), cell), number=True),
            plain("no") if twin.verdict.proven is None else Item(("yes",), tone="open"),
        ),
        cell,
        keys_of(answer),
    )
