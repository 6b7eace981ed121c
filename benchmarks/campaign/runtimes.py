"""What a campaign needs beside bare processes: it is opened where some cell runs elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from benchmarks.record.schema import Cell, Contender
from benchmarks.targets.container_runtime import ContainerRuntime


def open_runtimes(
    cells: Sequence[Cell], contenders: Sequence[Contender], below: Path
) -> dict[str, ContainerRuntime]:
    """By target, what its cells run on; :class:`~benchmarks.errors.FvkError` where that cannot be used."""
    engines = dict.fromkeys(contender.engine for contender in contenders)
    if not any(cell.target == "container" for cell in cells):
        return {}
    return {"container": ContainerRuntime.open(engines, below)}
