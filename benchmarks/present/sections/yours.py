"""The section on: What about *my* pipeline, and on *my* cluster."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from benchmarks.analyse.signed_rank import critical_rank
from benchmarks.present import figures
from benchmarks.present.cost_model import CostQuestion, Forecast, Model, Setting, forecast, settings
from benchmarks.present.cost_terms import Term
from benchmarks.present.sections.observed import ObservedRow, flat, matrix, pivot, title, words
from benchmarks.present.sections.section import DataTable, Item, Section, SectionLine, plain
from benchmarks.present.sentences import CAMPAIGN, Cited, Part, Sentence, named, sentence
from benchmarks.present.view import View
from benchmarks.record.schema import Brought, Table
from benchmarks.safe_text import one_line

ASK = "What about my pipeline, and on my cluster?"
OUTSIDE = "outside the measured range"
UNMEASURED = "not measured here, so it counts for nothing"
_EXPLANATION = (
    "From the lines fitted above: what each orchestrator adds to one run of a pipeline of your size. A local "
    "run stays on one machine and tells of a laptop; a cluster starts a pod for each step, of which the "
    "pods' commands tell where they were measured. A cluster's own waiting, scheduling and image pulls come "
    "on top; they were not measured here."
)
EXAMPLES = (
    ("a quick check", CostQuestion(steps=5, work_s=2, megabytes=0.1, width=1, runs_a_day=20)),
    ("a nightly training", CostQuestion(steps=12, work_s=300, megabytes=20, width=4, runs_a_day=1)),
    ("a wide search", CostQuestion(steps=6, work_s=60, megabytes=1, width=50, runs_a_day=2)),
)
"""Worked out beforehand, for a page without script."""


@dataclass(frozen=True)
class Calculator:
    """What the page's script needs to answer as :func:`benchmarks.present.cost_model.forecast` does."""

    settings: tuple[Setting, ...]
    payload: dict[str, Any]
    start: CostQuestion


def section(view: View) -> Section:
    """What was brought, and worked examples; the form beside them is drawn from :func:`calculator`."""
    found = settings(view)
    own = view.header.yours
    tables = tuple(
        told for table in view.progress.tables if is_about_yours(table) for told in _shown(view, table)
    )
    answer = tuple(_brought(one) for one in own.pipelines) if own else ()
    if found:
        answer += (sentence(_EXPLANATION),)
        tables += tuple(_examples(setting) for setting in found)
    elif not own:
        cited = Cited("fvk run --workload chain", (CAMPAIGN,))
        need = "A forecast needs steps measured at two sizes or more. This command measures them: "
        answer += (sentence(need, cited, "."),)
    command = shlex.join(view.header.command) if own else "fvk yours --help"
    return Section("yours", ASK, answer, tables=tables, command=command, measured=bool(found or own))


def is_about_yours(table: Table) -> bool:
    """Whether a table tells about a pipeline that somebody brought."""
    return "your" in table.name and bool(table.rows)


def _brought(one: Brought) -> Sentence:
    parts: list[Part] = [
        named(one.contender),
        " runs ",
        Cited(one_line(f"{one.name} of {one.file}", 160), (CAMPAIGN,)),
    ]
    for phase, reason in one.refused.items():
        parts += ["; ", Cited(one_line(f"{phase}: {reason}", 160), (CAMPAIGN,))]
    return Sentence((*parts, "."), "added", one.contender)


def _shown(view: View, table: Table) -> Iterator[DataTable]:
    """One row a fact, one column a side, where it is told by side."""
    pivoted = pivot(view, table)
    if pivoted is None or not all("value" in row for row in table.rows):
        yield flat(view, table)
        return
    source = pivoted.source

    def lead(row: ObservedRow) -> Item:
        return plain(Cited(title(row, pivoted.case_field), source))

    def item(row: ObservedRow) -> Item:
        return plain(Cited(one_line(words(row["value"]), 300), source))

    yield matrix(view, pivoted, one_line(table.name, 80), pivoted.case_field, item, lead)


def calculator(view: View) -> Calculator | None:
    """The models as plain numbers; ``None`` without any."""
    found = settings(view)
    if not found:
        return None
    return Calculator(
        found, {"settings": [_setting_json(view, setting) for setting in found]}, EXAMPLES[0][1]
    )


def _setting_json(view: View, setting: Setting) -> dict[str, Any]:
    return {
        "key": setting.key,
        "title": f"{setting.title}, {setting.lane} lane",
        "models": [_model_json(view, model) for model in setting.models],
    }


def _model_json(view: View, model: Model) -> dict[str, Any]:
    terms = {"steps": model.steps, "megabytes": model.payload, "width": model.width}
    largest = max(len(term.blocks) for term in terms.values() if term is not None)
    return {
        "name": model.contender,
        "place": view.place(model.contender),
        "terms": {name: _term_json(term) for name, term in terms.items() if term is not None},
        "ranks": [critical_rank(count, 0.95) for count in range(largest + 1)],
        "cells": list(dict.fromkeys(cell for term in terms.values() if term for cell in term.source)),
    }


def _term_json(term: Term) -> dict[str, Any]:
    blocks = {str(block): [_short(fixed), _short(slope)] for block, (fixed, slope) in term.blocks.items()}
    return {"blocks": blocks, "low": _short(term.low), "high": _short(term.high)}


def _short(value: float) -> float:
    """Six significant digits: more than any interval is worth, and half the bytes."""
    return float(f"{value:.6g}")


def _examples(setting: Setting) -> DataTable:
    heads: list[tuple[Part, ...]] = [("pipeline",)]
    heads += [(named(model.contender), " adds to a run") for model in setting.models]
    heads += [("beyond what was measured",)]
    lines = tuple(_example(setting, name, wish) for name, wish in EXAMPLES)
    lane = Cited(f"{setting.lane} lane", (CAMPAIGN,))
    return DataTable((f"Three examples, {setting.title}, ", lane), tuple(heads), lines)


def _example(setting: Setting, name: str, wish: CostQuestion) -> SectionLine:
    work = figures.round_quantity(wish.work_s, "s")
    told = (
        f"{wish.steps:g} steps of {work}, {wish.megabytes:g} MB between two, "
        f"fan-out of {wish.width:g}, {wish.runs_a_day:g} runs a day"
    )
    found = [forecast(model, wish) for model in setting.models]
    remarks = "; ".join(dict.fromkeys(remark for one in found for remark in _remarks(one)))
    sources = tuple(dict.fromkeys(cell for one in found for cell in one.source))
    items = [Item((f"{name}: ", Cited(told, ("example",)))), *(_added(one, wish) for one in found)]
    return SectionLine((*items, plain(remarks or "nothing")), sources)


def _added(found: Forecast, wish: CostQuestion) -> Item:
    return plain(Cited(forecast_text(found, wish), found.source)) if found.added else plain("? untested")


def forecast_text(found: Forecast, wish: CostQuestion) -> str:
    """``1.20 s [1.10, 1.30] a run, n=10, 2.0 % of the work, 24 s a day``."""
    added = found.added
    if added is None:
        return figures.NONE
    work = (wish.steps + wish.width - 1) * wish.work_s
    share = f", {figures.digits(100 * added.estimate / work)} % of the work" if work > 0 else ""
    a_day = figures.long_time(added.estimate * wish.runs_a_day)
    return f"{figures.long_interval(added)} a run, n={added.n}{share}, {a_day} a day"


def _remarks(found: Forecast) -> Iterator[str]:
    for name in found.outside:
        yield f"{name}: {OUTSIDE}"
    for name in found.unmeasured:
        yield f"{name}: {UNMEASURED}"
