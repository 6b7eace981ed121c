"""The closing summary as plain rows and sentences, the same for the terminal, Markdown and the page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from benchmarks.analyse.results import Answer, Own, Pairing
from benchmarks.present import figures
from benchmarks.present.first_table import FirstTable, first_table
from benchmarks.present.headlines import headlines
from benchmarks.present.roles import Pair, Roles, comparison_of, own_of, pairing_of, roles_of
from benchmarks.present.statements import comparative, size_text, undecided, winner
from benchmarks.present.trust import TrustCheck, checks, warnings
from benchmarks.record.progress import Progress
from benchmarks.record.schema import Cell, Question
from benchmarks.safe_text import one_line, printable

ABSENT = {
    "failed": "✕ failed",
    "mismatch": "✕ other outputs",
    "unsupported": "⊘ cannot",
    "untested": "? untested",
}
"""Failed, unsupported and untested are three different marks."""
LEFT_OUT = "left out"
"""How the reason begins where the harness had no patience for more."""
MOST_CELLS = 200
"""In a summary that somebody is to read; a full campaign has fewer than a hundred."""
MOST_PAIRS_BESIDE = 3
"""Compared pairs that fit beside the figures of four contenders."""
MOST_PAIRS_BELOW = 6
"""Compared pairs that fit into a table of their own."""
FAMILY = "* headline question: its verdict is corrected for the whole family (Hochberg)"


@dataclass(frozen=True)
class Compared:
    """What one pair shows in one row."""

    difference: str
    ratio: str
    verdict: str
    n: str

    @property
    def short(self) -> str:
        """Ratio, or difference where there is none, and verdict on a line of its own."""
        figure = self.difference if self.ratio == figures.NONE else self.ratio
        return self.verdict if figure == figures.NONE else f"{figure},\n{self.verdict}"


@dataclass(frozen=True)
class Row:
    """One question in one cell."""

    question: str
    ask: str
    own: tuple[str, ...]
    """One text a contender, in the order of :attr:`Section.contenders`."""
    compared: tuple[Compared, ...]
    """One a pair, in the order of :attr:`Section.pairs`."""
    n: str
    """Of all pairs where it is the same one; empty where each pair tells its own."""
    noise: str
    """What this cell calls a difference between a contender and itself."""


@dataclass(frozen=True)
class SummarySection:
    """One cell: who took part, and a row for each question."""

    title: str
    contenders: tuple[str, ...]
    pairs: tuple[Pair, ...]
    """``(a, b)``: differences are b - a, ratios b / a. Empty where nobody can be compared."""
    rows: tuple[Row, ...]
    added: tuple[tuple[str, tuple[str, ...]], ...]
    """What each orchestrator adds to the baseline, by question."""
    adding: tuple[str, ...]
    """The orchestrators of :attr:`added`, in order."""
    remarks: tuple[str, ...]
    nothing: str = ""
    """Said in one line instead of all this where nobody has a figure."""


@dataclass(frozen=True)
class Grid:
    """A table as every form draws it: its heads, and rows of as many texts."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    words: frozenset[int]
    """The columns that hold words; figures stand to the right."""


@dataclass(frozen=True)
class Summary:
    """Everything that the terminal and Markdown say, in their order."""

    first: FirstTable
    headlines: tuple[str, ...]
    checks: tuple[TrustCheck, ...]
    warnings: tuple[str, ...]
    sections: tuple[SummarySection, ...]
    left_out: int
    """Cells that have no section here, because there are very many."""
    has_family: bool

    @property
    def omission(self) -> str:
        """That cells are left out, and where they are; empty for none."""
        return f"{self.left_out} more cells stand in the raw file alone." if self.left_out else ""


def summarise(progress: Progress, answers: Sequence[Answer]) -> Summary:
    """The campaign in words and rows."""
    roles = roles_of(progress.header)
    listed = _listed(answers)
    return Summary(
        first=first_table(progress, answers),
        headlines=tuple(printable(told.text) for told in headlines(roles, answers)),
        checks=checks(progress, answers),
        warnings=tuple(printable(told.text) for told in warnings(progress, roles, answers)),
        sections=tuple(sections(progress, [answer for answer in answers if answer.cell.id in listed])),
        left_out=len({answer.cell.id for answer in answers} - listed),
        has_family=any(answer.headline for answer in answers),
    )


