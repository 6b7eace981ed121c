"""Take one sample of an engine whose figures are known, in a real fresh process."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.measure.outcome import Invocation, Outcome
from benchmarks.measure.probe_process import PROBE, ProbeRunner
from benchmarks.measure.process import run
from benchmarks.measure.sampler import ProcessSampler
from benchmarks.plan.engines import EngineReference
from benchmarks.record.schema import Cell, Contender, Reference, Sample
from shared.comparison import first_mismatch

PROJECT = Path(__file__).parents[2]
EXPECTED = Reference("chain", {"n": 1}, {"output": 1})


def cell(**changes: Any) -> Cell:
    """A session of the workload ``chain`` that compiles and runs once."""
    given: dict[str, Any] = {
        "id": "session/chain/n=1/tuned",
        "probe": "session",
        "workload": "chain",
        "size": {"n": 1},
        "lane": "tuned",
        "bytecode": "warm",
        "meter": "time",
        "contenders": ["known"],
        "minimum_blocks": 1,
        "maximum_blocks": 1,
        "timeout_s": 60,
        "steps": 1,
        "order": [["known"]],
    }
    return Cell(**(given | changes))


@dataclass
class Bench:
    """A sampler with real processes below ``folder``, and what it started."""

    folder: Path
    delay: Mapping[str, Any] | None = None
    caller: Mapping[str, str] = field(default_factory=dict)
    observed: tuple[str, ...] = ()
    started: list[Invocation] = field(default_factory=list)
    requests: list[dict[str, Any]] = field(default_factory=list)
    """What the probe was asked, in order; a command of an SDK is no request."""

    def sampler(self, engine: str, *, expect: bool = True) -> ProcessSampler:
        """One whose only engine is the class of that name in ``known_engines``."""
        target = f"tests.measure.known_engines:{engine}"
        reference = EngineReference("known", target, (self.folder, PROJECT), Path(sys.executable))
        sampler = ProcessSampler(
            self.folder / "work",
            ProbeRunner(self._run, self.caller, self.folder / "packages"),
            {"known": reference},
            lambda _, expected, actual: first_mismatch(expected, actual),
            lambda _, block: 100 + block,
            lambda: 12.34567,
            lambda _: self.observed,
            baseline="known",
            delay=self.delay,
        )
        sampler.describe("known")
        if expect:
            sampler.expect(EXPECTED)
        self.started.clear()
        return sampler

    def take(self, engine: str, *, expect: bool = True, **changes: Any) -> Sample:
        """One sample of that engine in a cell with those changes."""
        contender = Contender("known", "known")
        return self.sampler(engine, expect=expect).take(cell(**changes), contender, 3, 1, 2)

    def _run(self, invocation: Invocation) -> Outcome:
        self.started.append(invocation)
        if invocation.argv[2:3] == (str(PROBE),):
            self.requests.append(json.loads(Path(invocation.argv[3]).read_text()))
        return run(invocation)
