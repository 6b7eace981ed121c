"""What the surveyor makes of many pipelines of one side, whose SDK is imported once for all of them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benchmarks.measure.outcome import Outcome
from benchmarks.measure.probe_process import ProbeResponse
from benchmarks.plan.engines import EngineReference, discover
from benchmarks.yours.sides import PipelineSide, WantedPipelines
from benchmarks.yours.survey import Entrant, Looked, Surveyor

ZYGOTE = Path(__file__).with_name("zygote.py")
ENVIRONMENTS = {
    "flyte": {"FLYTE_LOCAL_CACHE_ENABLED": "false", "DOCKER_HOST": "unix:///nowhere/docker.sock"},
    "flyte2": {"DO_NOT_TRACK": "1"},
    "kfp": {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": "", "PIP_CONFIG_FILE": os.devnull},
}


class Remembering:
    """A sampler whose processes have run already."""

    def __init__(self, asked: ProbeResponse) -> None:
        self.asked = asked

    def look(self, *_: Any, **__: Any) -> ProbeResponse:
        return self.asked


def look_at_all(
    side: str, sdk: str, cases: Mapping[str, Mapping[str, Any]], folder: Path, path: Path | None = None
) -> dict[str, Looked]:
    """By name, what is found; ``path`` leads the search for programs."""
    told = {name: {**case, "environment": ENVIRONMENTS[side]} for name, case in cases.items()}
    (folder / "cases.json").write_text(json.dumps(told))
    engine = discover()[side]
    arguments = (sdk, engine.target, str(folder / "cases.json"), str(folder / "rooms"))
    programs = os.pathsep.join([*([str(path)] if path else []), os.environ["PATH"]])
    subprocess.run(
        [sys.executable, str(ZYGOTE), *arguments],
        env={**os.environ, "PYTHONPATH": str(ZYGOTE.parents[2]), "PATH": programs},
        check=True,
        timeout=280,
    )
    return {name: _looked(engine, case, folder / "rooms" / name) for name, case in told.items()}


def _looked(engine: EngineReference, case: Mapping[str, Any], room: Path) -> Looked:
    answer = json.loads((room / "answer.json").read_text())
    printed = (room / "log.txt").read_text(errors="replace")[-20_000:]
    ended = "" if answer["status"] == 0 else f"exit status {answer['status']}"
    outcome = Outcome(
        ended="exited",
        reason=ended,
        wall_ns=1,
        cpu_ns=1,
        peak_rss_bytes=1,
        floor_rss_bytes=1,
        tree=None,
        exit_status=answer["status"],
        signal=None,
        left_behind=0,
        stdout=room / "log.txt",
        stderr=room / "log.txt",
        stdout_tail=printed,
        stderr_tail=printed if ended else "",
    )
    sampler: Any = Remembering(ProbeResponse(outcome, answer["response"]))
    surveyor = Surveyor(sampler, 60.0, lambda _: None)
    side = PipelineSide(engine.name, Path(case["file"]), case.get("name", ""), case.get("inputs", {}))
    return surveyor.look(Entrant(engine.name, engine, side), WantedPipelines(()))
