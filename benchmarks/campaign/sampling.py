"""Take samples with real processes, and watch this machine."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from benchmarks.measure import noise
from benchmarks.measure.probe_process import ProbeRunner
from benchmarks.measure.process import run as run_process
from benchmarks.measure.remove_tree import remove_tree
from benchmarks.measure.sampler import ProcessSampler, Runtime
from benchmarks.plan.engines import EngineReference
from benchmarks.plan.schedule import hash_seed_of
from benchmarks.record.schema import Cell, Header
from benchmarks.targets.cluster import ClusterCaller, ClusterSampler
from benchmarks.targets.environments.store import CACHE
from benchmarks.targets.ledger import RunLedger
from shared import workloads


@dataclass(frozen=True)
class OutputRules:
    """How outputs are compared, and what the probe is told, where pipelines are not our workloads."""

    mismatch: Callable[[str, Mapping[str, Any], Mapping[str, Any]], str | None]
    """Takes a workload, the expected and the actual outputs; one line on what differs, or ``None``."""
    observed: Callable[[str], tuple[str, ...]]
    """Takes a workload; the outputs that are kept and not compared."""
    pipelines: Mapping[str, dict[str, Any]] = field(default_factory=dict)
    """By contender: the file, the name and the inputs of somebody's own pipeline."""
    variables: Sequence[str] = ()
    """Environment variables that the pipelines get to see."""


def _mismatch(workload: str, expected: Mapping[str, Any], actual: Mapping[str, Any]) -> str | None:
    return workloads.find(workload).mismatch(expected, actual)


def _mismatch_elsewhere(workload: str, expected: Mapping[str, Any], actual: Mapping[str, Any]) -> str | None:
    """On a cluster, whose processors are others."""
    found = workloads.find(workload)
    return (found.mismatch_elsewhere or found.mismatch)(expected, actual)


def _observed(workload: str) -> tuple[str, ...]:
    return workloads.find(workload).observed


def make_sampler(
    work: Path,
    chosen: Mapping[str, EngineReference],
    seed: int,
    clock: Callable[[], float],
    delay: Mapping[str, Any] | None,
    rules: OutputRules | None = None,
    runtimes: Mapping[str, Runtime] | None = None,
) -> ProcessSampler:
    """A sampler with real processes, whose rooms are made below ``work``, which is emptied first."""
    remove_tree(work)

    def hash_seed(cell: Cell, block: int) -> int:
        return hash_seed_of(seed, cell.id, block)

    rules = rules or OutputRules(_mismatch, _observed)
    asker = ProbeRunner(run_process, dict(os.environ), (CACHE / "packages").absolute())
    return ProcessSampler(
        work.absolute(),
        asker,
        chosen,
        rules.mismatch,
        hash_seed,
        clock,
        rules.observed,
        delay=delay,
        theirs=rules.pipelines,
        runtimes=runtimes or {},
        variables={name: os.environ[name] for name in rules.variables if name in os.environ},
    )


def on_clusters(sampler: ProcessSampler, directory: Path, header: Header) -> None:
    """Let the sampler take the samples of cluster cells too; their runs are kept in a ledger."""
    taken = ClusterSampler(
        cluster_caller(sampler),
        RunLedger(directory),
        f"{header.started_at} {header.seed}",
        sampler.clock,
        _mismatch_elsewhere,
        sampler.expected,
    )
    sampler.elsewhere["cluster"] = taken.take


def cluster_caller(sampler: ProcessSampler) -> ClusterCaller:
    """Starts the processes that talk to clusters, for the engines of a sampler."""
    return ClusterCaller(sampler.work, sampler.asker, sampler.engines, sampler.descriptions)


@dataclass(frozen=True)
class MachineWatch:
    """Looks at this machine's counters."""

    elsewhere_ns: Callable[[], int] = lambda: 0
    """Processor time so far of what runs for this campaign and is no process of it, such as containers."""

    def before(self) -> noise.Snapshot:
        """Counters now."""
        seen = noise.snapshot()
        return replace(seen, own_cpu_ns=seen.own_cpu_ns + self.elsewhere_ns())

    def after(self, before: noise.Snapshot) -> tuple[list[str], dict[str, Any]]:
        """Flags and figures since ``before``."""
        happened = noise.between(before, self.before())
        return list(noise.flags(happened)), asdict(happened)
