"""What a running campaign shows: a live display on a terminal, plain lines anywhere else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median
from types import TracebackType

from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.markup import escape
from rich.progress import BarColumn, TextColumn
from rich.progress import Progress as Bar
from rich.table import Table

from benchmarks.present import figures
from benchmarks.record.progress import Progress
from benchmarks.record.schema import Block, Cell, Dropped, Line, Note, Question, Reference, Sample, Stop
from benchmarks.safe_text import printable


@dataclass
class TimeForecast:
    """How much of the plan's minimum is done, and how long the rest will take at the pace so far."""

    done: int
    planned: int
    left_s: float | None

    @classmethod
    def of(cls, progress: Progress, now_s: float) -> TimeForecast:
        """Count samples up to every cell's minimum, or to the blocks it had when it stopped."""
        done = planned = 0
        left_s = 0.0
        pace_s = now_s / max(1, len(progress.samples))
        for cell in progress.header.cells:
            counted = progress.counted_blocks(cell.id)
            stop = progress.stops.get(cell.id)
            wanted = stop.blocks if stop else max(cell.minimum_blocks, len(counted) + 1)
            done += len(counted)
            planned += wanted
            left_s += (wanted - len(counted)) * (_pace_s(progress, cell) or pace_s)
        return cls(done, planned, left_s if progress.samples else None)


def _pace_s(progress: Progress, cell: Cell) -> float | None:
    """Median seconds of this cell's blocks so far."""
    taken = [
        block.noise["elapsed_ns"] / 1e9 for block in progress.blocks[cell.id] if "elapsed_ns" in block.noise
    ]
    return median(taken) if taken else None


def duration(seconds: float) -> str:
    """``45 s``, ``3 min 20 s``, ``1 h 05 min``."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60:02d} s"
    return f"{whole // 3600} h {whole % 3600 // 60:02d} min"


@dataclass
class PlainLines:
    """One line a block and a line for whatever is out of the ordinary."""

    console: Console
    clock: Callable[[], float]

    def __enter__(self) -> PlainLines:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None

    def sampling(self, cell: Cell, block: int, contender: str) -> None:
        """Nothing: a line a sample would be too many."""

    def wrote(self, line: Line, progress: Progress) -> None:
        """Say what a line of the raw file means."""
        told = describe(line)
        if isinstance(line, Block):
            forecast = TimeForecast.of(progress, self.clock())
            left = "" if forecast.left_s is None else f", about {duration(forecast.left_s)} left"
            told = f"[{forecast.done}/{forecast.planned} blocks{left}] {told}"
        if told:
            self.console.print(escape(printable(told)), highlight=False, soft_wrap=True)


@dataclass
class LiveDisplay:
    """A progress bar, what is being measured now, and the estimates so far."""

    console: Console
    clock: Callable[[], float]
    _bar: Bar = field(init=False)
    _live: Live = field(init=False)
    _now: str = "starting"

    def __post_init__(self) -> None:
        self._bar = Bar(BarColumn(), TextColumn("{task.completed}/{task.total} blocks, {task.fields[left]}"))
        self._task = self._bar.add_task("", total=1, left="")
        self._live = Live(console=self.console, refresh_per_second=2, transient=True)

    def __enter__(self) -> LiveDisplay:
        self._live.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._live.__exit__(kind, error, trace)

    def sampling(self, cell: Cell, block: int, contender: str) -> None:
        """Show which sample is under way."""
        self._now = f"{cell.id}, block {block + 1}, {contender}"

    def wrote(self, line: Line, progress: Progress) -> None:
        """Refresh the display; whatever is out of the ordinary scrolls by above it."""
        told = describe(line)
        if told and not isinstance(line, Block):
            self._live.console.print(escape(printable(told)), highlight=False)
        forecast = TimeForecast.of(progress, self.clock())
        left = "" if forecast.left_s is None else f"about {duration(forecast.left_s)} left"
        self._bar.update(self._task, total=forecast.planned, completed=forecast.done, left=left)
        self._live.update(Group(self._estimates(progress), escape(self._now), self._bar))

    def _estimates(self, progress: Progress) -> RenderableType:
        """Medians so far of the headline questions; verdicts wait for the end."""
        names = [contender.name for contender in progress.header.contenders if not contender.twin_of]
        table = Table("medians so far", *map(escape, names), box=None, pad_edge=False)
        for question in progress.header.questions:
            cell = next((cell for cell in progress.header.cells if cell.id == question.headline), None)
            if cell is not None:
                table.add_row(question.id, *(_so_far(progress, cell, question, name) for name in names))
        return table


def _so_far(progress: Progress, cell: Cell, question: Question, contender: str) -> str:
    values = progress.values(cell.id, contender, question.metric).values()
    if not values:
        return figures.NONE
    scale = 1e9 if question.metric.endswith("_ns") else 1.0
    return f"{figures.quantity(median(values) / scale, question.unit)} (n={len(values)})"


def describe(line: Line) -> str:  # noqa: PLR0911 - one return a kind of line reads best
    """One line of plain text, empty for what needs no mention."""
    match line:
        case Reference():
            return f"plain reference of {line.workload} computed"
        case Sample() if line.status != "ok":
            return f"{line.cell}, block {line.block + 1}, {line.contender}: {line.status}: {line.reason}"
        case Block():
            disturbed = f" DISTURBED ({'; '.join(line.flags)})" if line.flags else ""
            again = "" if line.counts else ", repeating"
            return f"{line.cell}, block {line.block + 1}{disturbed}{again}"
        case Dropped():
            return f"{line.cell}: {line.contender} is left out: {line.reason}"
        case Stop():
            return f"{line.cell}: finished after {line.blocks} blocks ({line.reason})"
        case Note():
            return line.text
    return ""
