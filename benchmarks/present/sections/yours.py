"""The section on: What about *my* pipeline, and on *my* cluster."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from benchmarks.analyse.signed_rank import critical_rank
from benchmarks.present import figures
from benchmarks.present.model import Forecast, Model, Setting, Wish, forecast, settings
from benchmarks.present.sections.section import DataTable, Item, Line, Section, plain
from benchmarks.present.sentences import Cited, Part, named, sentence
from benchmarks.present.terms import Term
from benchmarks.present.view import View

ASK = "What about my pipeline, and on my cluster?"
OUTSIDE = "outside the measured range"
UNMEASURED = "not measured here, so it counts for nothing"
EXAMPLES = (
    ("a quick check", Wish(steps=5, work_s=2, megabytes=0.1, width=1, runs_a_day=20)),
    ("a nightly training", Wish(steps=12, work_s=300, megabytes=20, width=4, runs_a_day=1)),
    ("a wide search", Wish(steps=6, work_s=60, megabytes=1, width=50, runs_a_day=2)),
)
"""Worked out beforehand, for a page without script."""


@dataclass(frozen=True)
class Calculator:
    """What the page's script needs to answer as :func:`benchmarks.present.model.forecast` does."""

    settings: tuple[Setting, ...]
    payload: dict[str, Any]
    start: Wish


def section(view: View) -> Section:
    """Three worked examples; the form beside them is drawn from :func:`calculator`."""
    found = settings(view)
    command = "fvk yours --help"
    if not found:
        need = sentence(
            "A forecast needs steps measured at two sizes or more. This command measures them: ",
            Cited("fvk run --workload chain", ("campaign",)),
            ".",
        )
        return Section("yours", ASK, (need,), command=command, measured=False)
    told = sentence(
        "From the lines fitted above: what each orchestrator adds to one run of a pipeline of your size. A "
        "cluster's own waiting, scheduling and image pulls come on top; they were not measured here."
    )
    return Section(
        "yours",
        ASK,
        (told,),
        tables=tuple(_examples(setting) for setting in found),
        command=command,
    )


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
    lines = [_example(setting, name, wish) for name, wish in EXAMPLES]
    return DataTable(
        (f"Three examples, {setting.title}, ", Cited(f"{setting.lane} lane", ("campaign",))),
        tuple(heads),
        tuple(lines),
    )


def _example(setting: Setting, name: str, wish: Wish) -> Line:
    work = figures.round_quantity(wish.work_s, "s")
    told = (
        f"{wish.steps:g} steps of {work}, {wish.megabytes:g} MB between two, "
        f"fan-out of {wish.width:g}, {wish.runs_a_day:g} runs a day"
    )
    found = [forecast(model, wish) for model in setting.models]
    items = [Item((f"{name}: ", Cited(told, ("example",)))), *(_added(one, wish) for one in found)]
    return Line(tuple(items), tuple(dict.fromkeys(cell for one in found for cell in one.source)))


def _added(found: Forecast, wish: Wish) -> Item:
    if found.added is None:
        return plain("? untested")
    text = forecast_text(found, wish)
    return Item((Cited("; ".join([text, *_remarks(found)]), found.source),))


def forecast_text(found: Forecast, wish: Wish) -> str:
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
