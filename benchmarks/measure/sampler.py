"""Turns a place in the schedule into one sample: a room, a process, a line of the raw file."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, Any, Protocol

from benchmarks.errors import EngineError, MachineError
from benchmarks.measure.environment import Room, passed_through
from benchmarks.measure.hide_secrets import Secrets
from benchmarks.measure.machine_trouble import no_room, trouble
from benchmarks.measure.outcome import Outcome
from benchmarks.measure.probe_process import (
    Description,
    EngineLocation,
    ProbeResponse,
    ProbeRunner,
    RunContext,
)
from benchmarks.measure.redact_paths import asked_without_places, places_of, without_places
from benchmarks.measure.remove_tree import remove_tree
from benchmarks.record.schema import Cell, Contender, Reference, Sample, Status

DESCRIBE_TIMEOUT_S = 120.0

Mismatch = Callable[[str, Mapping[str, Any], Mapping[str, Any]], str | None]
"""(workload, expected, actual) to one line that names what differs, or ``None``."""


class Runtime(Protocol):
    """What runs the work of a cell that does not run as bare processes here."""

    def lacking(self, engine: str) -> str:
        """Why an engine takes no part there, or empty."""

    def variables(self, engine: str) -> Mapping[str, str]:
        """What the measuring process gets to see beside the usual."""

    def request(self, engine: str, room: Room, variables: Mapping[str, str]) -> Mapping[str, Any]:
        """What the probe is told; ``variables`` are the engine's own."""

    def measures(self, probe: str) -> str:
        """``module:function`` for a probe that bare processes do not have; empty for one that they do."""

    def took(self, metrics: Mapping[str, float]) -> None:
        """Be told of a sample's figures."""

    def clean(self) -> None:
        """Remove what a sample may have left running there."""


