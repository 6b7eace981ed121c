"""Samples on the reader's own clusters: a process talks to each side's server, whose stamps count."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.errors import UsageError
from benchmarks.measure.environment import THREAD_VARIABLES, Room, passed_through
from benchmarks.measure.probe_process import (
    Description,
    EngineLocation,
    ProbeResponse,
    ProbeRunner,
    RunContext,
)
from benchmarks.measure.redact_paths import places_of, without_places
from benchmarks.record.schema import Cell, Contender, Sample, Status, TimelineSpan
from benchmarks.targets.ledger import RunLedger

PROBE = Path(__file__).with_name("cluster_probe.py")
POLL_S = 1.0
"""Between two looks at a run, for every side alike."""
PULL_S = 300.0
"""So long an image may be pulled before its failure is the answer."""
GRACE_S = 180.0
"""For reading a run's end, beyond the time a run may take."""
CONFIGURATION = (
    "FLYTE",
    "_U_",
    "UCTL_",
    "UNION",
    "KF_",
    "KFP_",
    "KUBE",
    "FVK_",
    "GOOGLE_",
    "AWS_",
    "AZURE_",
    "CLOUDSDK",
    "GRPC_",
    "XDG_CONFIG",
    "HTTP_PROXY",
    "HTTPS_PROXY",
    "NO_PROXY",
    "http_proxy",
    "https_proxy",
    "no_proxy",
    "SSL_CERT",
    "REQUESTS_CA_BUNDLE",
)
"""How the names begin of variables that the SDKs' own configuration may use; values are never recorded."""
NO_SERVER = "plain Python has no server: its figures are those of this machine"

ClusterMismatch = Callable[[str, Mapping[str, Any], Mapping[str, Any]], str | None]


def settings_of(engine: str, environment: Mapping[str, str]) -> dict[str, Any]:
    """What one side is told, from variables such as ``FVK_IMAGE`` and ``FVK_FLYTE2_CONFIG``.

    Each is needed only where the SDKs' own settings do not tell: two Flyte products read one file.
    """
    side = engine.partition("@")[0].upper()

    def told(name: str) -> str:
        return environment.get(f"FVK_{side}_{name}") or environment.get(f"FVK_CLUSTER_{name}", "")

    kubeconfig = told("KUBECONFIG") or environment.get("KUBECONFIG", "").partition(os.pathsep)[0]
    return {
        "image": environment.get("FVK_IMAGE", ""),
        "cpu": told("CPU") or "500m",
        "memory": told("MEMORY") or "1Gi",
        "project": told("PROJECT"),
        "domain": told("DOMAIN"),
        "namespace": told("NAMESPACE"),
        "config": told("CONFIG"),
        "kubeconfig": kubeconfig,
        "variables": dict.fromkeys(THREAD_VARIABLES, "1"),
    }


