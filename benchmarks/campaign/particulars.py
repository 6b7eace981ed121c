"""What some campaigns have beside their samples: other rules of comparison, more to do before and after."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from benchmarks.campaign.sampling import OutputRules
from benchmarks.record.progress import Progress


def _nothing_before(directory: Path, console: Console) -> None:
    pass


def _nothing_after(progress: Progress, directory: Path, console: Console) -> None:
    pass


@dataclass(frozen=True)
class Particulars:
    """Handed in by the room whose campaign it is; a campaign of our own workloads needs none."""

    rules: OutputRules | None = None
    """How outputs are compared; ``None`` compares as each workload says."""
    begin: Callable[[Path, Console], None] = _nothing_before
    """Is called with the campaign's directory before its first sample, and again by each resumption."""
    finish: Callable[[Progress, Path, Console], None] = _nothing_after
    """Is called after the report is written."""
    tables: bool = True
    """Whether the terminal shows a table for each cell."""
