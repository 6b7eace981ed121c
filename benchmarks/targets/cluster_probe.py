"""What runs in the process that talks to one contender's cluster: submit, poll at one interval, read, cancel.

Started as a script, ``python -P cluster_probe.py REQUEST RESPONSE``; both files are JSON. The engine only
translates: waiting, limits and patience with passing faults are the same for every side and are here.
Standard library, the contract in ``shared``, :mod:`benchmarks.targets.faults` and one engine.
"""

from __future__ import annotations

import importlib
import json
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from benchmarks.targets.faults import is_passing, line_of, without_login
from shared.contract import Check, Cluster, RunState, Span, Unsupported

ClusterAnswer = TypeVar("ClusterAnswer")
ASK_AGAIN_S = 60.0
"""So long a passing fault is borne before the run is given up."""
STUCK_EVERY_S = 5.0
"""Between two questions why a run does not get on."""
PULL_FAILS = (
    "imagepullbackoff",
    "errimagepull",
    "invalidimagename",
    "pull access denied",
    "manifest unknown",
)
TREES = ("driver", "queue", "schedule", "start", "code", "teardown", "pod.schedule", "pod.start", "pod.run")
"""Spans of which a step has one."""


class GivenUpError(Exception):
    """A run ended otherwise than by success; the text is the one line that is shown."""


@dataclass
class ClusterWatch:
    """Asks a cluster, with patience for faults that pass."""

    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    asked_again: list[str] = field(default_factory=list)

    def ask(self, question: Callable[[], ClusterAnswer]) -> ClusterAnswer:
        """The answer; a fault that passes is borne for :data:`ASK_AGAIN_S`."""
        until = self.clock() + ASK_AGAIN_S
        while True:
            try:
                return question()
            except Exception as error:
                if not is_passing(error) or self.clock() >= until:
                    raise
                self.asked_again.append(line_of(error))
                self.sleep(1.0)


@dataclass(frozen=True)
class Limits:
    """How often to look, and when to give up."""

    interval_s: float
    timeout_s: float
    pull_s: float
    """So long a step may wait for an image that cannot be pulled."""


def wait_for(runs: Mapping[str, Any], watch: ClusterWatch, limits: Limits) -> dict[str, RunState]:
    """Poll until every run is over; whoever is not over in time, or cannot get its image, is cancelled."""
    began = watch.clock()
    states: dict[str, RunState] = {}
    stuck_at = began + STUCK_EVERY_S
    while open_runs := [name for name in runs if name not in states]:
        for name in open_runs:
            state = watch.ask(runs[name].look)
            if state.over:
                states[name] = state
        spent = watch.clock() - began
        for name in [name for name in open_runs if name not in states]:
            why = _why_give_up(runs[name], watch, limits, spent, ask=watch.clock() >= stuck_at)
            if why:
                watch.ask(runs[name].cancel)
                states[name] = RunState("failed", why)
        if watch.clock() >= stuck_at:
            stuck_at = watch.clock() + STUCK_EVERY_S
        if len(states) < len(runs):
            watch.sleep(limits.interval_s)
    return states


def _why_give_up(run: Any, watch: ClusterWatch, limits: Limits, spent_s: float, *, ask: bool) -> str:
    over = spent_s >= limits.timeout_s
    if not over and not ask:
        return ""
    try:
        said = str(watch.ask(run.stuck))
    except Exception as error:  # noqa: BLE001 - the reason for a reason must not hide the time-out
        said = line_of(error)
    unpulled = any(word in said.lower().replace(" ", "") for word in (w.replace(" ", "") for w in PULL_FAILS))
    if unpulled and spent_s >= min(limits.pull_s, limits.timeout_s):
        return f"the image cannot be pulled: {said}"
    if over:
        return f"did not end within {limits.timeout_s:g} s and was cancelled" + (f": {said}" if said else "")
    return ""