@dataclass
class ClusterCaller:
    """Starts the process that talks to a cluster."""

    work: Path
    asker: ProbeRunner
    engines: Mapping[str, EngineLocation]
    descriptions: Mapping[str, Description]

    def ask(self, engine: str, verb: str, timeout_s: float, room: str, **request: Any) -> ProbeResponse:
        """One verb of one side; the caller's own configuration is what it sees."""
        caller = self.asker.caller
        root = self.work / f"cluster-{engine}-{room}"
        shutil.rmtree(root, ignore_errors=True)
        made = Room.make(root)
        lane = request.get("lane", "tuned")
        description = self.descriptions[engine]
        lane = lane if lane in description.lanes else "default"
        place = RunContext(
            engine=self.engines[engine],
            sdk=description.sdk,
            variables=description.environment.get(lane, {}),
            lane=lane,
            room=made,
            hash_seed=0,
            timeout_s=timeout_s,
        )
        request_file, response_file = root / "request.json", root / "response.json"
        cluster = {**settings_of(engine, caller), "directory": str(made.work)}
        full = {"verb": verb, "engine": place.engine.target, **request, "lane": lane, "cluster": cluster}
        request_file.write_text(json.dumps(full), encoding="utf-8")
        argv = (str(place.engine.python), "-P", str(PROBE), str(request_file), str(response_file))
        known = {name: value for name, value in caller.items() if name.startswith(CONFIGURATION)}
        extra = {**known, "HOME": caller.get("HOME", str(made.home))}
        outcome = self.asker.start(place, verb, argv, extra)
        try:
            response = json.loads(response_file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            response = {}
        shutil.rmtree(root, ignore_errors=True)
        return ProbeResponse(outcome, response)


@dataclass
class ClusterSampler:
    """Takes the samples of cluster cells. Every run's name is on disk before it is submitted."""

    caller: ClusterCaller
    ledger: RunLedger
    campaign: str
    """What tells this campaign from every other."""
    clock: Callable[[], float]
    mismatch: ClusterMismatch
    references: Callable[[Cell], Mapping[str, Any] | None]
    poll_s: float = POLL_S
    _warm: set[tuple[str, str]] = field(default_factory=set)

    def take(self, cell: Cell, contender: Contender, block: int, attempt: int, position: int) -> Sample:
        """One sample, after a run that is not measured where this side has had none in this campaign."""
        at_s = self.clock()
        identity = f"{cell.id} {block} {attempt} {contender.name}"
        if not self.caller.descriptions[contender.engine].sdk:
            place = (cell.id, block, attempt, position, contender.name)
            return Sample(*place, status="unsupported", at_s=round(at_s, 3), reason=NO_SERVER)
        warm_up = self._warm_up(cell, contender.engine)
        asked = self._run(cell, contender.engine, identity, cell.concurrent)
        status, reason = self._judge(cell, asked)
        response = asked.response
        runs = response.get("runs") or [{}]
        sample = Sample(
            cell=cell.id,
            block=block,
            attempt=attempt,
            position=position,
            contender=contender.name,
            status=status,
            at_s=round(at_s, 3),
            metrics={**response.get("metrics", {}), **warm_up},
            reason=reason,
            notes=response.get("notes", {}),
            unsupported=response.get("unsupported", {}),
            exit_status=asked.outcome.exit_status,
            signal=asked.outcome.signal,
            timed_out=asked.outcome.timed_out,
            stderr_tail="" if status != "failed" or response.get("refused") else asked.outcome.stderr_tail,
            environment=self.caller.engines[contender.engine].environment,
            environment_names=sorted(passed_through(self.caller.asker.caller)),
            spans=[TimelineSpan(**one) for one in runs[0].get("spans", ())],
            run={name: str(runs[0].get(name, "")) for name in ("id", "url", "state")} if runs[0] else {},
        )
        engine = self.caller.engines[contender.engine]
        return without_places(sample, places_of(engine.python, engine.roots, self.caller.work))

    def _run(self, cell: Cell, engine: str, identity: str, count: int) -> ProbeResponse:
        names, known = [], False
        for number in range(count):
            sample = identity if count == 1 else f"{identity} {number}"
            name, submitted = self.ledger.name_for(self.campaign, sample)
            names.append(name)
            known = known or submitted
            if not submitted:
                self.ledger.note(name, engine, sample, "begun")
        try:
            asked = self.caller.ask(
                engine,
                "run",
                cell.timeout_s + GRACE_S,
                "run",
                runs=names,
                find=known,
                workload=cell.workload,
                size=cell.size,
                lane=cell.lane,
                limits={"interval_s": self.poll_s, "timeout_s": cell.timeout_s, "pull_s": PULL_S},
            )
        except BaseException:
            self._settle(engine, names, identity)
            raise
        whole = asked.response.get("phase") == "done" or "remote" in asked.response.get("unsupported", {})
        if whole:
            for name in names:
                self.ledger.note(name, engine, identity, "over")
        else:
            self._settle(engine, names, identity)
        return asked

    def _settle(self, engine: str, names: Sequence[str], sample: str) -> None:
        """Cancel what may still run after a fault; what cannot be asked stays open in the ledger."""
        asked = self.caller.ask(engine, "cancel", GRACE_S, "cancel", runs=list(names))
        if not asked.problem:
            for name in names:
                self.ledger.note(name, engine, sample, "cancelled")

    def _warm_up(self, cell: Cell, engine: str) -> dict[str, float]:
        """Figures of a first run that pulls the image; empty where this side had its own already."""
        identity = f"warm-up {engine} {cell.workload}"
        if (engine, cell.workload) in self._warm:
            return {}
        self._warm.add((engine, cell.workload))
        if any(one.sample == identity and one.state == "over" for one in self.ledger.entries()):
            return {}
        metrics = self._run(cell, engine, identity, 1).response.get("metrics", {})
        return {
            f"warmup.{name}": value
            for name, value in metrics.items()
            if name in ("cluster.run.wall_ns", "cluster.start.wall_ns", "cluster.pod.start.wall_ns")
        }

    def _judge(self, cell: Cell, asked: ProbeResponse) -> tuple[Status, str]:
        if asked.problem:
            return "failed", asked.problem
        unsupported = asked.response.get("unsupported", {})
        if "remote" in unsupported:
            return "unsupported", unsupported["remote"]
        expected = self.references(cell)
        for run in asked.response.get("runs", ()):
            outputs = run.get("outputs")
            if outputs is not None and expected is not None:
                different = self.mismatch(cell.workload, expected, outputs)
                if different:
                    return "mismatch", f"outputs differ from plain Python: {different}"
        return "ok", ""


def sweep(ledger: RunLedger, caller: ClusterCaller, say: Callable[[str], None]) -> None:
    """Cancel every run that the ledger has as begun and that no sample waits for any more."""
    for engine, names in ledger.open_runs().items():
        if engine not in caller.engines:
            say(f"{engine}: {len(names)} runs may still be on its cluster, and this engine is not here")
            continue
        asked = caller.ask(engine, "cancel", GRACE_S, "cancel", runs=names)
        if asked.problem:
            say(f"{engine}: {len(names)} runs could not be looked for: {asked.problem}")
            continue
        for name in names:
            ledger.note(name, engine, "sweep", "cancelled")
        for name in asked.response.get("cancelled", ()):
            say(f"{engine}: cancelled run {name}")


def checked(caller: ClusterCaller, engine: str) -> tuple[list[dict[str, Any]], str]:
    """What the check of one side says, line by line; or the one line on what is wrong."""
    asked = caller.ask(engine, "check", 90.0, "check", runs=[])
    if asked.problem:
        return [], asked.problem
    if refusal := asked.response.get("unsupported", {}).get("remote"):
        return [], refusal
    return list(asked.response.get("checks", ())), ""


def refuse_unknown(engines: Sequence[str], known: Mapping[str, EngineLocation]) -> None:
    """Raise :class:`~benchmarks.errors.UsageError` for a side that is not installed."""
    for engine in engines:
        if engine not in known:
            raise UsageError(f"--engine {engine}: no such engine; there are {', '.join(known)}")
