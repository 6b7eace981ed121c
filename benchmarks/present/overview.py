"""The overview: one row a question on a common axis of ratios, and the same rows in seconds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from benchmarks.analyse.results import Answer, Pairing
from benchmarks.analyse.verdict import Kind
from benchmarks.present import figures
from benchmarks.present.charts import axis, rows
from benchmarks.present.representative_cells import EVERY, Chosen, choose
from benchmarks.present.roles import Pair, own_of
from benchmarks.present.sections.answers import keys_of
from benchmarks.present.sections.routing import home
from benchmarks.present.sentences import Cited
from benchmarks.present.statements import place, winner
from benchmarks.present.summary import absence_mark, own_text, verdict_text
from benchmarks.present.view import View

_UNITS = {"s": "time", "B": "bytes", "1": "other figures"}


@dataclass(frozen=True)
class OverviewRow:
    """One question in one cell, for one pair."""

    question: Cited
    ask: Cited
    where: Cited
    link: str
    """The section that tells more."""
    as_ratio: Markup
    as_amount: Markup
    difference: str
    ratio: str
    n: str
    verdict: str
    tone: str
    source: tuple[str, ...]
    keys: tuple[str, ...]
    leads: tuple[str, ...]
    """For which filters this row stands for its question: ``lane:…``/``start:…`` or ``*`` on either side."""
    pair: int


@dataclass(frozen=True)
class Group:
    """Rows of one unit, with the names of both axes."""

    title: str
    rows: tuple[OverviewRow, ...]
    ratio_ticks: Markup
    amount_ticks: Markup


@dataclass(frozen=True)
class Overview:
    """All groups, and how many rows found no room."""

    groups: tuple[Group, ...]
    left_out: int
    pairs: tuple[Pair, ...]


def overview(view: View) -> Overview:
    """Headline cells lead; every other family has a row that the filters can bring forward."""
    chosen = list(choose(view))
    chosen.sort(key=lambda one: not one.leads)
    kept = chosen[: view.most_rows // 2]
    ratio_axis = _ratio_axis(kept)
    groups = []
    for unit, title in _UNITS.items():
        of_unit = [one for one in kept if one.answer.question.unit == unit]
        if of_unit:
            groups.append(_group(view, title, unit, of_unit, ratio_axis))
    return Overview(tuple(groups), len(chosen) - len(kept), view.roles.pairs)


def _ratio_axis(chosen: Sequence[Chosen]) -> axis.Axis:
    """Over the rows that show first: what lies beyond its ends has an arrow there."""
    ends = [1 / 1.1, 1.1]
    for one in _first_shown(chosen):
        ratio = one.pairing.comparison.ratio if one.pairing.comparison else None
        if ratio is not None:
            ends += [end for end in (ratio.low, ratio.estimate, ratio.high) if end]
    return axis.logarithmic(ends, axis.ratios, pad=1.15)


def _first_shown(chosen: Sequence[Chosen]) -> Sequence[Chosen]:
    return [one for one in chosen if EVERY in one.leads] or chosen


def _group(view: View, title: str, unit: str, chosen: Sequence[Chosen], ratio_axis: axis.Axis) -> Group:
    values = [
        end
        for one in _first_shown(chosen)
        for own in one.answer.own
        if own.interval is not None and own.contender in view.roles.shown
        for end in (own.interval.low, own.interval.estimate, own.interval.high)
        if end is not None
    ]
    amounts = axis.logarithmic(values, axis.quantities(unit))
    drawn = tuple(_row(view, one, ratio_axis, amounts) for one in chosen)
    return Group(title, drawn, ratio_axis.labels(), amounts.labels())


def _row(view: View, one: Chosen, ratio_axis: axis.Axis, amounts: axis.Axis) -> OverviewRow:
    answer, pairing = one.answer, one.pairing
    cell, comparison = (answer.cell.id,), pairing.comparison
    verdict = verdict_text(pairing, answer.question)
    return OverviewRow(
        question=Cited(answer.question.id + ("*" if answer.headline else ""), cell),
        ask=Cited(answer.question.ask, cell),
        where=Cited(place(answer.cell), cell),
        link=home(one.family),
        as_ratio=_forest(view, one, ratio_axis, verdict),
        as_amount=_amounts(view, answer, amounts),
        difference=figures.estimate(comparison.difference, answer.question, signed=True)
        if comparison
        else figures.NONE,
        ratio=figures.ratio(comparison.ratio) if comparison else figures.NONE,
        n=str(comparison.n) if comparison else figures.NONE,
        verdict=verdict,
        tone=_tone(pairing),
        source=cell,
        keys=keys_of(answer),
        leads=one.leads,
        pair=view.roles.pairs.index(one.pair),
    )


def _tone(pairing: Pairing) -> str:
    kinds = {Kind.SAME: "same", Kind.NOT_PROVEN: "unproven", Kind.NOT_COMPARABLE: "failed"}
    return kinds.get(pairing.final.kind, "proven")


def _forest(view: View, one: Chosen, ratio_axis: axis.Axis, verdict: str) -> Markup:
    answer, pairing = one.answer, one.pairing
    ratio = pairing.comparison.ratio if pairing.comparison else None
    subject = f"{answer.question.id}, {place(answer.cell)}, {pairing.b} / {pairing.a}"
    if ratio is None:
        return rows.absent(ratio_axis, _sign(answer, pairing), f"{subject}: {verdict}")
    margin = answer.question.margin
    twin = answer.twin.comparison.ratio if answer.twin and answer.twin.comparison else None
    best = winner(pairing)
    row = rows.Forest(
        ratio,
        (1 / (1 + margin), 1 + margin),
        twin,
        view.place(best) if best else 0,
        proven=pairing.final.kind is not Kind.NOT_PROVEN,
    )
    return rows.forest(ratio_axis, row, f"{subject}: {figures.ratio(ratio)}, n={ratio.n}, {verdict}")


def _sign(answer: Answer, pairing: Pairing) -> str:
    """The mark of whoever has no figure."""
    for name in (pairing.a, pairing.b):
        own = own_of(answer, name)
        if own is not None and own.standing != "measured":
            return f"{absence_mark(own)}: {name}"
    return "no ratio"


def _amounts(view: View, answer: Answer, amounts: axis.Axis) -> Markup:
    shown = [(name, own) for name in view.roles.shown if (own := own_of(answer, name)) is not None]
    told = "; ".join(f"{name} {own_text(own, answer.question)}" for name, own in shown)
    marks = [
        (view.place(name), own.interval)
        for name, own in shown
        if own.interval is not None and own.interval.estimate > 0
    ]
    return rows.side_by_side(amounts, marks, f"{answer.question.id}, {place(answer.cell)}: {told}")