class ClusterSession:
    """One sample on one contender's cluster."""

    def __init__(self, request: Mapping[str, Any], response: dict[str, Any]) -> None:
        self.request, self.response = request, response
        self.watch = ClusterWatch()
        self.engine = _engine(request["engine"])
        self.cluster = Cluster(**request["cluster"])

    def run(self) -> None:
        """Submit, or find again what an earlier process submitted; wait; read all that is told."""
        request, response = self.request, self.response
        pipeline = self._load()
        if pipeline is None:
            return
        names = request["runs"]
        runs: dict[str, Any] = {}
        response["phase"] = "submit"
        for name in names:
            found = self._submit(pipeline, name)
            if isinstance(found, Unsupported):
                self._refuse(found)
                return
            runs[name] = found
        response["phase"] = "wait"
        states = wait_for(runs, self.watch, Limits(**request["limits"]))
        response["phase"] = "read"
        told = [self._read(runs[name], states[name]) for name in names]
        response["runs"] = told
        response["outputs"] = told[0].get("outputs")
        self._measure(told)
        if self.watch.asked_again:
            response["notes"]["asked again"] = (
                f"{len(self.watch.asked_again)} times: {self.watch.asked_again[-1]}"
            )
        failed = [one for one in told if one["state"] != "succeeded"]
        response["phase"] = "done"
        if failed:
            raise GivenUpError(failed[0]["reason"] or f"the run ended as {failed[0]['state']}")

    def _load(self) -> Any:
        from shared.workloads import find

        request = self.request
        self.response["phase"] = "load"
        self.workload = find(request["workload"])
        pipeline = self.engine.load(self.workload.name, request["size"], request["lane"])
        if isinstance(pipeline, Unsupported):
            self._refuse(pipeline)
            return None
        return pipeline

    def _submit(self, pipeline: Any, name: str) -> Any:
        """Submit once. After a fault that passes, look for the run before it is submitted again."""
        cluster = replace(self.cluster, run=name)
        find = partial(self.engine.find_remote, pipeline, cluster)
        if self.request["find"]:
            found = self.watch.ask(find)
            if found is not None:
                self.response["notes"]["found again"] = "the run was submitted before an interruption"
                return found
        until = self.watch.clock() + ASK_AGAIN_S
        while True:
            try:
                return self._submit_once(pipeline, cluster)
            except Exception as error:
                if not is_passing(error) or self.watch.clock() >= until:
                    raise
                self.watch.asked_again.append(line_of(error))
                self.watch.sleep(1.0)
                found = self.watch.ask(find)
                if found is not None:
                    return found

    def _submit_once(self, pipeline: Any, cluster: Cluster) -> Any:
        before = time.perf_counter_ns()
        inputs = self.workload.inputs(self.request["size"])
        before_wall = time.time_ns()
        run = self.engine.remote(pipeline, inputs, cluster)
        self.response["metrics"].setdefault("cluster.submit.wall_ns", time.perf_counter_ns() - before)
        self.response["submitted"] = [before_wall, time.time_ns()]
        return run

    def _read(self, run: Any, state: RunState) -> dict[str, Any]:
        told: dict[str, Any] = {
            "id": run.id,
            "url": without_login(run.url),
            "state": state.phase,
            "reason": state.reason,
        }
        told["spans"] = [asdict(one) for one in self._try("timeline", run.timeline, ())]
        told["steps"], told["pods"] = self._try("pods", run.attempts, (0, 0))
        if differing := self._try("spans of the server", run.disagreement, ""):
            self.response["notes"]["the server's own spans say otherwise"] = differing
        if state.phase == "succeeded":
            outputs = self._try("outputs", run.outputs, None)
            if isinstance(outputs, Unsupported):
                self.response["unsupported"]["outputs"] = outputs.reason
            elif outputs is not None:
                told["outputs"] = dict(outputs)
        return told

    def _try(self, what: str, question: Callable[[], ClusterAnswer], otherwise: Any) -> ClusterAnswer:
        """The answer, or ``otherwise`` and a note: one figure that is not told must not hide the others."""
        try:
            return self.watch.ask(question)
        except Exception as error:  # noqa: BLE001
            self.response["unsupported"][what] = f"not told by this server: {line_of(error)}"
            return otherwise  # type: ignore[no-any-return]

    def _refuse(self, answer: Unsupported) -> None:
        self.response["unsupported"]["remote"] = answer.reason

    def _measure(self, told: list[dict[str, Any]]) -> None:
        spans = [Span(**one) for one in told[0]["spans"]]
        self.response["metrics"] |= figures(spans)
        self.response["metrics"]["cluster.steps.count"] = told[0]["steps"]
        self.response["metrics"]["cluster.pods.count"] = told[0]["pods"]
        if len(told) > 1:
            self._measure_together(told)
        if offset := self._offset([one for one in spans if one.name == "run"]):
            self.response["notes"]["clock"] = offset

    def _measure_together(self, told: list[dict[str, Any]]) -> None:
        whole = [Span(**span) for one in told for span in one["spans"] if span["name"] == "run"]
        self.response["metrics"]["cluster.failed.count"] = sum(one["state"] != "succeeded" for one in told)
        if len(whole) == len(told):
            lasted_ns = max(one.end_ns for one in whole) - min(one.start_ns for one in whole)
            if lasted_ns > 0:
                self.response["metrics"]["cluster.throughput_per_h"] = len(told) * 3600e9 / lasted_ns

    def _offset(self, whole: list[Span]) -> str:
        """How far the server's clock is from this one at the least, by the moment it says the run began."""
        submitted = self.response.get("submitted")
        if not submitted or not whole:
            return ""
        began, slack = whole[0].start_ns, whole[0].resolution_ns
        early, late = submitted[0] - slack, submitted[1] + slack
        ahead = began - late if began > late else began - early if began < early else 0
        return f"the server's clock is at least {ahead / 1e9:+.1f} s from this machine's" if ahead else ""

    def cancel(self) -> None:
        """Cancel runs by name; what does not exist, or is over, is left alone."""
        self.response["cancelled"] = []
        for name in self.request["runs"]:
            cluster = replace(self.cluster, run=name)
            run = self.watch.ask(partial(self.engine.find_remote, None, cluster))
            if run is not None and not self.watch.ask(run.look).over:
                self.watch.ask(run.cancel)
                self.response["cancelled"].append(name)

    def check(self) -> None:
        """What can be said of the cluster before anything is run on it."""
        found = self.engine.check_cluster(self.cluster)
        if isinstance(found, Unsupported):
            self._refuse(found)
            return
        found = [*found, *self._check_pods()]
        self.response["checks"] = [
            {
                "subject": one.subject,
                "fine": one.fine,
                "text": without_login(one.text),
                "tells": {name: without_login(value) for name, value in one.tells.items()},
            }
            for one in found
        ]

    def _check_pods(self) -> list[Check]:
        """Whether Kubernetes can be asked, where a kubeconfig is given."""
        if not self.cluster.kubeconfig:
            text = "no kubeconfig is given: pods' times are not told (FVK_…_KUBECONFIG or KUBECONFIG)"
            return [Check("kubernetes", True, text)]
        from shared import pods_api

        try:
            return [pods_api.check(self.cluster)]
        except Exception as error:  # noqa: BLE001 - one line more
            return [Check("kubernetes", False, f"Kubernetes: {line_of(error)}")]

    def clean(self) -> None:
        """Remove what we made."""
        self.response["said"] = list(self.engine.clean_cluster(self.cluster, self.request["runs"]))


