"""Start one fresh process for one verb of one engine, in a room and an environment of its own."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, Protocol

from benchmarks.measure.environment import Room, clean_environment
from benchmarks.measure.outcome import Invocation, Meter, Outcome
from benchmarks.measure.plain_path import without_spaces
from benchmarks.measure.response import decoded
from shared.raised import one_line, printed_cause, printed_error, without_colour

PROBE = Path(__file__).with_name("probe.py")
REASON_CHARACTERS = 1000
"""Longer reasons lose their middle in one line; the raw file keeps what the process wrote last."""


class EngineLocation(Protocol):
    """What must be known of an engine to start a process with it."""

    @property
    def name(self) -> str:
        """The engine's name."""

    @property
    def target(self) -> str:
        """``module:attribute``."""

    @property
    def roots(self) -> tuple[Path, ...]:
        """What must be on the Python path."""

    @property
    def python(self) -> Path:
        """The interpreter to start."""

    @property
    def environment(self) -> str:
        """The id of an environment of its own, or empty."""


@dataclass(frozen=True)
class Description:
    """What an engine says of itself."""

    sdk: str
    lanes: Mapping[str, str]
    versions: Mapping[str, str]
    environment: Mapping[str, Mapping[str, str]]
    """By lane: the SDK's own variables, such as those that turn its caches off."""
    forms: Mapping[str, str] = field(default_factory=dict)
    """By name, empty for the first: what the SDK documents for the same pipelines."""
    requirements: tuple[str, ...] = ()
    """What an environment of its own must have, the SDK's distribution first."""


@dataclass(frozen=True)
class RunContext:
    """Where and how one process runs."""

    engine: EngineLocation
    sdk: str
    variables: Mapping[str, str]
    """The engine's own variables in this lane."""
    lane: str
    room: Room
    hash_seed: int
    timeout_s: float
    bytecode: Literal["warm", "cold"] = "warm"
    meter: Meter = "time"


@dataclass(frozen=True)
class ProbeResponse:
    """One process's answer."""

    outcome: Outcome
    response: dict[str, Any]
    fault: str = ""
    """Why the answer does not count although the process ended well; see ``response.py``."""

    @property
    def problem(self) -> str:
        """One line; empty if the process did what it was asked."""
        if not self.outcome.reason:
            return self.fault
        return one_line(self.whole_problem, REASON_CHARACTERS)

    @property
    def whole_problem(self) -> str:
        """The same with every line of what was raised; empty if the process did what it was asked."""
        if not self.outcome.reason:
            return self.fault
        if refused := self.response.get("refused"):
            return str(refused)
        phase = self.response.get("phase", "done")
        where = "" if phase == "done" else f" in {phase}"
        raised = self.response.get("raised_as") or printed_error(self.outcome.stderr_tail)
        raised = raised or _last_line(self.outcome.stderr_tail)
        told = f": {raised}" if raised else ""
        return f"{self.outcome.reason}{where}{told}{printed_cause(self.outcome.stdout_tail, raised)}"


@dataclass(frozen=True)
class ProbeRunner:
    """Starts processes; the way to run one, and the caller's environment, come in from outside."""

    run: Callable[[Invocation], Outcome]
    caller: Mapping[str, str]
    package_cache: Path
    """pip's cache, shared by all samples: a developer's is warm too."""

    def ask(self, place: RunContext, verb: str, request: Mapping[str, Any]) -> ProbeResponse:
        """Start the probe on one verb and read its answer."""
        full = {
            "verb": verb,
            "engine": place.engine.target,
            "sdk": place.sdk,
            "lane": place.lane,
            "meter": place.meter,
            "directory": str(place.room.work),
            "response": str(place.room.root / f"{verb}-response.json"),
            **request,
        }
        request_file = place.room.root / f"{verb}-request.json"
        response_file = Path(full["response"])
        request_file.write_text(json.dumps(full), encoding="utf-8")
        argv = (
            str(without_spaces(place.engine.python)),
            "-P",
            str(PROBE),
            str(request_file),
            str(response_file),
        )
        outcome = self.start(place, verb, argv, {})
        return ProbeResponse(outcome, *decoded(response_file, outcome, verb))

    def start(self, place: RunContext, name: str, argv: tuple[str, ...], extra: Mapping[str, str]) -> Outcome:
        """Run one command line in the place's room."""
        environment = clean_environment(
            place.room,
            interpreter=without_spaces(place.engine.python),
            caller=self.caller,
            hash_seed=place.hash_seed,
            bytecode=place.room.empty_bytecode if place.bytecode == "cold" else None,
            python_path=place.engine.roots,
            package_cache=self.package_cache,
            engine={**place.variables, **extra},
        )
        return self.run(
            Invocation(
                argv=argv,
                environment=environment,
                directory=place.room.work,
                logs=place.room.logs / name,
                timeout_s=place.timeout_s,
                meter=place.meter,
            )
        )


def _last_line(text: str) -> str:
    """What a process that raised nothing said last, such as the message of a killer."""
    lines = [line.strip() for line in without_colour(text).splitlines() if line.strip()]
    return lines[-1] if lines else ""
