"""The campaign's answers for scripts: ``results.json`` and ``results.csv``.

docs/results-schema.md says what each column holds.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from math import isfinite

from benchmarks.analyse.interval import Interval
from benchmarks.analyse.results import Answer, Own, Pairing
from benchmarks.present.first_table import first_table
from benchmarks.present.roles import Pair, own_of, pairing_of, roles_of
from benchmarks.present.statements import size_text, winner
from benchmarks.present.summary import verdict_text
from benchmarks.record.progress import Progress
from benchmarks.safe_text import printable

FORMULA = ("=", "+", "-", "@", "\t")
SCHEMA = 1
"""Raised when a column changes its meaning or goes."""


@dataclass(frozen=True)
class ResultRow:
    """One figure of one cell: a contender's own value, or the difference or ratio of two."""

    kind: str
    """``value``, ``difference`` (contender - against) or ``ratio`` (contender / against)."""
    question: str
    unit: str
    """``s``, ``B`` or ``1``; of a ratio always ``1``."""
    cell: str
    target: str
    probe: str
    workload: str
    size: str
    lane: str
    bytecode: str
    contender: str
    against: str
    version: str
    estimate: float | None
    low: float | None
    high: float | None
    blocks: int
    standing: str
    """``measured``, ``failed``, ``mismatch``, ``unsupported`` or ``untested``; empty for two contenders."""
    verdict: str
    winner: str
    reason: str
    headline: bool


def result_rows(progress: Progress, answers: Sequence[Answer]) -> Iterator[ResultRow]:
    """Every figure that the other forms may show, in their order and with their verdict words."""
    roles = roles_of(progress.header)
    versions = {
        one.name: next(iter(f"{name} {number}" for name, number in one.versions.items()), "")
        for one in progress.header.contenders
    }
    for answer in answers:
        for name in roles.shown:
            own = own_of(answer, name)
            if own is not None:
                yield _value(answer, own, versions.get(name, ""))
        for pair in roles.pairs:
            pairing = pairing_of(answer, pair)
            if pairing is not None:
                yield from _compared(answer, pair, pairing, versions.get(pair[1], ""))


def as_json(progress: Progress, answers: Sequence[Answer]) -> str:
    """``results.json``: the campaign, the first screen's table, and every row."""
    header = progress.header
    told = first_table(progress, answers)
    whole = {
        "schema": SCHEMA,
        "campaign": {
            "started_at": header.started_at,
            "profile": header.profile,
            "seed": header.seed,
            "command": [printable(word) for word in header.command],
            "contenders": {one.name: dict(one.versions) for one in header.contenders},
            "complete": progress.end is not None and progress.end.complete,
        },
        "first_table": {
            "heads": list(told.heads),
            "rows": [list(told.texts(row)) for row in told.rows],
            "choose": list(told.choose),
            "notes": list(told.notes()),
        },
        "results": [asdict(row) for row in result_rows(progress, answers)],
    }
    return json.dumps(whole, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def as_csv(progress: Progress, answers: Sequence[Answer]) -> str:
    """``results.csv``: the same rows, one a line, under the names of their columns."""
    text = io.StringIO()
    names = [field.name for field in fields(ResultRow)]
    table = csv.DictWriter(text, names, lineterminator="\n")
    table.writeheader()
    for row in result_rows(progress, answers):
        table.writerow({name: _inert(value) for name, value in asdict(row).items()})
    return text.getvalue()


def _value(answer: Answer, own: Own, version: str) -> ResultRow:
    interval = own.interval if own.standing == "measured" else None
    return _row(
        answer,
        "value",
        interval,
        contender=own.contender,
        version=version,
        blocks=len(own.values),
        standing=own.standing,
        reason=own.reason,
    )


def _compared(answer: Answer, pair: Pair, pairing: Pairing, version: str) -> Iterator[ResultRow]:
    a, b = pair
    verdict, best = verdict_text(pairing, answer.question), winner(pairing) or ""
    comparison = pairing.comparison
    ratio = comparison.ratio if comparison else None
    found = {"difference": comparison.difference if comparison else None, "ratio": ratio}
    for kind, interval in found.items():
        if interval is None and kind == "ratio":
            continue
        yield _row(
            answer,
            kind,
            interval,
            contender=b,
            against=a,
            version=version,
            blocks=comparison.n if comparison else 0,
            verdict=verdict,
            winner=best,
            reason=pairing.final.reason,
        )


def _row(
    answer: Answer,
    kind: str,
    interval: Interval | None,
    *,
    contender: str,
    version: str,
    blocks: int,
    against: str = "",
    standing: str = "",
    verdict: str = "",
    winner: str = "",
    reason: str = "",
) -> ResultRow:
    cell, question = answer.cell, answer.question
    return ResultRow(
        kind=kind,
        question=question.id,
        unit="1" if kind == "ratio" else question.unit,
        cell=cell.id,
        target=cell.target,
        probe=cell.probe,
        workload=cell.workload,
        size=size_text(cell),
        lane=cell.lane,
        bytecode=cell.bytecode,
        contender=contender,
        against=against,
        version=printable(version),
        estimate=_number(interval.estimate if interval else None),
        low=_number(interval.low if interval else None),
        high=_number(interval.high if interval else None),
        blocks=blocks,
        standing=standing,
        verdict=verdict,
        winner=winner,
        reason=printable(reason),
        headline=answer.headline,
    )


def _inert(value: object) -> object:
    """Text that no spreadsheet takes for a formula: a quote comes before it."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def _number(value: float | None) -> float | None:
    """The value; ``None`` for what JSON has no number for."""
    return value if value is not None and isfinite(value) else None
