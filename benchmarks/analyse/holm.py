"""Correct the headline verdicts for being several: among twenty equal pairs, one looks different by chance.

Holm's step-down procedure keeps the chance of *any* false "faster" in the family at 5 %, whatever the
dependence between its members. The family is the one written down before measuring: a member that could not
be measured still counts, with a p-value of 1.
"""

from __future__ import annotations

from collections.abc import Mapping
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
    from statsmodels.stats.multitest import multipletests  # imports pandas, for a report alone

    if not family:
        return {}
    raw = [1.0 if member.p_value is None else member.p_value for member in family.values()]
    adjusted = [float(p) for p in multipletests(raw, alpha=alpha, method="holm")[1]]
    return {
        name: Corrected(_after(member.verdict, p, alpha, len(family)), p, len(family))
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


def _after(verdict: Verdict, adjusted_p: float, alpha: float, family_size: int) -> Verdict:
    if verdict.proven is None or adjusted_p <= alpha:
        return verdict
    if verdict.kind is Kind.SAME:
        return replace(verdict, proven=None)
    reason = f"corrected for {family_size} headline questions, p is {adjusted_p:.2g}, above {alpha:g}"
    return Verdict(Kind.NOT_PROVEN, reason)
