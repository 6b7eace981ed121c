"""A first look at every pipeline that was brought: what it is, and what of it can be measured."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from benchmarks.measure.probe_process import Asked, printed_cause, without_colour
from benchmarks.measure.sampler import ProcessSampler
from benchmarks.plan.engines import EngineReference
from benchmarks.yours.agreement import Seen
from benchmarks.yours.match_inputs import inputs_of, misfit
from benchmarks.yours.sides import Side, Wanted
from shared.contract import Interface, Port

PHASES = ("compile", "run", "steps")
"""What is tried, after loading."""
TRIED_LANE = "tuned"
_REASON_CHARACTERS = 400

_HINTS = (
    (
        re.compile(r"No matching distribution found for (\S+)"),
        "the default lane installs it; or build `fvk env add {engine} --with {found}` and add --engine",
    ),
    (
        re.compile(r"KeyError: '([A-Z][A-Z0-9_]*)'|Env Var:([A-Z0-9_]+)"),
        "samples see no variable of yours; let it through with --variable {found}",
    ),
    (
        re.compile(r"No module named '(\w+)'"),
        "install it here, or build `fvk env add {engine} --with {found}` and add --engine",
    ),
)
"""What a reason looks like, and what to try."""


@dataclass(frozen=True)
class Entrant:
    """One pipeline with one engine, under the name that the campaign knows it by."""

    name: str
    engine: EngineReference
    side: Side


@dataclass(frozen=True)
class Looked:
    """One entrant after a first look."""

    entrant: Entrant
    inputs: Mapping[str, Any]
    interface: Interface | None
    """``None`` where it could not even be loaded."""
    refused: Mapping[str, str]
    """Phase to the reason why it cannot be measured; ``load`` for all of them."""
    seen: Seen


@dataclass(frozen=True)
class Surveyor:
    """Looks at pipelines in fresh processes, one contender after the other."""

    sampler: ProcessSampler
    timeout_s: float
    say: Callable[[str], None]
    _interfaces: dict[str, tuple[Interface | None, dict[str, str]]] = field(default_factory=dict)

    def describe(self, entrant: Entrant) -> tuple[Interface | None, dict[str, str]]:
        """What a pipeline takes and gives, and why not if it cannot be loaded; nothing is run."""
        if entrant.name not in self._interfaces:
            asked = self._ask(entrant, {}, ())
            self._interfaces[entrant.name] = (_interface(asked), self._refused(entrant, asked))
        return self._interfaces[entrant.name]

    def look(self, entrant: Entrant, wanted: Wanted) -> Looked:
        """Try every phase once."""
        interface, refused = self.describe(entrant)
        if interface is None:
            return Looked(entrant, {}, None, refused, Seen(entrant.name, (), {}))
        inputs = inputs_of(entrant.side, wanted.inputs, interface.takes)
        problem = misfit(inputs, interface.takes)
        phases = ("compile",) if problem else PHASES
        self.say(f"trying {entrant.name}: {entrant.side.file.name}, {', '.join(phases)}")
        asked = self._ask(entrant, inputs, phases)
        refused = self._refused(entrant, asked)
        if problem:
            refused |= dict.fromkeys(("run", "steps"), problem)
        runs = tuple(asked.response.get("runs", ())) if "run" not in refused else ()
        others = _others(interface, runs, asked.response.get("others", {})) if runs else {}
        return Looked(entrant, inputs, interface, refused, Seen(entrant.name, runs, others))

    def _ask(self, entrant: Entrant, inputs: Mapping[str, Any], phases: Sequence[str]) -> Asked:
        side = entrant.side
        theirs = {"file": str(side.file.absolute()), "name": side.name, "inputs": dict(inputs)}
        return self.sampler.look(entrant.engine.name, theirs, phases, TRIED_LANE, self.timeout_s)

    def _refused(self, entrant: Entrant, asked: Asked) -> dict[str, str]:
        """Reasons by phase; a process that died takes the phase it was in, and those after it, with it."""
        engine = entrant.side.engine
        told = {
            phase: f"{reason}{printed_cause(asked.outcome.stdout_tail, reason)}"
            if asked.response.get("raised", {}).get(phase)
            else reason
            for phase, reason in asked.response.get("unsupported", {}).items()
        }
        if asked.problem:
            reached = asked.response.get("phase", "load")
            begun = PHASES.index(reached) if reached in PHASES else None
            ended = PHASES[begun:] if begun is not None else ("load",)
            told |= dict.fromkeys(ended, asked.problem)
        return {phase: _with_hint(_one_line(reason), engine) for phase, reason in told.items()}


def _others(
    interface: Interface, runs: Sequence[Mapping[str, Any]], told: Mapping[str, str]
) -> dict[str, str]:
    """Outputs that are no data: those the run told of, and those it declares and gave as artifacts."""
    if len(interface.gives) == 1 and runs[0]:
        return dict(told)  # a single record is given as its fields
    declared = {port.name: f"a {port.type} artifact" for port in interface.gives if port.name not in runs[0]}
    return {**declared, **told}


def _interface(asked: Asked) -> Interface | None:
    told = asked.response.get("interface")
    if told is None:
        return None
    takes, gives = (tuple(Port(**port) for port in told[part]) for part in ("takes", "gives"))
    return Interface(takes, gives, told["steps"], tuple(told["needs"]))


def _one_line(reason: str) -> str:
    text = " ".join(without_colour(reason).split())
    return text if len(text) <= _REASON_CHARACTERS else text[: _REASON_CHARACTERS - 1] + "…"


def _with_hint(reason: str, engine: str) -> str:
    for pattern, hint in _HINTS:
        if found := pattern.search(reason):
            name = next(group for group in found.groups() if group)
            return f"{reason}. {hint.format(engine=engine, found=name)}"
    return reason
