"""What the lines of one raw file must have to do with each other, whoever wrote them."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from benchmarks.record.progress import MOST_BLOCKS, REOPENED
from benchmarks.record.schema import (
    Block,
    Cell,
    Dropped,
    End,
    Extension,
    Header,
    Line,
    Reference,
    Sample,
    Stop,
)

LONGEST_S = 1e9
"""Thirty years: no campaign, and no sample of one, is said to have taken longer."""


def plan_faults(header: Header) -> Iterator[str]:
    """What contradicts itself in a plan, each in one line; nothing for a plan that can be carried out."""
    names = [contender.name for contender in header.contenders]
    cells = [cell.id for cell in header.cells]
    yield from (f"two contenders are called {name}" for name in _twice(names))
    yield from (f"two cells are called {name}" for name in _twice(cells))
    yield from (f"two questions are called {name}" for name in _twice([one.id for one in header.questions]))
    for contender in header.contenders:
        if contender.twin_of is not None and contender.twin_of not in names:
            yield f"{contender.name} is the twin of {contender.twin_of}, which takes no part"
    for cell in header.cells:
        yield from (f"cell {cell.id}: {fault}" for fault in _cell_faults(cell, set(names), set(cells)))
    for name, seconds in (("budget_s", header.budget_s), ("limit_s", header.limit_s)):
        if seconds is not None and not 0 <= seconds <= LONGEST_S:
            yield f"{name} is {seconds:g}"


def _cell_faults(cell: Cell, contenders: set[str], cells: set[str]) -> Iterator[str]:
    yield from (f"{name} stands twice among its contenders" for name in _twice(cell.contenders))
    yield from (f"{name} is none of the contenders" for name in cell.contenders if name not in contenders)
    if cell.smaller and cell.smaller not in cells:
        yield f"there is no smaller cell {cell.smaller}"
    if not 0 <= cell.minimum_blocks <= cell.maximum_blocks:
        yield f"at least {cell.minimum_blocks} and at most {cell.maximum_blocks} blocks"
    if len(cell.order) < cell.maximum_blocks:
        yield f"an order for {len(cell.order)} of {cell.maximum_blocks} blocks"
    everybody = sorted(cell.contenders)
    for number, order in enumerate(cell.order):
        if sorted(order) != everybody:
            yield f"the order of block {number} has other contenders than the cell"
    if not 0 < cell.timeout_s <= LONGEST_S:
        yield f"a timeout of {cell.timeout_s:g} s"


def _twice(names: list[str]) -> list[str]:
    return sorted({name for name in names if names.count(name) > 1}) if len(set(names)) < len(names) else []


@dataclass
class Consistency:
    """What a campaign's lines have said so far: tells what the next one contradicts, and what is missing."""

    header: Header
    _samples: dict[tuple[str, int, int], set[str]] = field(default_factory=lambda: defaultdict(set))
    _blocks: dict[str, dict[tuple[int, int], Block]] = field(default_factory=lambda: defaultdict(dict))
    _dropped: dict[str, dict[str, Dropped]] = field(default_factory=lambda: defaultdict(dict))
    _stopped: dict[str, Stop] = field(default_factory=dict)
    _references: list[Reference] = field(default_factory=list)
    _ended: bool = False
    _extended: bool = False

    def __post_init__(self) -> None:
        self._cells = {cell.id: cell for cell in self.header.cells}
        self._contenders = {cell.id: set(cell.contenders) for cell in self.header.cells}

    def take(self, line: Line) -> str:
        """What is wrong with this line after those before it, in one line; empty for nothing."""
        return next(self._faults(line), "")

    def _faults(self, line: Line) -> Iterator[str]:
        if isinstance(line, Sample | Block | Dropped | Stop):
            if line.cell not in self._cells:
                yield f"cell {line.cell} is not in the plan"
            if line.cell in self._stopped:
                yield f"cell {line.cell} had stopped"
        match line:
            case Sample():
                yield from self._sample(line)
            case Block():
                yield from self._block(line)
            case Dropped():
                yield from self._drop(line)
            case Stop():
                self._stopped[line.cell] = line
            case Reference():
                yield from self._reference(line)
            case End() | Extension():
                yield from self._ending(line)

    def _ending(self, line: End | Extension) -> Iterator[str]:
        if isinstance(line, End):
            yield from ["the campaign had ended"] * self._ended
            self._ended = True
            return
        self._extended, self._ended = True, False
        self._stopped = {cell: stop for cell, stop in self._stopped.items() if stop.reason not in REOPENED}

    def holes(self) -> Iterator[str]:
        """What the lines leave out that must stand among them, each in one line."""
        for cell, blocks in self._blocks.items():
            counted = [block.block for block in blocks.values() if block.counts]
            if sorted(counted) != [*range(len(counted))]:
                yield f"the blocks of {cell} that count are {', '.join(map(str, counted))}"
            stop = self._stopped.get(cell)
            if stop is not None and stop.blocks != len(counted):
                yield f"{cell} stopped after {stop.blocks} blocks, and has {len(counted)}"
            for number, attempt in blocks:
                # Whoever is dropped after one attempt at a block takes no part in the next.
                gone = {
                    name
                    for name, one in self._dropped[cell].items()
                    if one.after_block < number + (attempt > 0)
                }
                missing = self._contenders[cell] - gone - self._samples[cell, number, attempt]
                if missing:
                    yield f"block {number} of {cell} has no sample of {', '.join(sorted(missing))}"

    def _sample(self, line: Sample) -> Iterator[str]:
        where = f"of {line.contender} in block {line.block} of {line.cell}"
        if line.contender not in self._contenders[line.cell]:
            yield f"{line.contender} takes no part in {line.cell}"
        dropped = self._dropped[line.cell].get(line.contender)
        if dropped is not None and line.block > dropped.after_block:
            yield f"a sample {where}, which had been dropped"
        taken = self._samples[line.cell, line.block, line.attempt]
        if line.contender in taken:
            yield f"a second sample {where}"
        most = MOST_BLOCKS if self._extended else self._cells[line.cell].maximum_blocks
        if not (0 <= line.block < most and line.attempt >= 0):
            yield f"a sample {where}, attempt {line.attempt}, which the plan does not have"
        if not 0 <= line.at_s <= LONGEST_S:
            yield f"a sample {where} at {line.at_s:g} s"
        if wrong := next((name for name, value in line.metrics.items() if not math.isfinite(value)), None):
            yield f"a sample {where} with {wrong} {line.metrics[wrong]}"
        taken.add(line.contender)

    def _block(self, line: Block) -> Iterator[str]:
        own = self._blocks[line.cell]
        if (line.block, line.attempt) in own:
            yield f"a second end of block {line.block} of {line.cell}"
        own[line.block, line.attempt] = line

    def _drop(self, line: Dropped) -> Iterator[str]:
        if line.contender not in self._contenders[line.cell]:
            yield f"{line.contender} is dropped from {line.cell}, in which it takes no part"
        if line.contender in self._dropped[line.cell]:
            yield f"{line.contender} is dropped from {line.cell} a second time"
        self._dropped[line.cell][line.contender] = line

    def _reference(self, line: Reference) -> Iterator[str]:
        for known in self._references:
            same = (known.workload, known.size) == (line.workload, line.size)
            if same and repr(known.outputs) != repr(line.outputs):
                yield f"another reference for {line.workload} {line.size}"
        self._references.append(line)
