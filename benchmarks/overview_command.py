"""``fvk list``: what there is to measure, and what is not to be had."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from benchmarks.measure.sampler import ProcessSampler
from benchmarks.plan import engines, profiles, questions
from benchmarks.plan.schedule import size_label
from benchmarks.start import CACHE, make_sampler
from shared import workloads


def show_list(console: Console) -> int:
    """Print engines, workloads, questions and which of their combinations there are."""
    found = engines.discover()
    sampler = make_sampler(CACHE / f"describing-{os.getpid()}", found, 0, time.monotonic, None)
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
