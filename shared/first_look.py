"""A first look at somebody's own pipeline: load it, and try each phase, to learn what can be measured."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

from shared.contract import Unsupported
from shared.plain_values import split
from shared.their_pipeline import TheirPipeline

Measure = Callable[[str, Callable[[], Any]], tuple[int, int, Any]]
"""(phase, work) to (wall nanoseconds, processor nanoseconds, what the work returned)."""

RUNS = 2
"""What differs from one run to the next cannot be compared between contenders either."""
_QUICK_NS = 20_000_000_000
"""A run that takes longer is not repeated."""


@dataclass(frozen=True)
class FirstLook:
    """One look; what it finds goes to ``response``.

    ``interface``; ``unsupported``: by phase, why it cannot be done; ``raised``: which of these reasons were
    exceptions; ``runs``: the outputs of each run that are data; ``others``: by name, what the other outputs
    are; ``phase``: the one under way, for the case that this process does not survive it.
    """

    engine: Any
    subject: TheirPipeline
    request: Mapping[str, Any]
    response: dict[str, Any]
    measure: Measure

    def take(self) -> None:
        """Load, and try each of the request's phases. Raises whatever loading the file raises."""
        self.response.update({"phase": "load", "runs": [], "others": {}, "raised": {}})
        pipeline = self.subject.load()
        if self._refused("load", pipeline):
            return
        self.response["phase"] = "interface"
        self.response["interface"] = asdict(self.engine.interface(pipeline))
        tries = {"compile": self._compile, "run": self._run, "steps": self._steps}
        for phase in self.request["phases"]:
            self.response["phase"] = phase
            try:
                tries[phase](pipeline, self._place(phase))
            except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever theirs raises is the reason
                self.response["unsupported"][phase] = message_of(error)
                self.response["raised"][phase] = True

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
        """Only whether there are any: each is a process, and the campaign runs them."""
        self._refused("steps", self.engine.steps(pipeline, self.subject.inputs(), place))

    def _refused(self, phase: str, answer: object) -> bool:
        if not isinstance(answer, Unsupported):
            return False
        self.response["unsupported"][phase] = answer.reason
        return True

    def _place(self, phase: str) -> Path:
        place = Path(self.request["directory"], f"look-{phase}")
        place.mkdir()
        return place


def message_of(error: BaseException) -> str:
    """Return ``KeyError: 'x'``: the kind of exception and its own text."""
    text = str(error)
    return f"{type(error).__name__}: {text}" if text else type(error).__name__
