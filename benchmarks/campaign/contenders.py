"""Who takes part in a campaign, as each engine describes itself."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

from benchmarks.campaign.sampling import make_sampler
from benchmarks.errors import UsageError
from benchmarks.measure.probe_process import Description
from benchmarks.measure.scratch import scratch
from benchmarks.plan.engines import EngineReference
from benchmarks.plan.schedule import twin_of
from benchmarks.record.schema import Contender
from benchmarks.targets.environments.store import CACHE, ENVIRONMENTS, Store


def contenders_of(chosen: Sequence[EngineReference], *, twin: bool) -> list[Contender]:
    """Who takes part, each with its versions; with ``twin``, one orchestrator takes part twice."""
    with scratch(CACHE, "describing") as work:
        sampler = make_sampler(work / "rooms", {one.name: one for one in chosen}, 0, time.monotonic, None)
        found = [_contender(engine, sampler.describe(engine.name)) for engine in chosen]
    orchestrators = [contender for contender in found if not contender.baseline] or found
    return [*found, twin_of(orchestrators[0])] if twin else found


def describe(engine: EngineReference) -> Description:
    """Ask one engine about itself; raises :class:`~benchmarks.errors.EngineError` if it cannot answer."""
    with scratch(CACHE, "describing") as work:
        return make_sampler(work / "rooms", {engine.name: engine}, 0, time.monotonic, None).describe(
            engine.name
        )


def _contender(engine: EngineReference, told: Description) -> Contender:
    form = engine.form
    if form and form not in told.forms:
        known = ", ".join(name for name in told.forms if name)
        raise UsageError(f"--engine {engine.name}: no form {form!r}; there is {known or 'one form only'}")
    return Contender(
        engine.name,
        engine.name,
        engine.baseline,
        versions=dict(told.versions),
        lanes=dict(told.lanes),
        form=told.forms.get(form, ""),
        environment=engine.environment,
        **_contents(engine.environment),
    )


def _contents(environment: str) -> dict[str, Any]:
    record = Store(ENVIRONMENTS.absolute()).record(environment) if environment else None
    return {"python": record.python, "packages": record.packages} if record else {}
