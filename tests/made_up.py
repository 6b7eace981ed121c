"""Campaigns that nobody measured: every time follows a known law, so that what must be said is known."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any

from benchmarks.plan.schedule import order_of, size_label, twin_of
from benchmarks.record.schema import (
    SCHEMA,
    Block,
    Cell,
    Contender,
    Dropped,
    End,
    Header,
    Line,
    Question,
    Reference,
    Sample,
    Stop,
    Table,
)

Law = Callable[[str, Mapping[str, Any]], "Outcome"]
"""From a contender's engine and the size to what happens."""


@dataclass(frozen=True)
class Outcome:
    """What one sample gives, before noise: seconds by phase, bytes by name, or why there are none."""

    seconds: Mapping[str, float] = field(default_factory=dict)
    amounts: Mapping[str, float] = field(default_factory=dict)
    status: str = "ok"
    reason: str = ""
    unsupported: Mapping[str, str] = field(default_factory=dict)
    signal: str | None = None
    timed_out: bool = False


@dataclass(frozen=True)
class Plan:
    """One cell and the law it follows."""

    probe: str
    workload: str
    law: Law
    size: Mapping[str, Any] = field(default_factory=dict)
    lane: str = "tuned"
    bytecode: str = "warm"
    meter: str = "time"
    steps: int = 1
    blocks: int = 10
    twin: bool = True

    @property
    def id(self) -> str:
        parts = [self.probe, self.workload, size_label(self.size), self.lane]
        parts += [self.bytecode] if self.bytecode != "warm" else []
        parts += [self.meter] if self.meter != "time" else []
        return "/".join(part for part in parts if part)


def question(name: str, metric: str, **others: Any) -> Question:
    """A question of the session probe in seconds, unless said otherwise."""
    given: dict[str, Any] = {"probe": "session", "unit": "s", "margin": 0.05, "noticeable": 0.010, **others}
    given.setdefault("ask", f"How long does {name} take?")
    return Question(id=name, metric=metric, **given)


def campaign(
    plans: list[Plan],
    questions: list[Question],
    *,
    names: tuple[str, ...] = ("plain", "alpha", "beta"),
    seed: int = 7,
    spread: float = 0.01,
    tables: tuple[Table, ...] = (),
    engines: Mapping[str, str] | None = None,
) -> Iterator[Line]:
    """Every line of a finished campaign; ``engines`` says whose law a name follows, its own by default."""
    engines = dict(engines or {})
    contenders = [
        Contender(
            name,
            engines.get(name, name),
            baseline=name == "plain",
            versions={name: f"{number}.2.0"},
            lanes={"tuned": f"the fastest settings of {name}", "default": "as it comes"},
        )
        for number, name in enumerate(names)
    ]
    twin = twin_of(contenders[1])
    cells = [_cell(plan, [one.name for one in contenders] + [twin.name] * plan.twin, seed) for plan in plans]
    yield Header(
        schema=SCHEMA,
        profile="standard",
        seed=seed,
        started_at="2026-01-02T03:04:05Z",
        command=["fvk", "run", "--profile", "standard"],
        budget_s=3600.0,
        contenders=[*contenders, twin],
        questions=questions,
        questions_sha256="0" * 64,
        changed=[],
        cells=cells,
        fingerprint=FINGERPRINT,
    )
    yield from tables
    random, clock = Random(seed), 0.0
    for cell, plan in zip(cells, plans, strict=True):
        yield Reference(cell.workload, cell.size, {"output": 1})
        dropped: set[str] = set()
        for block in range(plan.blocks):
            drift = 1 + 0.02 * random.random()
            for position, name in enumerate(cell.order[block]):
                if name in dropped:
                    continue
                law = engines.get(name.removesuffix("~twin"), name.removesuffix("~twin"))
                outcome = plan.law(law, plan.size)
                # The same noise for whoever follows the law, so that exchanged names mirror each other.
                noise = Random(f"{seed}/{cell.id}/{block}/{law}/{name.endswith('~twin')}")
                clock += sum(outcome.seconds.values()) + 0.5
                yield _sample(cell, block, position, name, outcome, drift, noise, spread, clock)
                if outcome.status == "unsupported" or (outcome.status == "failed" and block):
                    dropped.add(name)
                    yield Dropped(cell.id, name, block, outcome.reason)
            flags = ["others: other processes used 21.0% of the cores' time"] if block == 3 else []
            yield Block(cell.id, block, 0, flags, counts=True, noise={"elapsed_ns": 10**9, "cores": 2})
        yield Stop(cell.id, plan.blocks, "precise")
    yield End("2026-01-02T04:04:05Z", clock)


def _cell(plan: Plan, names: list[str], seed: int) -> Cell:
    return Cell(
        id=plan.id,
        probe=plan.probe,
        workload=plan.workload,
        size=dict(plan.size),
        lane=plan.lane,
        bytecode=plan.bytecode,  # type: ignore[arg-type]
        meter=plan.meter,  # type: ignore[arg-type]
        contenders=names,
        minimum_blocks=plan.blocks,
        maximum_blocks=plan.blocks,
        timeout_s=600.0,
        steps=plan.steps,
        order=[order_of(seed, plan.id, block, 0, names) for block in range(plan.blocks)],
    )


def _sample(
    cell: Cell,
    block: int,
    position: int,
    name: str,
    outcome: Outcome,
    drift: float,
    noise: Random,
    spread: float,
    clock: float,
) -> Sample:
    times = {
        f"{phase}.wall_ns": float(round(seconds * drift * noise.gauss(1, spread) * 1e9))
        for phase, seconds in outcome.seconds.items()
    }
    return Sample(
        cell=cell.id,
        block=block,
        attempt=0,
        position=position,
        contender=name,
        status=outcome.status,  # type: ignore[arg-type]
        at_s=round(clock, 3),
        metrics=times | dict(outcome.amounts),
        reason=outcome.reason,
        unsupported=dict(outcome.unsupported),
        exit_status=None if outcome.signal else 1 if outcome.status == "failed" else 0,
        signal=outcome.signal,
        timed_out=outcome.timed_out,
        stderr_tail="Traceback (most recent call last)\n  …" if outcome.status == "failed" else "",
    )


FINGERPRINT: dict[str, Any] = {
    "machine": {
        "architecture": "x86_64",
        "system": "Debian GNU/Linux 12",
        "kernel": "6.1.0",
        "cpu_model": "Made-up 9000",
        "cores": 2,
        "memory_bytes": 8_000_000_000,
        "virtualisation": ["container"],
    },
    "python": {"version": "3.11.7", "implementation": "CPython"},
    "packages": {"alpha": "1.2.0", "beta": "2.2.0"},
    "packages_sha256": "ab" * 32,
    "project": {"commit": "c0ffee" * 6 + "c0ff", "dirty": False},
}