def _listed(answers: Sequence[Answer]) -> set[str]:
    """The cells that get a section: those of headline questions, then the others in the order of the plan."""
    ordered = sorted(answers, key=lambda answer: not answer.headline)
    return set(list(dict.fromkeys(answer.cell.id for answer in ordered))[:MOST_CELLS])


def sections(progress: Progress, answers: Sequence[Answer]) -> Iterator[SummarySection]:
    """One section for each cell, in the order of the plan."""
    roles = roles_of(progress.header)
    order = {cell.id: number for number, cell in enumerate(progress.header.cells)}
    ordered = sorted(answers, key=lambda answer: order[answer.cell.id])
    for _, group in groupby(ordered, key=lambda answer: answer.cell.id):
        of_cell = list(group)
        pairs = tuple(pair for pair in roles.pairs if pairing_of(of_cell[0], pair))
        yield _section(progress, roles, of_cell, pairs)


def grids(section: SummarySection, asked: Callable[[Row], str], *, noise: bool = True) -> Iterator[Grid]:
    """The section's tables: figures and what is compared side by side, as long as that can be read.

    ``asked`` says what heads a row. Pairs beyond :data:`MOST_PAIRS_BESIDE` get tables of their own below.
    """
    pairs, rows = section.pairs, section.rows
    if not rows:
        return
    beside = len(pairs) if len(pairs) <= MOST_PAIRS_BESIDE else 0
    noises = ("noise (A/A)",) if noise and pairs else ()
    heads = ("question", *section.contenders, *_pair_heads(pairs[:beside]), *noises)
    yield Grid(
        heads,
        tuple(
            (asked(row), *row.own, *_pair_texts(row, slice(0, beside)), *((row.noise,) if noises else ()))
            for row in rows
        ),
        frozenset({0, heads.index("verdict")} if "verdict" in heads else {0}),
    )
    for first in range(beside, len(pairs), MOST_PAIRS_BELOW):
        part = slice(first, first + MOST_PAIRS_BELOW)
        below = tuple((asked(row), *_pair_texts(row, part)) for row in rows)
        yield Grid(("question", *_pair_heads(pairs[part], alone=False)), below, frozenset({0}))


def _pair_heads(pairs: Sequence[Pair], *, alone: bool = True) -> tuple[str, ...]:
    """One pair has a column for each figure; of several, each has one column."""
    if not pairs:
        return ()
    if len(pairs) == 1 and alone:
        a, b = pairs[0]
        return (f"{b} − {a}", f"{b} / {a}", "n", "verdict")
    return (*(f"{b} / {a}" for a, b in pairs), "n")


def _pair_texts(row: Row, part: slice) -> tuple[str, ...]:
    found = row.compared[part]
    if not found:
        return ()
    if len(row.compared) == 1:
        return (found[0].difference, found[0].ratio, row.n, found[0].verdict)
    return (*(one.short for one in found), row.n)


def absence_mark(own: Own | None) -> str:
    """Why there is no figure, in a word. *Cannot* is said of an SDK alone, not of what was left out."""
    if own is None:
        return ABSENT["untested"]
    if own.standing == "unsupported" and own.reason.startswith(LEFT_OUT):
        return f"◌ {LEFT_OUT}"
    return ABSENT[own.standing]


def verdict_text(pairing: Pairing, question: Question) -> str:
    """``kfp faster``, ``same``, ``too small to notice``, ``not proven``, ``not comparable``."""
    words = undecided(pairing, question)
    return words or f"{winner(pairing)} {comparative(question)}"


def cell_title(cell: Cell) -> str:
    """``session · chain n=10 · tuned lane``."""
    parts = [] if cell.target == "local" else [f"{cell.target} target"]
    parts += [cell.probe, f"{cell.workload} {size_text(cell)}".strip(), f"{cell.lane} lane"]
    parts += ["cold bytecode"] if cell.bytecode == "cold" else []
    parts += ["memory"] if cell.meter == "memory" else []
    return " · ".join(parts)


def own_text(own: Own | None, question: Question) -> str:
    """An estimate, or the mark of its absence."""
    if own is None:
        return ABSENT["untested"]
    if own.standing == "measured":
        failed = f" ({own.bad} failed)" if own.bad else ""
        return f"{figures.estimate(own.interval, question)}, n={len(own.values)}{failed}"
    return absence_mark(own)


def noise_text(answer: Answer) -> str:
    """The A/A interval of the cell, as a ratio."""
    return figures.ratio(answer.twin.comparison.ratio if answer.twin and answer.twin.comparison else None)


