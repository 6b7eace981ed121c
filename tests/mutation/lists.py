"""Which modules are watched and by which tests, and which edits may survive for what reason."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
PROJECT = HERE.parents[1]


@dataclass(frozen=True)
class Accepted:
    """An edit that no test can notice, or need not."""

    module: str
    before: str
    after: str
    reason: str


def accepted() -> list[Accepted]:
    """Every listed survivor."""
    return [Accepted(**one) for one in _read("accepted.toml").get("accepted", [])]


def watched() -> list[str]:
    """Every module whose edits must be noticed, in the order of the file."""
    return [
        str(module.relative_to(PROJECT))
        for pattern in _read("modules.toml")["watched"]
        for module in sorted(PROJECT.glob(pattern))
        if module.read_text(encoding="utf-8").strip()
    ]


def nearest(module: str) -> list[str]:
    """The tests that are nearest to a module: its own, else those of its room."""
    listed: dict[str, list[str]] = _read("modules.toml")["tests"]
    return listed.get(module) or listed[str(Path(module).parent)]


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))
