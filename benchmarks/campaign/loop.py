"""Run a campaign: take the samples that the schedule says and the raw file does not have yet.

Starting and resuming are the same act. Every decision is a function of the raw file, so a campaign that
was killed continues as if it had not been.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

from benchmarks.plan.precision import Sufficiency, judge
from benchmarks.plan.schedule import order_of
from benchmarks.record.journal import Journal
from benchmarks.record.observations import observed_tables
from benchmarks.record.progress import Progress
from benchmarks.record.schema import Block, Cell, Contender, Dropped, End, Line, Reference, Sample, Stop

REPEATS = 2
"""How often a block that the machine disturbed is repeated, at most."""

HOPEFUL_REPEATS = 6
"""Repeats after which, where they outnumber the blocks that count, the machine is taken to be like that."""
OUT_OF_TIME = "time limit"
"""Why a cell stopped, its minimum or not: the campaign's time was over."""
_SMALLER = "not tried after "
"""Begins the reason for leaving out a size, followed by the first cell that failed."""


class Sampler(Protocol):
    """Takes one sample in a fresh process."""

    def take(self, cell: Cell, contender: Contender, block: int, attempt: int, position: int) -> Sample:
        """Measure; whatever goes wrong in the measured process is told in the sample, not raised."""

    def reference(self, cell: Cell) -> Reference:
        """Compute the plain-Python outputs for the cell's workload and size."""


class Watch(Protocol):
    """Looks at the machine before and after a block."""

    def before(self) -> Any:
        """A snapshot."""

    def after(self, before: Any) -> tuple[list[str], dict[str, Any]]:
        """The flags (empty for a quiet block) and the figures behind them."""


class Observer(Protocol):
    """Is told what happens, to show it."""

    def sampling(self, cell: Cell, block: int, contender: str) -> None:
        """A sample is about to be taken."""

    def wrote(self, line: Line, progress: Progress) -> None:
        """A line has reached the raw file."""


