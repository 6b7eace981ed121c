"""A/A: one contender under two names, and how often it is called different from itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from scipy.stats import binomtest

from benchmarks.plan.schedule import twin_of
from benchmarks.present import figures
from benchmarks.selfcheck.results import Keep
from benchmarks.selfcheck.trial import WHOLE_PROCESS, carry_out, template, vary

BLOCKS = 10
ALLOWED = 0.10
"""Share of false "different" that a real machine may show at a nominal 5 %."""


@dataclass(frozen=True)
class Share:
    """How many of the campaigns were wrong."""

    wrong: int
    campaigns: int

    @property
    def interval(self) -> tuple[float, float]:
        """Exact (Clopper–Pearson) 95 % interval of the share."""
        found = binomtest(self.wrong, self.campaigns).proportion_ci()
        return float(found.low), float(found.high)

    @property
    def value(self) -> float:
        """Wrong campaigns over all."""
        return self.wrong / self.campaigns


def run(
    campaigns: int, out: Path, say: Callable[[str], None], keep: Keep, engines: Sequence[str] = ("plain",)
) -> Share:
    """Run the campaigns one after the other, each with a seed of its own.

    The first engine takes part twice; the others stand between its samples, as they do in real campaigns.
    """
    plan = template(say, engines)
    contender = next(one for one in plan.contenders if one.name == engines[0])
    wrong = 0
    for number in range(campaigns):
        varied = vary(plan, WHOLE_PROCESS, twin_of(contender), BLOCKS, seed=number)
        pairing = carry_out(varied, out / f"aa-{number:03d}").answer.twin
        if pairing is None or pairing.comparison is None:
            raise RuntimeError(f"campaign {number} has no comparison; see {out / f'aa-{number:03d}'}")
        different = pairing.comparison.difference.excludes(0.0)
        wrong += different
        keep(
            {
                "campaign": number,
                "different": different,
                "n": pairing.comparison.n,
                "engines": ", ".join(engines),
            }
        )
        told = "DIFFERENT" if different else "no difference"
        found = f"{figures.ratio(pairing.comparison.ratio)}, n={pairing.comparison.n}"
        say(f"campaign {number + 1} of {campaigns}: {told} ({found}); {wrong} wrong so far")
    return Share(wrong, campaigns)
