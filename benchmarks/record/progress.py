"""What a raw file says has been done already: the state that a campaign continues from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from msgspec.structs import replace

from benchmarks.errors import RawFileError
from benchmarks.record.schema import (
    Block,
    Cell,
    Dropped,
    End,
    Extension,
    Header,
    Line,
    Note,
    Reference,
    Sample,
    Stop,
    Table,
)

MOST_SAMPLES = 250_000
"""Of one raw file, so that the memory a report needs is bounded; a full campaign has some 40 000."""

MOST_BLOCKS = 500
"""Of a cell that more time was given to; the exact intervals are quick up to there."""
REOPENED = ("maximum", "budget", "time limit")
"""Reasons to stop that more time takes away."""


@dataclass
class Progress:
    """Everything a raw file has said so far, by what it is about; fed line by line."""

    header: Header
    references: list[Reference] = field(default_factory=list)
    samples: dict[tuple[str, int, int], dict[str, Sample]] = field(default_factory=lambda: defaultdict(dict))
    """By (cell, block, attempt), then by contender."""
    attempts: dict[str, dict[tuple[int, int], dict[str, Sample]]] = field(
        default_factory=lambda: defaultdict(dict)
    )
    """The same by cell, then by (block, attempt): nobody looks through a whole campaign for one cell."""
    blocks: dict[str, list[Block]] = field(default_factory=lambda: defaultdict(list))
    dropped: dict[str, dict[str, Dropped]] = field(default_factory=lambda: defaultdict(dict))
    stops: dict[str, Stop] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    end: End | None = None

    def take(self, line: Line) -> None:
        """Add one line."""
        match line:
            case Sample():
                taken = self.samples[line.cell, line.block, line.attempt]
                taken[line.contender] = line
                self.attempts[line.cell][line.block, line.attempt] = taken
            case Block():
                self.blocks[line.cell].append(line)
            case Dropped():
                self.dropped[line.cell][line.contender] = line
            case Stop():
                self.stops[line.cell] = line
            case Reference() | Note() | Table():
                self._keep(line)
            case End():
                self.end = line
            case Extension():
                self._extend(line)
            case Header():
                raise RawFileError("a second campaign line in one raw file")

    def _keep(self, line: Reference | Note | Table) -> None:
        match line:
            case Reference():
                self.references.append(line)
            case Note():
                self.notes.append(line)
            case Table():
                self.tables.append(line)

    def _extend(self, line: Extension) -> None:
        """Open the cells again that the plan or the time ended; what is precise stays as it is."""
        self.end = None
        self.stops = {cell: stop for cell, stop in self.stops.items() if stop.reason not in REOPENED}
        until_s = line.from_s + line.seconds
        cells = [replace(cell, maximum_blocks=MOST_BLOCKS) for cell in self.header.cells]
        self.header = replace(self.header, budget_s=until_s, limit_s=until_s, cells=cells)

    @property
    def elapsed_s(self) -> float:
        """Active seconds so far, as far as the file tells."""
        latest = (sample.at_s for block in self.samples.values() for sample in block.values())
        return max(latest, default=0.0)

    def counted_blocks(self, cell: str) -> list[Block]:
        """The blocks of a cell that analysis uses: one attempt each, in order."""
        return [block for block in self.blocks.get(cell, ()) if block.counts]

    def samples_of(self, cell: str, contender: str) -> Iterator[tuple[tuple[int, int], Sample]]:
        """One contender's samples in a cell, each with its (block, attempt), in the order of the file."""
        for key, taken in self.attempts.get(cell, {}).items():
            if contender in taken:
                yield key, taken[contender]

    def values(self, cell: str, contender: str, metric: str) -> dict[int, float]:
        """Block to value, over counted blocks in which this contender's sample has the metric.

        A sample that failed keeps the figures of the phases that it had finished: a run that fails does
        not take back how long the build took. Other outputs than the reference's void everything.
        """
        attempts = self.attempts.get(cell, {})
        return {
            block.block: sample.metrics[metric]
            for block in self.counted_blocks(cell)
            if (sample := attempts.get((block.block, block.attempt), {}).get(contender)) is not None
            and sample.status in ("ok", "failed")
            and metric in sample.metrics
        }

    def reference_of(self, cell: Cell) -> Reference | None:
        """The plain-Python truth for a cell, if it has been computed."""
        for reference in self.references:
            if reference.workload == cell.workload and reference.size == cell.size:
                return reference
        return None


def replay(lines: Iterable[Line]) -> Progress:
    """The progress that a raw file's lines add up to."""
    remaining = iter(lines)
    header = next(remaining, None)
    if not isinstance(header, Header):
        raise RawFileError("the raw file is empty: nothing was measured before it was interrupted")
    progress = Progress(header)
    samples = 0
    for line in remaining:
        samples += isinstance(line, Sample)
        if samples > MOST_SAMPLES:
            raise RawFileError(
                f"more than {MOST_SAMPLES} samples in one raw file; a report reads no more than that: "
                "measure fewer cells in one campaign, such as by --workload or --question"
            )
        progress.take(line)
    return progress
