"""The closing summary as plain rows and sentences, the same for the terminal, Markdown and the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from benchmarks.analyse.comparison import Comparison
from benchmarks.analyse.results import Answer, Own, Pairing
from benchmarks.analyse.verdict import Kind
from benchmarks.present import figures
from benchmarks.present.headlines import headlines
from benchmarks.present.roles import Pair, Roles, comparison_of, own_of, pairing_of, roles_of
from benchmarks.present.safe_text import one_line, printable
from benchmarks.present.statements import comparative, size_text, unnoticeable, winner
from benchmarks.present.trust import Check, checks, warnings
from benchmarks.record.progress import Progress
from benchmarks.record.schema import Cell, Question

ABSENT = {
    "failed": "✕ failed",
    "mismatch": "✕ other outputs",
    "unsupported": "⊘ cannot",
    "untested": "? untested",
}
"""Failed, unsupported and untested are three different marks."""
MOST_CELLS = 200
"""In a summary that somebody is to read; a full campaign has fewer than a hundred."""
FAMILY = "* headline question: its verdict is corrected for the whole family (Holm)"


@dataclass(frozen=True)
class Row:
    """One question in one cell."""

    question: str
    ask: str
    own: tuple[str, ...]
    """One text a contender, in the order of :attr:`Section.contenders`."""
    difference: str
    ratio: str
    n: str
    verdict: str
    noise: str
    """What this cell calls a difference between a contender and itself."""


@dataclass(frozen=True)
class Section:
    """One cell: who took part, and a row for each question and pair of orchestrators."""

    title: str
    contenders: tuple[str, ...]
    pair: Pair | None
    """``(a, b)``: differences are b - a, ratios b / a. ``None`` where nobody can be compared."""
    rows: tuple[Row, ...]
    added: tuple[tuple[str, tuple[str, ...]], ...]
    """What each orchestrator adds to the baseline, by question."""
    adding: tuple[str, ...]
    """The orchestrators of :attr:`added`, in order."""
    remarks: tuple[str, ...]
    nothing: str = ""
    """Said in one line instead of all this where nobody has a figure."""


@dataclass(frozen=True)
class Summary:
    """Everything that the terminal and Markdown say, in their order."""

    headlines: tuple[str, ...]
    checks: tuple[Check, ...]
    warnings: tuple[str, ...]
    sections: tuple[Section, ...]
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


def sections(progress: Progress, answers: Sequence[Answer]) -> Iterator[Section]:
    """One section for each cell and pair of orchestrators, in the order of the plan."""
    roles = roles_of(progress.header)
    order = {cell.id: number for number, cell in enumerate(progress.header.cells)}
    ordered = sorted(answers, key=lambda answer: order[answer.cell.id])
    for _, group in groupby(ordered, key=lambda answer: answer.cell.id):
        of_cell = list(group)
        pairs: list[Pair | None] = [pair for pair in roles.pairs if pairing_of(of_cell[0], pair)]
        for pair in pairs or [None]:
            yield _section(progress, roles, of_cell, pair)


def verdict_text(pairing: Pairing, question: Question) -> str:
    """``kfp faster``, ``same``, ``not proven``, ``not comparable``; with a mark where nobody notices."""
    best = winner(pairing)
    if best is None:
        kinds = {Kind.SAME: "same", Kind.NOT_PROVEN: "not proven"}
        return kinds.get(pairing.final.kind, "not comparable")
    text = f"{best} {comparative(question)}"
    return f"{text}, not noticeable" if unnoticeable(pairing, question) else text


def cell_title(cell: Cell) -> str:
    """``session · chain n=10 · tuned lane``."""
    parts = [cell.probe, f"{cell.workload} {size_text(cell)}".strip(), f"{cell.lane} lane"]
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
    return ABSENT[own.standing]


def noise_text(answer: Answer) -> str:
    """The A/A interval of the cell, as a ratio."""
    return figures.ratio(answer.twin.comparison.ratio if answer.twin and answer.twin.comparison else None)


def _section(progress: Progress, roles: Roles, answers: list[Answer], pair: Pair | None) -> Section:
    cell = answers[0].cell
    contenders = tuple(name for name in roles.shown if name in cell.contenders)
    adding = tuple(name for name in contenders if name in roles.orchestrators)
    shown = roles.baseline in contenders and pair is not None and roles.baseline not in pair
    measured = [answer for answer in answers if _measured(answer, roles.baseline)] if shown else []
    remarks = tuple(_remarks(progress, answers, contenders))
    somebody = any(_measured(answer, name) for answer in answers for name in contenders)
    return Section(
        nothing="" if somebody else "; ".join(("nothing was measured", *remarks)),
        title=printable(cell_title(cell)),
        contenders=contenders,
        pair=pair,
        rows=tuple(_row(answer, contenders, pair) for answer in answers if _asked(answer, contenders)),
        added=tuple(_added(answer, str(roles.baseline), adding) for answer in measured),
        adding=adding,
        remarks=remarks,
    )


def _measured(answer: Answer, name: str | None) -> bool:
    own = own_of(answer, name) if name is not None else None
    return own is not None and own.standing == "measured"


def _asked(answer: Answer, contenders: tuple[str, ...]) -> bool:
    """A question that no contender of the cell can be asked has no row."""
    return any(own.standing != "unsupported" for own in answer.own if own.contender in contenders)


def _row(answer: Answer, contenders: tuple[str, ...], pair: Pair | None) -> Row:
    question = answer.question
    found = pairing_of(answer, pair) if pair else None
    comparison = found.comparison if found else None
    difference = (
        figures.estimate(comparison.difference, question, signed=True) if comparison else figures.NONE
    )
    return Row(
        question=question.id + ("*" if answer.headline else ""),
        ask=question.ask,
        own=tuple(_beside(own_text(own_of(answer, name), question), comparison) for name in contenders),
        difference=difference,
        ratio=figures.ratio(comparison.ratio) if comparison else figures.NONE,
        n=str(comparison.n) if comparison else figures.NONE,
        verdict=verdict_text(found, question) if found else figures.NONE,
        noise=noise_text(answer),
    )


def _beside(own: str, comparison: Comparison | None) -> str:
    """Without its n where the row says the same one."""
    return own.replace(f", n={comparison.n}", "") if comparison else own


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
