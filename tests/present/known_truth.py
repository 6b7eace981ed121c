"""One campaign of which everything is known: 20 ms apart, equal, out of memory, unsupported, not proven."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec.structs import replace

from benchmarks.record.schema import Line, Sample
from tests.made_up import Outcome, Plan, campaign, question

SLOWER_BY_S = 0.020
QUESTIONS = [
    question("run", "run.wall_ns", ask="How long does a run take?", headline="session/toy/tuned"),
    question(
        "build",
        "build.wall_ns",
        ask="How long does a build take?",
        noticeable=None,
        headline="session/toy/tuned",
    ),
    question("start", "start.wall_ns", ask="How long does a start take?", headline="session/toy/tuned"),
    question(
        "load",
        "load.wall_ns",
        ask="How long does a load take?",
        noticeable=None,
        headline="session/toy/tuned",
    ),
    question(
        "command",
        "process.wall_ns",
        probe="command:run",
        ask="How long does a command take?",
        noticeable=None,
    ),
]
OUT_OF_MEMORY = "killed by the kernel for want of memory"
NO_COMMAND = "there is no such command"
_WILD = (1.0, 1.9, 0.6, 1.4, 0.8, 1.2, 0.7, 1.7, 0.9, 1.1)


def _toy(engine: str, size: Mapping[str, Any]) -> Outcome:
    """Alpha runs 20 ms faster, beta starts twice as fast, both build alike, loading is anybody's guess."""
    slower = SLOWER_BY_S if engine == "beta" else 0.0
    start = {"plain": 0.01, "alpha": 0.4, "beta": 0.2}[engine]
    run = 0.05 if engine == "plain" else 0.1 + slower
    return Outcome({"run": run, "build": 0.3, "start": start, "load": 0.1})


def _large(engine: str, size: Mapping[str, Any]) -> Outcome:
    if engine == "beta":
        return Outcome(status="failed", reason=OUT_OF_MEMORY, signal="SIGKILL")
    return Outcome({"run": 5.0, "build": 9.0, "start": 0.4, "load": 0.1})


def _command(engine: str, size: Mapping[str, Any]) -> Outcome:
    if engine == "alpha":
        return Outcome(status="unsupported", reason=NO_COMMAND)
    return Outcome({"process": 1.0})


PLANS = [
    Plan("session", "toy", _toy),
    Plan("session", "large", _large),
    Plan("command:run", "toy", _command, twin=False),
]


def known_truth(laws: tuple[str, str] = ("alpha", "beta")) -> Iterator[Line]:
    """Every line; ``laws`` says whose law each name follows, so that exchanging them exchanges the data."""
    names = ("alpha", "beta")
    engines = dict(zip(names, laws, strict=True))
    lines = campaign(PLANS, QUESTIONS, names=("plain", *names), spread=0.002, engines=engines)
    return (_wilder(line, engines) for line in lines)


def _wilder(line: Line, engines: Mapping[str, str]) -> Line:
    """Loading differs from block to block by more than anything else, for alpha's law alone."""
    if not isinstance(line, Sample) or line.cell != "session/toy/tuned":
        return line
    if engines.get(line.contender.removesuffix("~twin")) != "alpha":
        return line
    wild = line.metrics["load.wall_ns"] * _WILD[line.block]
    return replace(line, metrics={**line.metrics, "load.wall_ns": wild})