@dataclass
class ProcessSampler:
    """Takes samples in fresh processes below ``work``; each sees only its own room."""

    work: Path
    asker: ProbeRunner
    engines: Mapping[str, EngineLocation]
    mismatch: Mismatch
    hash_seed: Callable[[Cell, int], int]
    clock: Callable[[], float]
    observed: Callable[[str], Sequence[str]] = lambda _: ()
    """Names of a workload's outputs that go to the raw file."""
    baseline: str = "plain"
    delay: Mapping[str, Any] | None = None
    """A positive control: ``{"contender": …, "phase": …, "ns": …}``."""
    theirs: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """By contender: the file, name and inputs of somebody's own pipeline, in the place of the workload."""
    variables: Mapping[str, str] = field(default_factory=dict)
    """Of the caller's environment, what such a pipeline gets to see beside the usual."""
    runtimes: Mapping[str, Runtime] = field(default_factory=dict)
    """By target, but for ``local``."""
    held: tuple[IO[bytes], ...] = ()
    """Locks on the contenders' environments, kept as long as samples are taken."""
    descriptions: dict[str, Description] = field(default_factory=dict)
    elsewhere: dict[str, Callable[[Cell, Contender, int, int, int], Sample]] = field(default_factory=dict)
    """By target: who takes the samples of cells that do not run in processes of this machine."""
    _references: dict[str, Mapping[str, Any]] = field(default_factory=dict)

    def describe(self, name: str) -> Description:
        """Ask an engine about itself; raises :class:`EngineError` if it cannot answer."""
        place = RunContext(
            self.engines[name], "", {}, "default", self._room("describe"), 0, DESCRIBE_TIMEOUT_S
        )
        asked = self.asker.ask(place, "describe", {})
        if asked.problem:
            raise EngineError(f"engine {name}: {asked.problem}")
        told = asked.response
        described = Description(
            told.get("sdk", ""),
            told["lanes"],
            told["versions"],
            told.get("environment", {}),
            told.get("forms", {}),
            tuple(told.get("requirements", ())),
        )
        self.descriptions[name] = described
        return described

    def try_out(self, name: str) -> dict[str, dict[str, str]]:
        """By workload, the verbs that an engine refuses, each with its reason."""
        room = self._room(f"try-{name}")
        variables = self.descriptions[name].environment.get("default", {})
        place = RunContext(self.engines[name], "", variables, "default", room, 0, DESCRIBE_TIMEOUT_S)
        asked = self.asker.ask(place, "try-out", {})
        if asked.problem:
            raise EngineError(f"engine {name}: {asked.problem}")
        told: dict[str, dict[str, str]] = asked.response["support"]
        return told

    def look(
        self, engine: str, theirs: Mapping[str, Any], phases: Sequence[str], lane: str, timeout_s: float
    ) -> ProbeResponse:
        """Try somebody's own pipeline once; see :class:`shared.first_look.FirstLook`."""
        description = self.descriptions[engine]
        lane = lane if lane in description.lanes else "default"
        variables = {**description.environment.get(lane, {}), **self.variables}
        room = self._room(f"look-{engine}")
        place = RunContext(self.engines[engine], description.sdk, variables, lane, room, 0, timeout_s)
        asked = self.asker.ask(place, "look", {"theirs": theirs, "phases": list(phases)})
        places = places_of(place.engine.python, place.engine.roots, room.root)
        return asked_without_places(Secrets(self.variables).hide_from(asked), places)

    def reference(self, cell: Cell) -> Reference:
        """What plain Python gives; raises :class:`EngineError` where even that fails."""
        place = replace(self._place(cell, self.baseline, 0, "reference"), meter="time", bytecode="warm")
        asked = self.asker.ask(place, "reference", {"workload": cell.workload, "size": cell.size})
        if asked.problem:
            raise EngineError(f"workload {cell.workload}: its plain reference failed ({asked.problem})")
        reference = Reference(cell.workload, dict(cell.size), asked.response["outputs"])
        self.expect(reference)
        return reference

    def expect(self, reference: Reference) -> None:
        """Compare the samples of this workload and size with ``reference`` from now on."""
        self._references[_key(reference.workload, reference.size)] = reference.outputs

    def expected(self, cell: Cell) -> Mapping[str, Any] | None:
        """What plain Python gave for a cell; ``None`` before it was asked."""
        return self._references.get(_key(cell.workload, cell.size))

    def take(self, cell: Cell, contender: Contender, block: int, attempt: int, position: int) -> Sample:
        """One sample; whatever went wrong in its process is told in it."""
        if cell.target in self.elsewhere:
            return self.elsewhere[cell.target](cell, contender, block, attempt, position)
        at_s = self.clock()
        if lacking := self._lacking(cell, contender.engine):
            return _refused(cell, contender, (block, attempt, position), at_s, lacking)
        self._refuse_without_room()
        place = self._place(cell, contender.engine, block, f"{block}-{attempt}-{position}")
        if cell.probe.startswith("command:") and cell.target == "local":
            asked = self._command(cell, place)
        else:
            asked = self.asker.ask(place, cell.probe, self._request(cell, contender, place))
        asked = Secrets(self.variables).hide_from(asked)
        if runtime := self.runtimes.get(cell.target):
            runtime.took(asked.response.get("metrics", {}))
            if asked.problem:
                runtime.clean()
        status, reason = self._judge(cell, asked)
        sample = Sample(
            cell=cell.id,
            block=block,
            attempt=attempt,
            position=position,
            contender=contender.name,
            status=status,
            at_s=round(at_s, 3),
            metrics={
                **(asked.response.get("metrics", {}) if not asked.fault else {}),
                **(_process_metrics(asked.outcome) if status == "ok" else {}),
            },
            reason=reason,
            observed=self._observed(cell, asked),
            notes=asked.response.get("notes", {}),
            unsupported=asked.response.get("unsupported", {}),
            exit_status=asked.outcome.exit_status,
            signal=asked.outcome.signal,
            timed_out=asked.outcome.timed_out,
            left_behind=asked.outcome.left_behind,
            stderr_tail=asked.outcome.stderr_tail if status == "failed" else "",
            hash_seed=place.hash_seed,
            environment=place.engine.environment,
            environment_names=sorted({*passed_through(self.asker.caller), *self.variables}),
        )
        remove_tree(place.room.root)
        if status == "failed":
            self._refuse_trouble(asked)
        engine = place.engine
        return without_places(sample, places_of(engine.python, engine.roots, place.room.root))

    def _refuse_without_room(self) -> None:
        """Begin no process where there is no room for it: its failure would be nobody's result."""
        self.work.mkdir(parents=True, exist_ok=True)
        if found := no_room(self.work):
            raise MachineError(f"{self.work.parent.name}: {found}")

    def _refuse_trouble(self, asked: ProbeResponse) -> None:
        """Keep no sample that failed for the machine's trouble: resuming takes it again."""
        told = (asked.problem, asked.outcome.stderr_tail, asked.outcome.stdout_tail)
        if found := trouble("\n".join(told), self.work):
            raise MachineError(f"{self.work.parent.name}: a sample is void, because {found}")

    def _lacking(self, cell: Cell, engine: str) -> str:
        """Why the engine takes no part in this cell, or empty: another lane is never put in its place."""
        lane, lanes = cell.lane, self.descriptions[engine].lanes
        if lane not in lanes:
            return f"{engine} has no lane {lane!r}; it has {', '.join(lanes) or 'none'}"
        if cell.target == "local":
            return ""
        runtime = self.runtimes.get(cell.target)
        return f"no {cell.target} can be used here" if runtime is None else runtime.lacking(engine)

    def _request(self, cell: Cell, contender: Contender, place: RunContext) -> dict[str, Any]:
        runtime = self.runtimes.get(cell.target)
        engine = contender.engine
        there = runtime.request(engine, place.room, place.variables) if runtime else {}
        delayed = self.delay is not None and self.delay.get("contender") == contender.name
        return {
            "workload": cell.workload,
            "size": cell.size,
            "phases": cell.phases,
            "rounds": cell.rounds,
            "patience_s": cell.patience_s,
            "delay": self.delay if delayed else None,
            "theirs": self.theirs.get(contender.twin_of or contender.name),
            "target": f"benchmarks.targets.{cell.target}:runner",
            "measure": runtime.measures(cell.probe) if runtime else "",
            cell.target: dict(there),
        }

    def _command(self, cell: Cell, place: RunContext) -> ProbeResponse:
        """Ask the engine for its command line, run that as a cold process, and read what it gave."""
        name = cell.probe.partition(":")[2]
        request = {"workload": cell.workload, "size": cell.size, "command": name}
        aside = replace(place, meter="time", bytecode="warm")
        prepared = self.asker.ask(aside, "prepare-command", request)
        told = prepared.response
        if prepared.problem or "argv" not in told:
            return prepared
        outcome = self.asker.start(place, name, tuple(told["argv"]), told.get("environment", {}))
        if outcome.reason or not told.get("tells_outputs"):
            return ProbeResponse(outcome, {})
        request["stdout"] = str(outcome.stdout)
        read = self.asker.ask(aside, "read-command-outputs", request)
        fault = f"its outputs could not be read: {read.problem}" if read.problem else ""
        return ProbeResponse(outcome, {**read.response, "metrics": {}}, fault)

    def _judge(self, cell: Cell, asked: ProbeResponse) -> tuple[Status, str]:
        """Whether the sample may be compared with others, and if not, why."""
        if asked.problem:
            return "failed", asked.problem
        unsupported = asked.response.get("unsupported", {})
        for phase in ("load", "steps", "command"):
            if phase in unsupported:
                return "unsupported", unsupported[phase]
        outputs = asked.response.get("outputs")
        expected = self._references.get(_key(cell.workload, cell.size))
        if outputs is not None and expected is not None:
            different = self.mismatch(cell.workload, expected, outputs)
            if different:
                return "mismatch", f"outputs differ from plain Python: {different}"
        return "ok", ""

    def _observed(self, cell: Cell, asked: ProbeResponse) -> dict[str, Any]:
        outputs = asked.response.get("outputs") or {}
        return {name: outputs[name] for name in self.observed(cell.workload) if name in outputs}

    def _place(self, cell: Cell, engine: str, block: int, name: str) -> RunContext:
        description = self.descriptions[engine]
        runtime = self.runtimes.get(cell.target)
        return RunContext(
            engine=self.engines[engine],
            sdk=description.sdk,
            variables={
                **description.environment.get(cell.lane, {}),
                **self.variables,
                **(runtime.variables(engine) if runtime and name != "reference" else {}),
            },
            lane=cell.lane,
            room=self._room(name),
            hash_seed=self.hash_seed(cell, block),
            timeout_s=cell.timeout_s,
            bytecode=cell.bytecode,
            meter="memory" if cell.meter == "memory" else "time",
        )

    def _room(self, name: str) -> Room:
        root = self.work / name
        remove_tree(root)
        return Room.make(root)


