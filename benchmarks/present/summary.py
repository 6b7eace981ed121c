"""The closing summary as plain rows, the same for the terminal and for Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from benchmarks.analyse.results import Answer, Own, Pairing
from benchmarks.analyse.verdict import Kind
from benchmarks.present import figures
from benchmarks.record.progress import Progress
from benchmarks.record.schema import Cell, Question

_ABSENT = {"failed": "✕ failed", "mismatch": "✕ other outputs", "unsupported": "n/a", "untested": "?"}
_COMPARATIVES = {"s": "faster", "B": "smaller", "1": "lower"}


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
    pair: tuple[str, str] | None
    """``(a, b)``: differences are b - a, ratios b / a. ``None`` with fewer than two orchestrators."""
    rows: tuple[Row, ...]
    added: tuple[tuple[str, tuple[str, ...]], ...]
    """What each orchestrator adds to the baseline, by question."""
    remarks: tuple[str, ...]


def sections(progress: Progress, answers: Sequence[Answer]) -> Iterator[Section]:
    """One section for each cell and pair of orchestrators, in the order of the plan."""
    ordered = sorted(answers, key=lambda answer: progress.header.cells.index(answer.cell))
    for _, group in groupby(ordered, key=lambda answer: answer.cell.id):
        of_cell = list(group)
        pairs: list[tuple[str, str] | None] = [*_pairs(of_cell[0])]
        for pair in pairs or [None]:
            yield _section(progress, of_cell, pair)


def verdict_text(pairing: Pairing, question: Question) -> str:
    """``kfp faster``, ``same``, ``not proven``, ``not comparable``; with a mark where nobody notices."""
    verdict = pairing.final
    match verdict.kind:
        case Kind.A_FASTER | Kind.B_FASTER:
            winner = pairing.a if verdict.kind is Kind.A_FASTER else pairing.b
            text = f"{winner} {comparative(question)}"
        case Kind.SAME:
            text = "same"
        case Kind.NOT_PROVEN:
            text = "not proven"
        case Kind.NOT_COMPARABLE:
            text = "not comparable"
    return f"{text}, not noticeable" if unnoticeable(pairing, question) else text


def comparative(question: Question) -> str:
    """What the better side of a question is called."""
    return "higher" if question.better == "higher" else _COMPARATIVES[question.unit]


def unnoticeable(pairing: Pairing, question: Question) -> bool:
    """Whether a proven difference is smaller than a person notices."""
    proven = pairing.final.kind in (Kind.A_FASTER, Kind.B_FASTER)
    if not proven or question.noticeable is None or pairing.comparison is None:
        return False
    return abs(pairing.comparison.difference.estimate) < question.noticeable


def cell_title(cell: Cell) -> str:
    """``session · chain n=10 · tuned lane``."""
    size = " ".join(f"{name}={value}" for name, value in cell.size.items())
    parts = [cell.probe, f"{cell.workload} {size}".strip(), f"{cell.lane} lane"]
    parts += ["cold bytecode"] if cell.bytecode == "cold" else []
    parts += ["memory"] if cell.meter == "memory" else []
    return " · ".join(parts)


def _pairs(answer: Answer) -> list[tuple[str, str]]:
    baseline = answer.own[0].contender
    return [(pairing.a, pairing.b) for pairing in answer.pairings if baseline not in (pairing.a, pairing.b)]


def _section(progress: Progress, answers: list[Answer], pair: tuple[str, str] | None) -> Section:
    cell = answers[0].cell
    twins = {contender.name for contender in progress.header.contenders if contender.twin_of}
    contenders = tuple(name for name in cell.contenders if name not in twins)
    return Section(
        title=cell_title(cell),
        contenders=contenders,
        pair=pair,
        rows=tuple(_row(answer, contenders, pair) for answer in answers if _asked(answer, contenders)),
        added=tuple(_added(answer, contenders) for answer in answers if answer.own[0].standing == "measured"),
        remarks=tuple(_remarks(progress, answers, contenders)),
    )


def _asked(answer: Answer, contenders: tuple[str, ...]) -> bool:
    """A question that no contender of the cell can be asked has no row."""
    return any(answer.own_of(name).standing != "unsupported" for name in contenders)


def _row(answer: Answer, contenders: tuple[str, ...], pair: tuple[str, str] | None) -> Row:
    question = answer.question
    found = next((p for p in answer.pairings if (p.a, p.b) == pair), None)
    comparison = found.comparison if found else None
    return Row(
        question=question.id + ("*" if answer.headline else ""),
        ask=question.ask,
        own=tuple(_own(answer.own_of(name), question) for name in contenders),
        difference=figures.estimate(comparison.difference, question, signed=True)
        if comparison
        else figures.NONE,
        ratio=figures.ratio(comparison.ratio) if comparison else figures.NONE,
        n=str(comparison.n) if comparison else figures.NONE,
        verdict=verdict_text(found, question) if found else figures.NONE,
        noise=figures.ratio(answer.twin.comparison.ratio if answer.twin and answer.twin.comparison else None),
    )


def _own(own: Own, question: Question) -> str:
    """An estimate, or the mark of its absence: failed, unsupported and untested are three things."""
    if own.standing == "measured":
        return figures.estimate(own.interval, question) + (f" ({own.bad} failed)" if own.bad else "")
    return _ABSENT[own.standing]


def _added(answer: Answer, contenders: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    baseline = contenders[0]
    texts = []
    for name in contenders[1:]:
        pairing = next((p for p in answer.pairings if (p.a, p.b) == (baseline, name)), None)
        comparison = pairing.comparison if pairing else None
        shown = (
            figures.estimate(comparison.difference, answer.question, signed=True)
            if comparison
            else figures.NONE
        )
        texts.append(f"{shown}, n={comparison.n}" if comparison else shown)
    return answer.question.id, tuple(texts)


def _remarks(progress: Progress, answers: list[Answer], contenders: tuple[str, ...]) -> Iterator[str]:
    """What a reader of this cell must know beside its figures."""
    cell = answers[0].cell
    stop = progress.stops.get(cell.id)
    yield f"{answers[0].blocks} blocks, ended: {stop.reason if stop else 'unfinished'}"
    flagged = [block for block in progress.counted_blocks(cell.id) if block.flags]
    if flagged:
        yield f"{len(flagged)} of {answers[0].blocks} blocks count though disturbed ({flagged[-1].flags[0]})"
    told = set()
    for answer in answers:
        for name in contenders:
            own = answer.own_of(name)
            if own.reason and own.standing != "untested" and (name, own.reason) not in told:
                told.add((name, own.reason))
                yield f"{name}, {answer.question.id}: {own.reason}"
