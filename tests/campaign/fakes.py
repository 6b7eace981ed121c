"""Samplers, machines and observers that do what a test says."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import Any

from benchmarks.record.progress import Progress
from benchmarks.record.schema import Cell, Contender, Line, Reference, Sample
from tests.campaigns import sample


class Killed(BaseException):
    """Stands for SIGKILL: nothing in the campaign may catch it."""


@dataclass
class FakeSampler:
    """Samples of known duration; every taken place is noted."""

    seconds: dict[str, float] = field(default_factory=lambda: {"plain": 1.0, "alpha": 2.0, "beta": 3.0})
    fails: dict[str, str] = field(default_factory=dict)
    kill_at: int | None = None
    taken: list[tuple[str, int, int, str]] = field(default_factory=list)

    def reference(self, cell: Cell) -> Reference:
        return Reference(cell.workload, cell.size, {})

    def take(self, cell: Cell, contender: Contender, block: int, attempt: int, position: int) -> Sample:
        if self.kill_at is not None and len(self.taken) == self.kill_at:
            raise Killed
        self.taken.append((cell.id, block, attempt, contender.name))
        status = self.fails.get(contender.name, "ok")
        jitter = Random(f"{cell.id}{block}{contender.name}").gauss(1, 0.01)
        return sample(
            contender.name,
            block,
            self.seconds[contender.name] * jitter,
            cell_id=cell.id,
            attempt=attempt,
            status=status,
            reason="" if status == "ok" else f"{status} on purpose",
        )


@dataclass
class FakeWatch:
    """A machine that is disturbed in the given attempts."""

    flags: list[list[str]] = field(default_factory=list)

    def before(self) -> Any:
        return None

    def after(self, before: Any) -> tuple[list[str], dict[str, Any]]:
        return (self.flags.pop(0) if self.flags else []), {}


class Silent:
    def sampling(self, cell: Cell, block: int, contender: str) -> None:
        pass

    def wrote(self, line: Line, progress: Progress) -> None:
        pass
