"""A first look at somebody's own pipeline: load it, and do each phase once, to learn what can be measured."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Any

from shared.contract import Interface, Step, Unsupported
from shared.plain_values import split
from shared.raised import told_of
from shared.their_pipeline import TheirPipeline

Measure = Callable[[str, Callable[[], Any]], tuple[int, int, Any]]
"""(phase, work) to (wall nanoseconds, processor nanoseconds, what the work returned)."""
RunStep = Callable[[Step], str]
"""A step to why it failed; empty if it did not."""

RUNS = 2
"""What differs from one run to the next cannot be compared between contenders either."""
_OURS = Path(__file__).parents[1]
_OUR_PARTS = frozenset(("engine.py", "first_look.py", "pods.py", "serialise.py", "theirs.py", "values.py"))
"""Modules of an implementation that read somebody's pipeline."""
_QUICK_NS = 20_000_000_000
"""A run that takes longer is not repeated."""
_PATIENCE_S = 120.0
"""After that long no further pod command is tried, unless the request says otherwise."""


@dataclass(frozen=True)
class FirstLook:
    """One look; what it finds goes to ``response``, which ``save()`` keeps before each phase.

    ``interface``; ``unsupported``: by phase, why it cannot be done; ``raised``: which of these reasons were
    exceptions; ``runs``: the outputs of each run that are data; ``others``: by name, what the other outputs
    are; ``remarks``: by phase, what was not tried; ``taken_s``: by phase, how long it took; ``phase``: the
    one under way, for the case that this process does not survive it.
    """

    engine: Any
    subject: TheirPipeline
    request: Mapping[str, Any]
    response: dict[str, Any]
    measure: Measure
    run_step: RunStep
    save: Callable[[], None]

    def take(self) -> None:
        """Load, and do each of the request's phases once."""
        self.response.update({"runs": [], "others": {}, "raised": {}, "remarks": {}, "taken_s": {}})
        loaded: list[Any] = []
        self._try("load", lambda: loaded.append(self.subject.load()))
        if not loaded or self._refused("load", loaded[0]):
            return
        (pipeline,) = loaded
        self._enter("interface")
        self.response["interface"] = asdict(self._interface(pipeline))
        tries = {"compile": self._compile, "run": self._run, "steps": self._steps}
        for phase in self.request["phases"]:
            self._try(phase, partial(tries[phase], pipeline, self._place(phase)))

    def _try(self, phase: str, work: Callable[[], Any]) -> None:
        self._enter(phase)
        began = monotonic()
        try:
            work()
        except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever theirs raises is the reason
            self.response["unsupported"][phase] = told_of(error) + _fault(error)
            self.response["raised"][phase] = True
        self.response["taken_s"][phase] = monotonic() - began

    def _enter(self, phase: str) -> None:
        self.response["phase"] = phase
        self.save()

    def _interface(self, pipeline: Any) -> Interface:
        """What the pipeline says of itself; a fault of ours in reading it costs the table alone."""
        try:
            told: Interface = self.engine.interface(pipeline)
        except Exception as error:  # noqa: BLE001 - as above
            return Interface((), (), None, untold=told_of(error) + _fault(error))
        return told

    def _compile(self, pipeline: Any, place: Path) -> None:
        self._refused("compile", self.engine.compile(pipeline, place))

    def _run(self, pipeline: Any, place: Path) -> None:
        inputs = self.subject.inputs()
        for number in range(self.request.get("runs", RUNS)):
            own = place / str(number)
            own.mkdir()
            taken_ns, _, outputs = self.measure("run", partial(self.engine.run, pipeline, inputs, own))
            if self._refused("run", outputs):
                return
            data, self.response["others"] = split(outputs)
            self.response["runs"].append(data)
            if taken_ns > _QUICK_NS:
                return

    def _steps(self, pipeline: Any, place: Path) -> None:
        """Run each pod's command once, as the campaign will."""
        steps = self.engine.steps(pipeline, self.subject.inputs(), place)
        if self._refused("steps", steps):
            return
        until = monotonic() + self.request.get("patience_s", _PATIENCE_S)
        number = -1
        for number, step in enumerate(steps):
            if monotonic() > until:
                self.response["remarks"]["steps"] = f"{number} of them tried, which took long"
                return
            if problem := self.run_step(step):
                self.response["unsupported"]["steps"] = problem
                return
        if number < 0:
            self.response["unsupported"]["steps"] = "it has no step that a pod would run"

    def _refused(self, phase: str, answer: object) -> bool:
        if not isinstance(answer, Unsupported):
            return False
        self.response["unsupported"][phase] = answer.reason
        return True

    def _place(self, phase: str) -> Path:
        place = Path(self.request["directory"], f"look-{phase}")
        place.mkdir()
        return place


def _fault(error: BaseException) -> str:
    """Say so where it was raised by the harness itself, and neither by the file nor by its SDK."""
    frames = traceback.extract_tb(error.__traceback__)
    file = Path(frames[-1].filename) if frames else Path()
    if file.parent.parent != _OURS or (file.name not in _OUR_PARTS and not file.name.startswith("their_")):
        return ""
    return f"\n(a fault of fvk, in {file.parent.name}/{file.name}, line {frames[-1].lineno})"