def _section(
    progress: Progress, roles: Roles, answers: list[Answer], pairs: tuple[Pair, ...]
) -> SummarySection:
    cell = answers[0].cell
    contenders = tuple(name for name in roles.shown if name in cell.contenders)
    adding = tuple(name for name in contenders if name in roles.orchestrators)
    shown = roles.baseline in contenders and any(roles.baseline not in pair for pair in pairs)
    measured = [answer for answer in answers if _measured(answer, roles.baseline)] if shown else []
    remarks = tuple(_remarks(progress, answers, contenders))
    somebody = any(_measured(answer, name) for answer in answers for name in contenders)
    return SummarySection(
        nothing="" if somebody else "; ".join(("nothing was measured", *remarks)),
        title=printable(cell_title(cell)),
        contenders=contenders,
        pairs=pairs,
        rows=tuple(_row(answer, contenders, pairs) for answer in answers if _asked(answer, contenders)),
        added=tuple(_added(answer, str(roles.baseline), adding) for answer in measured),
        adding=adding,
        remarks=remarks,
    )


def _measured(answer: Answer, name: str | None) -> bool:
    own = own_of(answer, name) if name is not None else None
    return own is not None and own.standing == "measured"


def _asked(answer: Answer, contenders: tuple[str, ...]) -> bool:
    """A question that no contender of the cell can be asked, or was asked, has no row."""
    shown = (own for own in answer.own if own.contender in contenders)
    return any(own.standing not in ("unsupported", "untested") for own in shown)


def _row(answer: Answer, contenders: tuple[str, ...], pairs: tuple[Pair, ...]) -> Row:
    question = answer.question
    compared = tuple(_compared(answer, pair) for pair in pairs)
    counts = {one.n for one in compared} - {figures.NONE}
    n = next(iter(counts), figures.NONE) if len(counts) <= 1 else ""
    if not n:
        compared = tuple(replace(one, verdict=f"{one.verdict}, n={one.n}") for one in compared)
    return Row(
        question=question.id + ("*" if answer.headline else ""),
        ask=question.ask,
        own=tuple(_beside(own_text(own_of(answer, name), question), n) for name in contenders),
        compared=compared,
        n=n,
        noise=noise_text(answer),
    )


def _compared(answer: Answer, pair: Pair) -> Compared:
    found, question = pairing_of(answer, pair), answer.question
    verdict = verdict_text(found, question) if found else figures.NONE
    comparison = found.comparison if found else None
    if comparison is None:
        return Compared(figures.NONE, figures.NONE, verdict, figures.NONE)
    difference = figures.estimate(comparison.difference, question, signed=True)
    return Compared(difference, figures.ratio(comparison.ratio), verdict, str(comparison.n))


def _beside(own: str, n: str) -> str:
    """Without its n where the row says the same one."""
    return re.sub(rf", n={n}\b", "", own) if n.isdigit() else own


def _added(answer: Answer, baseline: str, adding: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    texts = []
    for name in adding:
        comparison = comparison_of(answer, (baseline, name))
        if comparison is None:
            texts.append(figures.NONE)
        else:
            shown = figures.estimate(comparison.difference, answer.question, signed=True)
            texts.append(f"{shown}, n={comparison.n}")
    return answer.question.id, tuple(texts)


def _remarks(progress: Progress, answers: list[Answer], contenders: tuple[str, ...]) -> Iterator[str]:
    """What a reader of this cell must know beside its figures."""
    cell = answers[0].cell
    stop = progress.stops.get(cell.id)
    blocks = f"{answers[0].blocks} block{'' if answers[0].blocks == 1 else 's'}"
    yield f"{blocks}, ended: {one_line(stop.reason, 120) if stop else 'unfinished'}"
    flagged = [block for block in progress.counted_blocks(cell.id) if block.flags]
    if flagged:
        flag = one_line(flagged[-1].flags[0], 120)
        yield f"{len(flagged)} of {answers[0].blocks} blocks count though disturbed ({flag})"
    told = set()
    for answer in answers:
        for own in answer.own:
            silent = own.contender not in contenders or own.standing == "untested"
            if own.reason and not silent and (own.contender, own.reason) not in told:
                told.add((own.contender, own.reason))
                yield f"{own.contender}, {answer.question.id}: {one_line(own.reason, 200)}"
