"""``fvk list`` and ``fvk plan``: what there is to measure, and what a campaign would do."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path
from statistics import median

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from benchmarks.errors import RawFileError
from benchmarks.measure.sampler import ProcessSampler
from benchmarks.plan import engines, profiles, questions
from benchmarks.plan.schedule import size_label
from benchmarks.present.live import duration
from benchmarks.record.journal import FILE_NAME, read
from benchmarks.record.progress import replay
from benchmarks.record.schema import Block, Cell, Header
from benchmarks.start import CACHE, Options, draw, make_sampler
from shared import workloads

RESULTS = Path("results")


def show_list(console: Console) -> int:
    """Print engines, workloads, questions and which of their combinations there are."""
    found = engines.discover()
    sampler = make_sampler(CACHE / "describing", found, 0, time.monotonic, None)
    console.print(_engine_table(sampler))
    console.print(_question_table())
    refused = {name: sampler.try_out(name) for name in found}
    console.print(_workload_table(refused))
    console.print("✓ loads at its smallest size; steps and command lines that are not to be had:")
    for line in _refusals(refused):
        console.print(f"  · {escape(line)}", highlight=False)
    return 0


def _engine_table(sampler: ProcessSampler) -> Table:
    table = Table("engine", "versions", "lane", "settings", title="engines", title_justify="left")
    for name in sampler.engines:
        told = sampler.describe(name)
        versions = ", ".join(f"{package} {version}" for package, version in told.versions.items())
        for number, (lane, text) in enumerate(told.lanes.items()):
            first = (name, versions) if number == 0 else ("", "")
            table.add_row(*map(escape, (*first, lane, text)))
    return table


def _question_table() -> Table:
    table = Table("question", "asks", "probe", "margin", "headline", title="questions", title_justify="left")
    for question in questions.load():
        table.add_row(question.id, question.ask, question.probe, f"±{question.margin:.0%}", question.headline)
    return table


def _workload_table(refused: Mapping[str, Mapping[str, Mapping[str, str]]]) -> Table:
    heads = ("workload", "what it is", *profiles.PROFILES, *refused)
    table = Table(*heads, title="workloads", title_justify="left")
    for name in workloads.names():
        workload = workloads.find(name)
        sizes = (_sizes(workload.sizes.get(profile, ())) for profile in profiles.PROFILES)
        marks = (_mark(told.get(name, {})) for told in refused.values())
        table.add_row(name, escape(workload.title), *sizes, *marks)
    return table


def _sizes(sizes: tuple[Mapping[str, int | float | str], ...]) -> str:
    if not sizes:
        return "–"
    first, last = size_label(sizes[0]) or "one size", size_label(sizes[-1])
    return first if len(sizes) == 1 else f"{first} … {last} ({len(sizes)})"


def _mark(refused: Mapping[str, str]) -> str:
    return "n/a" if "session" in refused else "✓"


def _refusals(refused: Mapping[str, Mapping[str, Mapping[str, str]]]) -> list[str]:
    """One line for each engine, verb and reason, with all workloads it holds for."""
    by_reason: dict[tuple[str, str, str], list[str]] = {}
    for engine, told in refused.items():
        for workload, verbs in told.items():
            for verb, reason in verbs.items():
                by_reason.setdefault((engine, verb, reason), []).append(workload)
    return [
        f"{engine}, {verb}: {reason} ({', '.join(names)})"
        for (engine, verb, reason), names in by_reason.items()
    ]


def show_plan(options: Options, console: Console) -> int:
    """Print the schedule that ``fvk run`` would write, and how long it would take here."""
    header = draw(options, lambda text: console.print(escape(text), highlight=False))
    paces = _paces(RESULTS)
    table = Table("cell", "contenders", "blocks", "a block", "in all", "first block's order")
    known_s, unknown = 0.0, 0
    for cell in header.cells:
        pace_s = paces.get(cell.id)
        total_s = None if pace_s is None else pace_s * cell.minimum_blocks
        known_s, unknown = known_s + (total_s or 0.0), unknown + (total_s is None)
        table.add_row(*map(escape, _row(cell, pace_s, total_s)))
    console.print(table)
    console.print(_estimate(header, known_s, unknown), highlight=False, soft_wrap=True)
    return 0


def _row(cell: Cell, pace_s: float | None, total_s: float | None) -> tuple[str, ...]:
    blocks = f"{cell.minimum_blocks}–{cell.maximum_blocks}"
    pace = "?" if pace_s is None else duration(pace_s)
    total = "?" if total_s is None else duration(total_s)
    return (cell.id, str(len(cell.contenders)), blocks, pace, total, " ".join(cell.order[0]))


def _estimate(header: Header, known_s: float, unknown: int) -> str:
    told = f"seed {header.seed}; budget {duration(header.budget_s)}, after which cells stop at their minimum"
    if known_s:
        told += f"; at the pace of earlier campaigns here the minimum takes {duration(known_s)}"
    if unknown:
        told += (
            f"; {unknown} of {len(header.cells)} cells were never measured here, so their time is not known"
        )
    return told


def _paces(results: Path) -> dict[str, float]:
    """Median seconds of a block, by cell, from the campaigns in ``results``, newer ones first."""
    paces: dict[str, float] = {}
    for file in sorted(results.glob(f"*/{FILE_NAME}"), key=lambda file: file.stat().st_mtime, reverse=True):
        try:
            progress = replay(read(file))
        except RawFileError:
            continue
        for cell, blocks in progress.blocks.items():
            if taken := _seconds(blocks):
                paces.setdefault(cell, median(taken))
    return paces


def _seconds(blocks: list[Block]) -> list[float]:
    return [block.noise["elapsed_ns"] / 1e9 for block in blocks if "elapsed_ns" in block.noise]
