"""Correct the headline verdicts for being several: among twenty equal pairs, one looks different by chance.

Hochberg's step-up procedure (Biometrika 75, 1988) keeps the chance of *any* false "faster" in the family at
5 %. It rests on the same exact p-values as Holm's step-down, and rejects whatever Holm's does and more: where
the largest p-value of a family is at most 5 %, all of its members are proven. It needs p-values that are
independent or positively dependent, as those of questions are that share a machine and its noise.
``docs/family.md`` has both procedures in simulation, also where that assumption does not hold; ``python -m
tests.simulate_family`` makes it anew. The family is the one written down before measuring: a member that
could not be measured still counts, with a p-value of 1.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from benchmarks.analyse.signed_rank import probability_at_most
from benchmarks.analyse.verdict import Kind, Verdict

ALPHA = 0.05


@dataclass(frozen=True)
class Member:
    """One headline question's verdict before correction."""

    verdict: Verdict
    p_value: float | None
    """``None`` where nothing could be compared."""
    blocks: int | None = None
    """Pairs that the p-value rests on, where it is of paired blocks."""


@dataclass(frozen=True)
class Corrected:
    """The verdict that may stand in a headline."""

    verdict: Verdict
    adjusted_p: float
    family_size: int


def correct(family: Mapping[str, Member], alpha: float = ALPHA) -> dict[str, Corrected]:
    """Adjust a family's p-values together; *faster* with an adjusted p above ``alpha`` drops to *not proven*.

    *Same* stays: it rejects no equality. It loses what it ``proven`` about a direction, though.
    """
    if not family:
        return {}
    raw = [1.0 if member.p_value is None else member.p_value for member in family.values()]
    adjusted = hochberg(raw)
    return {
        name: Corrected(_after(member, p, alpha, len(family)), p, len(family))
        for (name, member), p in zip(family.items(), adjusted, strict=True)
    }


def blocks_needed(family_size: int, alpha: float = ALPHA) -> int:
    """The fewest blocks with which a family of this size can have a *faster* that survives on its own.

    When every block agrees, the signed-rank p-value is ``2 / 2**n``, and the smallest p of a family is
    multiplied by the family's size. So six blocks, enough for one 95 % interval, prove no headline of two or
    more questions alone.
    """
    count = 1
    while 2 * probability_at_most(0, count) * family_size > alpha:
        count += 1
    return count


def hochberg(p_values: Sequence[float]) -> list[float]:
    """Adjusted p-values in the order given: reject where one is at most alpha.

    The largest p-value is compared as it is, the next smaller one times two, and so on; an adjusted one is
    never above that of a larger p-value.
    """
    order = sorted(range(len(p_values)), key=lambda place: -p_values[place])
    adjusted = [1.0] * len(p_values)
    smallest = 1.0
    for factor, place in enumerate(order, 1):
        smallest = min(smallest, factor * p_values[place])
        adjusted[place] = smallest
    return adjusted


def _after(member: Member, adjusted_p: float, alpha: float, family_size: int) -> Verdict:
    verdict = member.verdict
    if verdict.proven is None or adjusted_p <= alpha:
        return verdict
    if verdict.kind is Kind.SAME:
        return replace(verdict, proven=None)
    return Verdict(Kind.NOT_PROVEN, _why_not(member, adjusted_p, alpha, family_size))


def _why_not(member: Member, adjusted_p: float, alpha: float, family_size: int) -> str:
    """Whether more blocks alone would help, or the blocks disagree."""
    together = f"corrected for {family_size} headline questions, p is {adjusted_p:.2g}, above {alpha:g}"
    blocks = member.blocks
    if blocks and member.p_value is not None and member.p_value <= 2 * probability_at_most(0, blocks):
        more = blocks_needed(family_size, alpha) - blocks
        return f"all {blocks} blocks agree, but they are too few: {together}; {more} more would decide"
    return f"the blocks disagree: {together}" if blocks else together
