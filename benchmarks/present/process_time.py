"""Where the time of one process goes: SDK, the user's libraries, loading, compiling, running."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from benchmarks.present import figures
from benchmarks.present.charts.stacked import Bar, Bars, stacked
from benchmarks.present.product_names import product
from benchmarks.present.roles import roles_of
from benchmarks.record.progress import Progress
from benchmarks.record.schema import Cell

PHASES = {
    "import": "import the SDK",
    "libraries": "import your libraries",
    "load": "load the pipeline",
    "compile": "compile",
    "run": "run",
}
"""The phases of one session, in their order, by the beginning of their metric's name."""
_NANOSECONDS = 1e9
_FEWEST_BLOCKS = 3


def process_time(progress: Progress) -> Bars | None:
    """The bars of the cell with a step's real work, if it has enough blocks; ``None`` for no such cell."""
    roles = roles_of(progress.header)
    for cell in sorted(progress.header.cells, key=_importance):
        if (cell.probe, cell.target, cell.meter, cell.bytecode) != ("session", "local", "time", "warm"):
            continue
        found = {name: _medians(progress, cell, name) for name in roles.shown}
        told = {name: parts for name, parts in found.items() if sum(parts) > 0}
        blocks = len(progress.counted_blocks(cell.id))
        if len(told) > 1 and blocks >= _FEWEST_BLOCKS:
            return _drawn(cell, told, blocks)
    return None


def _importance(cell: Cell) -> tuple[bool, bool, int]:
    """Work of its own first, then fast settings, then the larger one."""
    return bool(cell.size), cell.lane != "tuned", -cell.steps


def _medians(progress: Progress, cell: Cell, contender: str) -> tuple[float, ...]:
    """Seconds a phase, each the median over the blocks; 0 for a phase that the contender does not have."""
    values = (progress.values(cell.id, contender, f"{phase}.wall_ns").values() for phase in PHASES)
    return tuple(median(found) / _NANOSECONDS if (found := list(one)) else 0.0 for one in values)


def _drawn(cell: Cell, told: dict[str, tuple[float, ...]], blocks: int) -> Bars:
    longest = max(map(sum, told.values()))
    return Bars(
        caption="Where the time of one process goes",
        heads=tuple(PHASES.values()),
        bars=tuple(_bar(name, parts, longest) for name, parts in told.items()),
        takeaway=_takeaway(told),
        reading=(
            f"One fresh process of {cell.workload}, {cell.lane} settings: medians of {blocks} blocks. "
            "Each colour is one phase; the longest bar fills the width."
        ),
        source=(cell.id,),
    )


def _bar(name: str, parts: tuple[float, ...], longest: float) -> Bar:
    texts = tuple(figures.quantity(part, "s") if part else figures.NONE for part in parts)
    total = figures.quantity(sum(parts), "s")
    said = ", ".join(f"{phase} {text}" for phase, text in zip(PHASES.values(), texts, strict=True))
    return Bar(product(name), stacked(f"{product(name)}: {said}", parts, longest), texts, total)


def _takeaway(told: dict[str, tuple[float, ...]]) -> str:
    """The phase that takes most of each process."""
    said = []
    for name, parts in told.items():
        phase, most = max(zip(PHASES.values(), parts, strict=True), key=lambda one: one[1])
        spent = f"{figures.quantity(most, 's')} of {figures.quantity(sum(parts), 's')}"
        said.append(f"{product(name)}: {phase}, {spent}")
    return f"What takes longest in one process. {_sentence(said)}."


def _sentence(parts: Sequence[str]) -> str:
    return "; ".join(parts)
