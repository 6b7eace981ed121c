"""The full table behind a chart: every answer, every contender, differences first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from benchmarks.analyse.results import Answer, Own, Pairing
from benchmarks.present import figures
from benchmarks.present.roles import Pair, comparison_of, own_of, pairing_of
from benchmarks.present.sections.section import DataTable, Item, SectionLine, cut, plain
from benchmarks.present.sentences import CAMPAIGN, Cited, Part, named
from benchmarks.present.statements import place
from benchmarks.present.summary import absence_mark, noise_text, own_text, verdict_text
from benchmarks.present.view import View
from benchmarks.safe_text import one_line, printable

MOST_VALUES = 40
"""Raw values of one contender in one row; the raw data has the rest."""


def answer_table(view: View, answers: Sequence[Answer], caption: str) -> DataTable:
    """One row a question and cell; a lone pair has a column for each figure, several have one column each."""
    pairs = view.roles.pairs
    heads: list[tuple[Part, ...]] = [("question",), ("measured",)]
    heads += [(named(name),) for name in view.roles.shown]
    added: list[tuple[Part, ...]] = [
        (named(name), " − ", named(str(view.roles.baseline))) for name in _adding(view)
    ]
    heads += [*added, *_pair_heads(pairs)] if len(pairs) == 1 else [*_pair_heads(pairs), *added]
    heads += [("noise floor (A/A)",), *([("smallest visible",)] if len(pairs) == 1 else []), ("blocks",)]
    shown, left_out = cut(answers, view.most_rows)
    lines = tuple(_line(view, answer) for answer in shown)
    return DataTable((caption,), tuple(heads), lines, left_out)


def raw_table(view: View, answers: Iterable[Answer]) -> DataTable:
    """The raw points that a section's charts draw."""
    told = [(answer, own) for answer in answers for own in answer.own if own.values]
    shown, left_out = cut(told, view.most_rows)
    lines = tuple(_raw_line(answer, own) for answer, own in shown)
    heads: tuple[tuple[Part, ...], ...] = (
        ("question",),
        ("measured",),
        ("contender",),
        ("values in the order of blocks",),
    )
    return DataTable(("Raw points, one fresh process each",), heads, lines, left_out)


def _raw_line(answer: Answer, own: Own) -> SectionLine:
    cell = (answer.cell.id,)
    items = (
        plain(Cited(answer.question.id, (CAMPAIGN,))),
        plain(Cited(place(answer.cell), cell)),
        plain(named(own.contender)),
        plain(_values(answer, own)),
    )
    return SectionLine(items, cell, keys_of(answer))


def keys_of(answer: Answer) -> tuple[str, ...]:
    """What the filters look at; a function of the plan alone, without its names."""
    return (f"lane:{answer.cell.lane}", f"start:{answer.cell.bytecode}", f"workload:{answer.cell.workload}")


def own_item(own: Own | None, answer: Answer) -> Item:
    """A contender's own figure, or the mark of its absence with the reason behind it."""
    if own is not None and own.standing == "measured":
        return plain(Cited(own_text(own, answer.question), (answer.cell.id,)), number=True)
    sign = absence_mark(own)
    reason = one_line(own.reason, 300) if own is not None else ""
    bad = own is not None and own.standing in ("failed", "mismatch")
    return Item((sign,), more=reason, tone="bad" if bad else "open")


def _adding(view: View) -> tuple[str, ...]:
    """Whose overhead has a column of its own, because no pair shows it."""
    return view.roles.orchestrators if len(view.roles.orchestrators) > 1 and view.roles.baseline else ()


def _added(view: View, answer: Answer, name: str) -> Item:
    comparison = comparison_of(answer, (str(view.roles.baseline), name))
    if comparison is None:
        return plain(figures.NONE, number=True)
    told = f"{figures.estimate(comparison.difference, answer.question, signed=True)}, n={comparison.n}"
    return plain(Cited(told, (answer.cell.id,)), number=True)


