"""What each orchestrator adds to a pipeline that nobody measured, from lines fitted to those that were.

Every term is fitted block by block (a line through the sizes of one block), the terms are added up within
each block, and the interval is taken over the blocks' sums, as everywhere else: whatever a block did to all
its samples stays together.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import log10

from benchmarks.analyse.interval import Interval
from benchmarks.analyse.signed_rank import location
from benchmarks.present.cost_terms import Term, added_by, term_of
from benchmarks.present.view import Family, View

BREAK_EVEN = 0.1
"""Overhead as a share of the work, from which on it counts as eating a step: a judgement."""


@dataclass(frozen=True)
class Model:
    """One contender in one setting."""

    contender: str
    steps: Term
    payload: Term | None
    """Over megabytes between two steps; only the slope is used."""
    width: Term | None
    """Over the width of a fan-out; only the slope is used."""


@dataclass(frozen=True)
class Setting:
    """Where a pipeline runs: a local run, or the pods' own commands."""

    key: str
    title: str
    lane: str
    models: tuple[Model, ...]
    payload_title: str
    width_title: str


@dataclass(frozen=True)
class CostQuestion:
    """A pipeline that somebody has."""

    steps: float
    work_s: float
    megabytes: float
    width: float
    runs_a_day: float


@dataclass(frozen=True)
class Forecast:
    """What a contender adds to one run of it, in seconds."""

    contender: str
    added: Interval | None
    outside: tuple[str, ...]
    """Which inputs lie outside the measured range."""
    unmeasured: tuple[str, ...]
    """Which inputs no workload of this campaign measured, so that they count for nothing here."""
    source: tuple[str, ...]


def settings(view: View) -> tuple[Setting, ...]:
    """The settings for which this campaign has a model of any contender."""
    return tuple(_settings(view))


def forecast(model: Model, wish: CostQuestion) -> Forecast:
    """Add the terms up within each block."""
    terms = _terms(model, wish)
    blocks = set.intersection(*(set(term.blocks) for term, _, _ in terms))
    sums = [
        sum(_value(term, block, size, fixed=fixed) for term, size, fixed in terms) for block in sorted(blocks)
    ]
    asked = [(name, term, size) for name, term, size in _asked(model, wish) if size > _neutral(name)]
    outside = [name for name, term, size in asked if term is not None and not term.within(size)]
    missing = [name for name, term, _ in asked if term is None]
    sources = tuple(dict.fromkeys(cell for term, _, _ in terms for cell in term.source))
    return Forecast(
        model.contender, location(sums) if sums else None, tuple(outside), tuple(missing), sources
    )


def overhead_of_a_step(model: Model) -> Interval:
    """Seconds that one more step adds."""
    return model.steps.per_unit()


def break_even(overhead: Interval) -> Interval:
    """How long a step must work for the overhead to stay at :data:`BREAK_EVEN` of it."""
    low = None if overhead.low is None else overhead.low / BREAK_EVEN
    high = None if overhead.high is None else overhead.high / BREAK_EVEN
    return Interval(overhead.estimate / BREAK_EVEN, low, high, overhead.n, overhead.confidence)


def _settings(view: View) -> Iterator[Setting]:
    baseline = view.roles.baseline
    if baseline is None:
        return
    for key, metric, title in (
        ("local", "run.wall_ns", "a local run"),
        ("pods", "steps.wall_ns", "the pods' own commands, one after the other"),
    ):
        chain = _foremost(view, metric, ("chain",))
        if chain is None:
            continue
        payload = _foremost(view, metric, ("payload",), chain.cell.lane)
        width = _foremost(view, metric, ("fan_out", "map"), chain.cell.lane)
        models = tuple(_models(view, baseline, chain, payload, width))
        if models:
            yield Setting(
                key,
                title,
                chain.cell.lane,
                models,
                payload.title if payload else "",
                width.title if width else "",
            )


def _foremost(view: View, metric: str, workloads: tuple[str, ...], lane: str = "") -> Family | None:
    """The warm family with the widest range of sizes; a tuned lane before a default one."""
    found = [
        family
        for family in view.families
        if family.question.metric == metric
        and family.cell.workload in workloads
        and family.cell.bytecode == "warm"
        and (not lane or family.cell.lane == lane)
        and family.grows
        and family.answers[0][0] > 0
    ]
    return max(found, key=lambda family: (family.cell.lane == "tuned", _span(family)), default=None)


def _span(family: Family) -> float:
    return log10(family.answers[-1][0] / family.answers[0][0])


def _models(
    view: View, baseline: str, chain: Family, payload: Family | None, width: Family | None
) -> Iterator[Model]:
    for name in view.roles.orchestrators:
        steps = term_of(added_by(chain, baseline, name), chain.source)
        if steps is None:
            continue
        by_bytes = added_by(payload, baseline, name) if payload else {}
        by_megabyte = {size / 1e6: values for size, values in by_bytes.items()}
        yield Model(
            name,
            steps,
            term_of(by_megabyte, payload.source) if payload else None,
            term_of(added_by(width, baseline, name), width.source) if width else None,
        )


def _terms(model: Model, wish: CostQuestion) -> list[tuple[Term, float, bool]]:
    """(term, size, whether its fixed part counts)."""
    terms = [(model.steps, wish.steps, True)]
    if model.payload is not None:
        terms.append((model.payload, wish.megabytes * max(0.0, wish.steps - 1), False))
    if model.width is not None:
        terms.append((model.width, wish.width - 1, False))
    return terms


def _value(term: Term, block: int, size: float, *, fixed: bool) -> float:
    at_zero, slope = term.blocks[block]
    return (at_zero if fixed else 0.0) + slope * size


def _asked(model: Model, wish: CostQuestion) -> tuple[tuple[str, Term | None, float], ...]:
    return (
        ("steps", model.steps, wish.steps),
        ("megabytes", model.payload, wish.megabytes),
        ("width", model.width, wish.width),
    )


def _neutral(name: str) -> float:
    """Up to here an input asks for nothing beyond the steps themselves."""
    return 1.0 if name == "width" else 0.0
