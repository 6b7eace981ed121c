"""Who takes part in a campaign, as each engine describes itself."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Sequence
from typing import Any

from benchmarks.campaign.sampling import make_sampler
from benchmarks.environments.store import CACHE, ENVIRONMENTS, Store
from benchmarks.measure.probe_process import Description
from benchmarks.plan.engines import EngineReference
from benchmarks.plan.schedule import twin_of
from benchmarks.record.schema import Contender


def contenders_of(chosen: Sequence[EngineReference], *, twin: bool) -> list[Contender]:
    """Who takes part, each with its versions; with ``twin``, one orchestrator takes part twice."""
    sampler = make_sampler(
        CACHE / f"describing-{os.getpid()}",
        {engine.name: engine for engine in chosen},
        0,
        time.monotonic,
        None,
    )
    try:
        found = []
        for engine in chosen:
            told = sampler.describe(engine.name)
            found.append(
                Contender(
                    engine.name,
                    engine.name,
                    engine.baseline,
                    versions=dict(told.versions),
                    lanes=dict(told.lanes),
                    environment=engine.environment,
                    **_contents(engine.environment),
                )
            )
    finally:
        shutil.rmtree(sampler.work, ignore_errors=True)
    orchestrators = [contender for contender in found if not contender.baseline] or found
    return [*found, twin_of(orchestrators[0])] if twin else found


def describe(engine: EngineReference) -> Description:
    """Ask one engine about itself; raises :class:`~benchmarks.errors.EngineError` if it cannot answer."""
    sampler = make_sampler(
        CACHE / f"describing-{os.getpid()}", {engine.name: engine}, 0, time.monotonic, None
    )
    try:
        return sampler.describe(engine.name)
    finally:
        shutil.rmtree(sampler.work, ignore_errors=True)


def _contents(environment: str) -> dict[str, Any]:
    record = Store(ENVIRONMENTS.absolute()).record(environment) if environment else None
    return {"python": record.python, "packages": record.packages} if record else {}
