"""What ``fvk run`` was asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Options:
    """What ``fvk run`` was asked for. Empty lists mean everything."""

    profile: str = "quick"
    workloads: list[str] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    engines: list[str] = field(default_factory=list)
    seed: int | None = None
    out: Path | None = None
    twin: bool = True
    budget_s: float | None = None
    timeout_s: float | None = None
    minimum_blocks: int | None = None
    versus: str | None = None
    sizes: list[str] = field(default_factory=list)
    tries: int = 2
    maximum_blocks: int | None = None
    lanes: list[str] = field(default_factory=list)
    targets: list[str] = field(default_factory=list)
    """Empty means ``local``."""
    concurrent: int = 1
    """Runs at a time on a cluster."""
    delay: Mapping[str, Any] | None = None
    command: Sequence[str] = ()
