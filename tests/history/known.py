"""Histories made up as plain data, whose truth is known."""

from __future__ import annotations

from random import Random
from typing import Any

from benchmarks.history import authoring
from benchmarks.history.versions import TABLE, Version, rows
from benchmarks.plan.schedule import twin_of
from benchmarks.record.progress import Progress
from benchmarks.record.schema import Block, Contender, Table
from tests.campaigns import PLAIN, cell, header, sample

CELL = "session/toy/tuned"
MISSING = Version("9", problem="does not install: there is no tinysdk==9")


def version(number: str) -> Version:
    return Version(number, f"toy@{number}", f"{number}.0", f"e{number}")


def known(
    seconds: dict[str, float],
    *,
    blocks: int = 10,
    spread: float = 0.002,
    twin_spread: float | None = None,
    twin: bool = True,
    failing: tuple[str, ...] = (),
    tables: tuple[Table, ...] = (),
    seed: int = 0,
) -> Progress:
    """A finished history over versions that truly take ``seconds``; those ``failing`` never run."""
    random = Random(seed)
    versions = [version(number) for number in seconds]
    contenders = [Contender(one.contender, one.contender, environment=one.environment) for one in versions]
    taking_part = (PLAIN, *contenders, *([twin_of(contenders[-1])] if twin else []))
    names = tuple(one.name for one in taking_part)
    progress = Progress(header(cell(contenders=names, maximum=blocks), contenders=taking_part))
    progress.take(Table(TABLE, rows([*versions, MISSING])))
    for table in tables:
        progress.take(table)
    for block in range(blocks):
        for one in taking_part:
            number = one.engine.partition("@")[2]
            wide = twin_spread if one.twin_of and twin_spread else spread
            taken = seconds.get(number, 1.0) * random.gauss(1, wide)
            bad: dict[str, Any] = {"status": "failed", "reason": "exit 1 in import: ImportError: no"}
            progress.take(sample(one.name, block, taken, **(bad if number in failing else {})))
        progress.take(Block(CELL, block, 0, [], counts=True))
    return progress


def told(part: str, number: str, **results: str) -> Table:
    rows = [
        {"case": case, "title": case, "result": text.replace("_", " "), "why": ""}
        for case, text in results.items()
    ]
    return Table(authoring.name_of(part, version(number)), rows)