def _refused(
    cell: Cell, contender: Contender, turn: tuple[int, int, int], at_s: float, reason: str
) -> Sample:
    """The sample of a contender for which no process was started."""
    block, attempt, position = turn
    return Sample(
        cell=cell.id,
        block=block,
        attempt=attempt,
        position=position,
        contender=contender.name,
        status="unsupported",
        at_s=round(at_s, 3),
        reason=reason,
    )


def _process_metrics(outcome: Outcome) -> dict[str, float]:
    """The figures of the whole process, beside those that the probe took inside it."""
    figures = {
        "process.wall_ns": outcome.wall_ns,
        "process.cpu_ns": outcome.cpu_ns,
        "process.peak_rss_bytes": outcome.peak_rss_bytes,
        "peak.footprint_bytes": outcome.tree.footprint_bytes if outcome.tree else None,
        "peak.longest_gap_ns": outcome.tree.longest_gap_ns if outcome.tree else None,
        "peak.pss_bytes": outcome.tree.pss_bytes if outcome.tree else None,
        "peak.processes": outcome.tree.processes if outcome.tree else None,
    }
    return {name: value for name, value in figures.items() if value is not None}


def _key(workload: str, size: Mapping[str, Any]) -> str:
    return json.dumps([workload, size], sort_keys=True)
