"""A first look at every pipeline that was brought: what it is, and what of it can be measured."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from benchmarks.measure.probe_process import REASON_CHARACTERS, ProbeResponse
from benchmarks.measure.sampler import ProcessSampler
from benchmarks.plan.engines import EngineReference
from benchmarks.yours.advice import with_advice
from benchmarks.yours.agreement import Seen
from benchmarks.yours.match_inputs import inputs_of, misfit
from benchmarks.yours.sides import PipelineSide, WantedPipelines
from shared.contract import Interface, Port
from shared.raised import one_line, printed_cause

PHASES = ("compile", "run", "steps")
"""What is tried, after loading."""
TRIED_LANE = "tuned"


@dataclass(frozen=True)
class Entrant:
    """One pipeline with one engine, under the name that the campaign knows it by."""

    name: str
    engine: EngineReference
    side: PipelineSide


@dataclass(frozen=True)
class Looked:
    """One entrant after a first look."""

    entrant: Entrant
    inputs: Mapping[str, Any]
    interface: Interface | None
    """``None`` where it could not even be loaded."""
    refused: Mapping[str, str]
    """Phase to the reason why it cannot be measured, in one line; ``load`` for all of them."""
    seen: Seen
    whole: Mapping[str, str] = field(default_factory=dict)
    """The reasons with every line."""
    remarks: Mapping[str, str] = field(default_factory=dict)
    """By phase that works, what its measurement leaves out."""
    lane: str = TRIED_LANE
    """The lane that it was tried in."""
    taken_s: Mapping[str, float] = field(default_factory=dict)
    """Seconds of each phase, and of what comes before them as ``start``."""


@dataclass(frozen=True)
class SurveyReply:
    """What one process said of a pipeline."""

    interface: Interface | None
    refused: Mapping[str, str]
    whole: Mapping[str, str]


@dataclass(frozen=True)
class Surveyor:
    """Looks at pipelines in fresh processes, one contender after the other."""

    sampler: ProcessSampler
    timeout_s: float
    say: Callable[[str], None]
    lane: str = TRIED_LANE
    caller: Mapping[str, str] = field(default_factory=dict)
    """The environment that the command was started in."""
    _told: dict[str, SurveyReply] = field(default_factory=dict)

    def describe(self, entrant: Entrant) -> SurveyReply:
        """What a pipeline takes and gives, and why not if it cannot be loaded; nothing is run."""
        if entrant.name not in self._told:
            self._told[entrant.name] = self._read(entrant, self._ask(entrant, {}, ()))
        return self._told[entrant.name]

    def look(self, entrant: Entrant, wanted: WantedPipelines) -> Looked:
        """Do every phase once."""
        told = self.describe(entrant)
        if told.interface is None:
            return Looked(
                entrant, {}, None, told.refused, Seen(entrant.name, (), {}), told.whole, lane=self.lane
            )
        interface = told.interface
        known = interface.takes if not interface.untold else None
        inputs = inputs_of(entrant.side, wanted.inputs, known)
        problem = misfit(inputs, known)
        phases = ("compile",) if problem else PHASES
        self.say(f"trying {entrant.name}: {entrant.side.file.name}, {', '.join(phases)}")
        asked = self._ask(entrant, inputs, phases)
        tried = self._read(entrant, asked)
        refused, whole = dict(tried.refused), dict(tried.whole)
        if problem:
            refused |= dict.fromkeys(("run", "steps"), problem)
        runs = tuple(asked.response.get("runs", ())) if "run" not in refused else ()
        others = _others(interface, runs, asked.response.get("others", {})) if runs else {}
        remarks = {**interface.remarks, **asked.response.get("remarks", {})}
        seen = Seen(entrant.name, runs, others)
        taken_s = _seconds(asked)
        return Looked(entrant, inputs, interface, refused, seen, whole, remarks, self.lane, taken_s)

    def _ask(self, entrant: Entrant, inputs: Mapping[str, Any], phases: Sequence[str]) -> ProbeResponse:
        side = entrant.side
        theirs = {"file": str(side.file.absolute()), "name": side.name, "inputs": dict(inputs)}
        return self.sampler.look(entrant.engine.name, theirs, phases, self.lane, self.timeout_s)

    def _read(self, entrant: Entrant, asked: ProbeResponse) -> SurveyReply:
        """Reasons by phase; a process that died takes the phase it was in, and those after it, with it."""
        engine = entrant.side.engine
        whole = {
            phase: f"{reason}{printed_cause(asked.outcome.stdout_tail, reason)}"
            if asked.response.get("raised", {}).get(phase)
            else reason
            for phase, reason in asked.response.get("unsupported", {}).items()
        }
        if asked.problem:
            reached = asked.response.get("phase", "load")
            begun = PHASES.index(reached) if reached in PHASES else None
            ended = PHASES[begun:] if begun is not None else ("load",)
            whole |= dict.fromkeys(ended, asked.whole_problem)
        refused = {
            phase: with_advice(one_line(reason, REASON_CHARACTERS), engine, self.caller)
            for phase, reason in whole.items()
        }
        return SurveyReply(_interface(asked), refused, whole)


def _others(
    interface: Interface, runs: Sequence[Mapping[str, Any]], told: Mapping[str, str]
) -> dict[str, str]:
    """Outputs that are no data: those the run told of, and those it declares and gave as artifacts."""
    if len(interface.gives) == 1 and runs[0]:
        return dict(told)  # a single record is given as its fields
    declared = {port.name: f"a {port.type} artifact" for port in interface.gives if port.name not in runs[0]}
    return {**declared, **told}


def _seconds(asked: ProbeResponse) -> dict[str, float]:
    """What each phase took; what is left of the process is its start, with the SDK's import."""
    taken: dict[str, float] = dict(asked.response.get("taken_s", {}))
    runs = max(1, len(asked.response.get("runs", ())))
    start_s = (asked.outcome.wall_ns or 0) / 1e9 - sum(taken.values())
    if "run" in taken:
        taken["run"] /= runs
    return {**taken, "start": max(0.0, start_s)}


def _interface(asked: ProbeResponse) -> Interface | None:
    told = asked.response.get("interface")
    if told is None:
        return None
    takes, gives = (tuple(Port(**port) for port in told[part]) for part in ("takes", "gives"))
    return Interface(
        takes,
        gives,
        told["steps"],
        tuple(told["needs"]),
        tuple(told["unseen"]),
        told["remarks"],
        told["untold"],
    )
