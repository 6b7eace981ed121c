"""Ask the reader's clusters about themselves before a campaign, and leave nothing running after it."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from benchmarks.campaign.sampling import cluster_caller, make_sampler
from benchmarks.plan import engines
from benchmarks.record.schema import Header
from benchmarks.record.unpublishable import CLUSTERS, TEST_SERVER
from benchmarks.targets.cluster import ClusterCaller, checked, sweep
from benchmarks.targets.environments import selection
from benchmarks.targets.environments.store import CACHE, ENVIRONMENTS, Store
from benchmarks.targets.ledger import RunLedger

Say = Callable[[str], None]
VARIABLE = "FVK_TEST_SERVER"
"""Set by whoever serves a test server that cannot say so itself."""


@contextmanager
def asking(wanted: Sequence[str]) -> Iterator[ClusterCaller]:
    """Starts processes that talk to the clusters of these engines (all for none)."""
    chosen = selection.select(engines.discover(), Store(ENVIRONMENTS.absolute()), list(wanted))
    by_name = {one.name: one for one in chosen}
    sampler = make_sampler(CACHE / f"cluster-{os.getpid()}", by_name, 0, time.monotonic, None)
    try:
        for name in by_name:
            sampler.describe(name)
        yield cluster_caller(sampler)
    finally:
        shutil.rmtree(sampler.work, ignore_errors=True)


def with_clusters(header: Header, say: Say) -> Header:
    """The plan with what each side's server says of itself; as it is where no cell runs on a cluster."""
    if not any(cell.target == "cluster" for cell in header.cells):
        return header
    wanted = [one.engine for one in header.contenders if one.twin_of is None and not one.baseline]
    with asking(wanted) as caller:
        told = {name: _about(caller, name, say) for name in wanted}
    return msgspec.structs.replace(header, fingerprint={**header.fingerprint, CLUSTERS: told})


def _about(caller: ClusterCaller, engine: str, say: Say) -> dict[str, str]:
    lines, problem = checked(caller, engine)
    for line in lines:
        say(f"{engine}: {line['text']}")
    if problem:
        say(f"{engine}: {problem}")
    about: dict[str, str] = {}
    for line in lines:
        about |= {name: str(value) for name, value in line["tells"].items()}
    if problem:
        about["problem"] = problem
    if os.environ.get(VARIABLE):
        about[TEST_SERVER] = "yes"
    return about


def settle(directory: Path, say: Say) -> None:
    """Cancel what a campaign that has ended left on clusters; nothing where it left nothing."""
    open_runs = RunLedger(directory).open_runs()
    if not open_runs:
        return
    with asking(sorted(open_runs)) as caller:
        sweep(RunLedger(directory), caller, say)


def clean(directory: Path) -> Iterator[tuple[str, str, bool]]:
    """Remove what a campaign made on its clusters: (engine, what was done or went wrong, whether it went)."""
    by_engine: dict[str, list[str]] = {}
    ledger = RunLedger(directory)
    for entry in ledger.latest().values():
        by_engine.setdefault(entry.engine, []).append(entry.name)
    if not by_engine:
        return
    with asking(sorted(by_engine)) as caller:
        for engine, names in by_engine.items():
            yield from _clean_one(caller, ledger, engine, names)


def _clean_one(
    caller: ClusterCaller, ledger: RunLedger, engine: str, names: Sequence[str]
) -> Iterator[tuple[str, str, bool]]:
    asked: Any = caller.ask(engine, "clean", 600.0, "clean", runs=list(names))
    if asked.problem:
        yield engine, asked.problem, False
        return
    for name in names:
        ledger.note(name, engine, "clean", "cancelled")
    for said in asked.response.get("said", ()):
        yield engine, str(said), True