@dataclass
class Campaign:
    """One run over the schedule in ``progress.header``; every effect comes in from outside."""

    progress: Progress
    journal: Journal
    sampler: Sampler
    watch: Watch
    observer: Observer
    clock: Callable[[], float]
    """Seconds since the campaign began, not counting the time between a kill and a resumption."""
    now: Callable[[], str]
    """The time of day in UTC, ISO 8601."""
    leave: Callable[[], None] = lambda: None
    """Called once when no more samples are taken, for whatever reason."""
    _contenders: dict[str, Contender] = field(init=False)

    def __post_init__(self) -> None:
        self._contenders = {contender.name: contender for contender in self.progress.header.contenders}

    def run(self) -> Progress:
        """Take every missing sample, block by block in rounds over the cells, and end the file."""
        while open_cells := self._next_round():
            for cell in open_cells:
                if not self._stop_if_done(cell):
                    self._run_block(cell)
        if self.progress.end is None:
            for table in observed_tables(self.progress):
                self._write(table)
            self._write(End(at=self.now(), elapsed_s=self.clock()))
        return self.progress

    def _next_round(self) -> list[Cell]:
        """The cells that get a block each now.

        Headlines first, until each has what a verdict needs; then the others up to their minimum, wave by
        wave, the default lane last, whose samples are long; then every open cell.
        """
        cells = [cell for cell in self.progress.header.cells if cell.id not in self.progress.stops]
        if headlines := [cell for cell in cells if self._needed(cell)]:
            return headlines
        needy = [c for c in cells if len(self.progress.counted_blocks(c.id)) < c.minimum_blocks]
        first = min((_turn(cell) for cell in needy), default=None)
        return cells if first is None else [cell for cell in needy if _turn(cell) == first]

    def _needed(self, cell: Cell) -> bool:
        """Whether a headline's verdict needs another block of this cell, whatever the limit."""
        return len(self.progress.counted_blocks(cell.id)) < cell.needed_blocks

    def _stop_if_done(self, cell: Cell) -> bool:
        begun = bool(self.progress.blocks[cell.id])
        if self._out_of_time() and not self._needed(cell):
            self._write(Stop(cell.id, len(self.progress.counted_blocks(cell.id)), OUT_OF_TIME))
            return True
        if not begun:
            self._drop_who_failed_before(cell)
        if len(self._remaining(cell)) == 0:
            verdict = Sufficiency("no contender left")
        elif not begun and cell.wave > 0 and self.clock() >= self.progress.header.budget_s:
            verdict = Sufficiency("budget")
        else:
            verdict = judge(self.progress, cell, self.clock())
        if verdict.reason is None:
            return False
        self._write(Stop(cell.id, len(self.progress.counted_blocks(cell.id)), verdict.reason))
        return True

    def _always_disturbed(self) -> bool:
        """Whether repeating has shown that it finds no quieter moment; told by the flags alone."""
        taken = [block for blocks in self.progress.blocks.values() for block in blocks]
        repeated = sum(not block.counts for block in taken)
        return repeated >= HOPEFUL_REPEATS and repeated > len(taken) - repeated

    def _out_of_time(self) -> bool:
        limit_s = self.progress.header.limit_s
        return limit_s is not None and self.clock() >= limit_s

    def _remaining(self, cell: Cell) -> list[str]:
        return [name for name in cell.contenders if name not in self.progress.dropped[cell.id]]

    def _run_block(self, cell: Cell) -> None:
        """Run the next block of a cell, repeating it while the machine was disturbed."""
        if self.progress.reference_of(cell) is None:
            self._write(self.sampler.reference(cell))
        block = len(self.progress.counted_blocks(cell.id))
        attempts = [line for line in self.progress.blocks[cell.id] if line.block == block]
        attempt = len(attempts)
        before = self.watch.before()
        self._run_attempt(cell, block, attempt)
        flags, noise = self.watch.after(before)
        if cell.target == "cluster":
            flags = []  # what happens on this machine disturbs nothing there
        # The last attempt counts whatever the machine did, and says so: a hole would help nobody.
        spent = self.clock() >= self.progress.header.budget_s
        counts = not flags or attempt == REPEATS or spent or self._always_disturbed()
        self._write(Block(cell.id, block, attempt, flags, counts, noise))
        self._drop_hopeless(cell, block)

    def _run_attempt(self, cell: Cell, block: int, attempt: int) -> None:
        """Give everybody a turn: a block that has begun is finished, whatever the time."""
        order = cell.order[block] if attempt == 0 and block < len(cell.order) else None
        if order is None:
            order = order_of(self.progress.header.seed, cell.id, block, attempt, cell.contenders)
        taken = self.progress.samples[cell.id, block, attempt]
        for position, name in enumerate(order):
            if name in taken or name in self.progress.dropped[cell.id]:
                continue
            self.observer.sampling(cell, block, name)
            self._write(self.sampler.take(cell, self._contenders[name], block, attempt, position))

    def _drop_who_failed_before(self, cell: Cell) -> None:
        """What breaks at one size is not tried at larger ones: the first failing size is the result."""
        for name, dropped in self.progress.dropped[cell.smaller].items():
            if name in self._remaining(cell):
                first = dropped.reason.startswith(_SMALLER)
                reason = dropped.reason if first else f"{_SMALLER}{cell.smaller}: {dropped.reason}"
                self._write(Dropped(cell.id, name, -1, reason))

    def _drop_hopeless(self, cell: Cell, block: int) -> None:
        for name in self._remaining(cell):
            reason = _hopeless(
                [sample for _, sample in self.progress.samples_of(cell.id, name)], self.progress.header.tries
            )
            if reason:
                self._write(Dropped(cell.id, name, block, reason))

    def _write(self, line: Line) -> None:
        self.journal.append(line)
        self.progress.take(line)
        self.observer.wrote(line, self.progress)


def _turn(cell: Cell) -> tuple[bool, int]:
    """Whose minimum comes first: sizes in waves, smallest first; the default lane after all."""
    return cell.lane == "default", cell.wave


def _hopeless(samples: list[Sample], tries: int) -> str | None:
    """Why further samples would tell nothing new, or ``None``."""
    if not samples or any(sample.status == "ok" for sample in samples):
        return None
    last = samples[-1]
    if last.status in ("unsupported", "mismatch"):
        return last.reason
    if len(samples) >= tries:
        return f"failed {len(samples)} times in {len(samples)} tries: {last.reason}"
    return None
