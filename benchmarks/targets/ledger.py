"""The runs that a campaign has on clusters, on disk before they are submitted: none is lost or run twice."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

FILE_NAME = "cluster-runs.jsonl"
State = Literal["begun", "over", "cancelled"]


@dataclass(frozen=True)
class LedgerEntry:
    """One line: a run, and what became of it."""

    name: str
    """As the cluster knows it."""
    engine: str
    sample: str
    """Whose it is: cell, block, attempt, contender; ``warm-up`` stands before a run that is not measured."""
    state: State


class RunLedger:
    """Appends to the file of one campaign, each line fsynced."""

    def __init__(self, directory: Path) -> None:
        self.path = directory / FILE_NAME

    def entries(self) -> Iterator[LedgerEntry]:
        """Every line; a torn last one, which a kill leaves, is none."""
        if not self.path.exists():
            return
        for line in self.path.read_text(encoding="utf-8").splitlines():
            try:
                yield LedgerEntry(**json.loads(line))
            except (ValueError, TypeError):
                continue

    def latest(self) -> dict[str, LedgerEntry]:
        """By name, the last that was said of a run."""
        return {entry.name: entry for entry in self.entries()}

    def open_runs(self) -> dict[str, list[str]]:
        """By engine, the names of runs that may still be there."""
        found: dict[str, list[str]] = {}
        for entry in self.latest().values():
            if entry.state == "begun":
                found.setdefault(entry.engine, []).append(entry.name)
        return found

    def note(self, name: str, engine: str, sample: str, state: State) -> None:
        """Write a line down before anything else happens."""
        line = json.dumps(asdict(LedgerEntry(name, engine, sample, state))) + "\n"
        with self.path.open("ab") as file:
            if file.tell() and not self._ends_whole():
                file.write(b"\n")
            file.write(line.encode())
            file.flush()
            os.fsync(file.fileno())

    def name_for(self, campaign: str, sample: str) -> tuple[str, bool]:
        """The name of the run for a sample, and whether it may have been submitted already.

        One name a sample, so that a server refuses to run it twice; another one after it was cancelled.
        """
        known = self.latest()
        for number in range(1000):
            digest = hashlib.sha256(f"{campaign}/{sample}/{number}".encode()).hexdigest()
            name = f"fvk{digest[:15]}"
            if name not in known:
                return name, False
            if known[name].state != "cancelled":
                return name, True
        raise RuntimeError(f"{sample} was cancelled a thousand times")

    def _ends_whole(self) -> bool:
        with self.path.open("rb") as file:
            file.seek(-1, os.SEEK_END)
            return file.read(1) == b"\n"
