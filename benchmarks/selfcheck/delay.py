"""A known delay injected into one contender must come back, down to the printed text.

It is looked for in the time of the whole process, which has the noise of any sample. Inside the short
phase where it happens, microseconds would count: what runs after a delay finds colder caches.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from benchmarks.analyse.comparison import Comparison
from benchmarks.present import figures
from benchmarks.record.schema import Contender
from benchmarks.selfcheck.results import Keep
from benchmarks.selfcheck.trial import WHOLE_PROCESS, Trial, carry_out, template, vary

BLOCKS = 40
"""The interval of a process of some 50 ms is then narrower than the tolerance, even in a virtual machine."""
TOLERANCE = 0.10
"""How far, as a share of the delay, an estimate may be off."""
NAME = "delayed"


@dataclass(frozen=True)
class Recovery:
    """What one campaign made of the delay."""

    added_s: float
    trial: Trial
    comparison: Comparison

    @property
    def close(self) -> bool:
        """Whether the estimate is within the tolerance."""
        return abs(self.comparison.difference.estimate - self.added_s) <= TOLERANCE * self.added_s

    @property
    def covered(self) -> bool:
        """Whether there is an interval and it holds the truth."""
        interval = self.comparison.difference
        return interval.low is not None and not interval.excludes(self.added_s)

    @property
    def printed(self) -> str:
        """The figure as every form of the report writes it."""
        return figures.estimate(self.comparison.difference, WHOLE_PROCESS, signed=True)

    def row(self, campaign: int) -> dict[str, Any]:
        """What is kept of it: the figure as printed, and as numbers."""
        found = self.comparison.difference
        ends = {"low_s": found.low, "high_s": found.high}
        told = {"estimate_s": found.estimate, **ends, "n": self.comparison.n, "printed": self.printed}
        return {
            "campaign": campaign,
            "added_s": self.added_s,
            **told,
            "close": self.close,
            "covered": self.covered,
        }


def run(added_ns: int, campaigns: int, out: Path, say: Callable[[str], None], keep: Keep) -> list[Recovery]:
    """Run the campaigns; each compares plain Python with itself plus the delay."""
    plan = template(say)
    second = Contender(NAME, "plain")
    found = []
    for number in range(campaigns):
        varied = replace(
            vary(plan, WHOLE_PROCESS, second, BLOCKS, seed=number),
            delay={"contender": NAME, "phase": "run", "ns": added_ns},
        )
        trial = carry_out(varied, out / f"delay-{number:03d}")
        comparison = trial.answer.pairings[0].comparison
        if comparison is None:
            raise RuntimeError(f"campaign {number} has no comparison; see {out / f'delay-{number:03d}'}")
        recovery = Recovery(added_ns / 1e9, trial, comparison)
        found.append(recovery)
        keep(recovery.row(number))
        say(
            f"campaign {number + 1} of {campaigns}: {recovery.printed}, n={comparison.n}"
            f"{'' if recovery.close else ' NOT CLOSE'}{'' if recovery.covered else ' NOT COVERED'}"
        )
    return found
