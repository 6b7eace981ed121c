"""What a campaign needs beside bare processes: it is opened where some cell runs elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from benchmarks.measure.fingerprint import PROJECT
from benchmarks.plan import engines
from benchmarks.plan.engines import EngineReference
from benchmarks.record.schema import Cell, Contender
from benchmarks.targets.container_runtime import ContainerRuntime


def open_runtimes(
    cells: Sequence[Cell], contenders: Sequence[Contender], below: Path
) -> dict[str, ContainerRuntime]:
    """By target, what its cells run on; :class:`~benchmarks.errors.FvkError` where that cannot be used."""
    if not any(cell.target == "container" for cell in cells):
        return {}
    known = engines.discover()
    asked = dict.fromkeys(one.engine for one in contenders if not one.environment)
    return {"container": ContainerRuntime.open({name: code_of(known[name]) for name in asked}, below)}


def code_of(engine: EngineReference) -> tuple[Path, ...]:
    """The packages of ours that a pod of this engine imports: the steps, and its own."""
    top = engine.target.partition(":")[0].partition(".")[0]
    return tuple(dict.fromkeys([PROJECT / "shared", engine.roots[0] / top]))