def _pair_heads(pairs: Sequence[Pair]) -> list[tuple[Part, ...]]:
    if len(pairs) == 1:
        a, b = pairs[0]
        return [(named(b), " − ", named(a)), (named(b), " / ", named(a)), ("n",), ("verdict",)]
    return [(named(b), " / ", named(a)) for a, b in pairs]


def _line(view: View, answer: Answer) -> SectionLine:
    cell = (answer.cell.id,)
    star = "*" if answer.headline else ""
    asked = Item((Cited(answer.question.id + star, (CAMPAIGN,)),), more=one_line(answer.question.note, 300))
    items = [asked, plain(Cited(place(answer.cell), cell))]
    items += [own_item(own_of(answer, name), answer) for name in view.roles.shown]
    added = [_added(view, answer, name) for name in _adding(view)]
    pairs = view.roles.pairs
    if len(pairs) == 1:
        items += [*added, *_compared(answer, pairing_of(answer, pairs[0]))]
    else:
        items += [*(_in_short(answer, pairing_of(answer, pair)) for pair in pairs), *added]
    items.append(plain(Cited(noise_text(answer), cell), number=True))
    items += [plain(Cited(_visible(answer, pairs[0]), cell), number=True)] if len(pairs) == 1 else []
    items.append(plain(Cited(f"{answer.blocks}, {one_line(answer.stopped, 40)}", cell)))
    return SectionLine(tuple(items), cell, keys_of(answer))


def _compared(answer: Answer, pairing: Pairing | None) -> list[Item]:
    cell = (answer.cell.id,)
    comparison = pairing.comparison if pairing else None
    if pairing is None or comparison is None:
        reason = one_line(pairing.final.reason, 300) if pairing else ""
        verdict = Item(("not comparable",), more=reason, tone="open")
        return [plain(figures.NONE), plain(figures.NONE), plain(figures.NONE), verdict]
    difference = figures.estimate(comparison.difference, answer.question, signed=True)
    verdict = Item(
        (Cited(verdict_text(pairing, answer.question), cell),), more=one_line(pairing.final.reason, 300)
    )
    return [
        plain(Cited(difference, cell), number=True),
        plain(Cited(figures.ratio(comparison.ratio), cell), number=True),
        plain(Cited(str(comparison.n), cell), number=True),
        verdict,
    ]


def _in_short(answer: Answer, pairing: Pairing | None) -> Item:
    """A pair in one cell: the ratio and the verdict; the difference and the reason on demand."""
    comparison = pairing.comparison if pairing else None
    if pairing is None or comparison is None:
        reason = one_line(pairing.final.reason, 300) if pairing else ""
        return Item(("not comparable",), more=reason, tone="open")
    verdict = verdict_text(pairing, answer.question)
    difference = figures.estimate(comparison.difference, answer.question, signed=True)
    ratio = difference if comparison.ratio is None else figures.ratio(comparison.ratio)
    more = [f"{pairing.b} − {pairing.a}: {difference}, n={comparison.n}", pairing.final.reason]
    told = Cited(f"{verdict}, {ratio}, n={comparison.n}", (answer.cell.id,))
    return Item((told,), more=printable("\n".join(line for line in more if line)), tone="pair")


def _visible(answer: Answer, pair: Pair) -> str:
    pairing = pairing_of(answer, pair)
    if pairing is None or pairing.comparison is None or pairing.comparison.smallest_difference is None:
        return figures.NONE
    return figures.quantity(pairing.comparison.smallest_difference, answer.question.unit)


def _values(answer: Answer, own: Own) -> Cited:
    unit = answer.question.unit
    largest = max((abs(value) for _, value in own.values), default=0.0)
    factor, name = figures.scale_of(unit, largest)
    told = " ".join(figures.digits(value * factor) for _, value in own.values[:MOST_VALUES])
    rest = len(own.values) - MOST_VALUES
    more = f" … and {rest} more in the raw data" if rest > 0 else ""
    return Cited(f"{told} {name}{more}", (answer.cell.id,))