def figures(spans: list[Span]) -> dict[str, float]:
    """The sample's figures: the run's wall, and the median over its steps of each stretch that is told."""
    found: dict[str, float] = {}
    by_name: dict[str, list[Span]] = {}
    for one in spans:
        by_name.setdefault(one.name, []).append(one)
    if "run" in by_name:
        run = by_name["run"][0]
        found["cluster.run.wall_ns"] = run.end_ns - run.start_ns
    steps = {one.step: one for one in by_name.get("step", ())}
    if steps:
        found["cluster.step.wall_ns"] = _median([one.end_ns - one.start_ns for one in steps.values()])
        # The container's own time: by the engine's server, or else by Kubernetes.
        codes = {one.step: one for one in by_name.get("code") or by_name.get("pod.run") or ()}
        added = [
            (one.end_ns - one.start_ns) - (codes[name].end_ns - codes[name].start_ns)
            for name, one in steps.items()
            if name in codes
        ]
        if len(added) == len(steps):
            found["cluster.added.wall_ns"] = _median(added)
    for name in (*TREES, "setup", "finish"):
        told = [one.end_ns - one.start_ns for one in by_name.get(name, ())]
        if told:
            found[f"cluster.{name}.wall_ns"] = _median(told)
    if coarsest := max((one.resolution_ns for one in spans if one.name in ("run", "step")), default=0):
        found["cluster.resolution_ns"] = coarsest
    negative = sum(one.end_ns < one.start_ns for one in spans)
    if negative:
        found["cluster.skewed.count"] = negative
    return found


def _median(values: list[int]) -> float:
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def _engine(target: str) -> Any:
    from shared.engine_defaults import completed

    module, _, attribute = target.partition(":")
    return completed(getattr(importlib.import_module(module), attribute))


def main(request_path: str, response_path: str) -> int:
    """Do what is asked, and write the response whatever happens; one line on standard error for a fault."""
    request = json.loads(Path(request_path).read_text(encoding="utf-8"))
    response: dict[str, Any] = {"metrics": {}, "unsupported": {}, "notes": {}, "phase": "start"}
    status = 0
    try:
        session = ClusterSession(request, response)
        getattr(session, request["verb"])()
    except GivenUpError as error:
        response["refused"], status = str(error), 3
    except Exception as error:  # noqa: BLE001 - one line at the right cell, never a traceback
        where = "" if response["phase"] in ("start", "done") else f" in {response['phase']}"
        response["refused"], status = f"{line_of(error)}{where}", 3
    finally:
        Path(response_path).write_text(json.dumps(response, default=str), encoding="utf-8")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
