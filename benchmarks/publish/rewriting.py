"""What of the files has to be written anew, counted from two sides' implementations of the same workloads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.authoring.code_cost import counted_workloads, vocabulary_of
from benchmarks.authoring.difference import Difference, difference
from benchmarks.authoring.sides import Side


@dataclass(frozen=True)
class Rewriting:
    """One workload: how far the target's file is from the source's."""

    workload: str
    files: int
    """How many files differ; each side has one a workload."""
    before: int
    """Logical lines of the source's file, without what serves the harness."""
    cost: Difference


def rewritings(source: Side, target: Side) -> Iterator[Rewriting]:
    """One a workload that both sides implement, in order of name."""
    for name in counted_workloads((source, target)):
        old, new = ((side.folder / f"{name}.py").read_text(encoding="utf-8") for side in (source, target))
        cost = difference(old, new, vocabulary_of(source), vocabulary_of(target))
        nothing = difference(old, "", vocabulary_of(source))
        yield Rewriting(name, int(bool(cost.lines)), nothing.lines_removed, cost)
