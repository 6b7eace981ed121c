"""How much a campaign measures: ``quick`` is a first look, ``standard`` a decision, ``full`` the limits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

from benchmarks.errors import UsageError
from benchmarks.record.schema import Target
from shared.contract import Workload


@dataclass(frozen=True)
class Rule:
    """Which cells a profile has for one probe."""

    probe: str
    lane: str
    meter: Literal["time", "memory", "none"] = "time"
    """``none`` is for workloads whose outputs are observed and whose time means nothing."""
    bytecode: str = "warm"
    workloads: tuple[str, ...] = ()
    """Names; empty means every workload that has sizes in this profile."""
    minimum_blocks: int | None = None
    maximum_blocks: int | None = None
    """Fewer blocks than the profile's, for cells whose one sample takes minutes."""
    sizes: int | None = None
    """How many of the workload's sizes, smallest first; ``None`` for all."""
    twin: bool = True
    """Whether the A/A twin takes part in these cells."""
    target: Target = "local"
    """Where the work runs."""
    beside: tuple[Target, ...] = ()
    """Other targets whose campaigns take these cells too, to set the same work side by side."""

    def covers(self, workload: Workload) -> bool:
        """Whether the rule gives this workload cells."""
        if workload.timed == (self.meter == "none"):
            return False
        return not self.workloads or workload.name in self.workloads


@dataclass(frozen=True)
class Profile:
    """Blocks, budget and cells of a campaign."""

    name: str
    minimum_blocks: int
    maximum_blocks: int
    budget_s: float
    """When it is spent, cells that have their minimum stop, and cells that have not go on to theirs."""
    timeout_s: float
    """Of one sample."""
    patience_s: float
    """Warm rounds of one sample are left out when they would take longer than this."""
    rules: tuple[Rule, ...]
    limit_s: float | None = None
    """When it is reached, every cell stops: a slow machine gets fewer blocks, not a longer campaign."""


QUICK = Profile(
    name="quick",
    # With six blocks no verdict of a family of five can survive correction; eight are the fewest that can.
    minimum_blocks=8,
    maximum_blocks=8,
    budget_s=240,
    timeout_s=120,
    patience_s=4,
    rules=(
        Rule("session", "tuned"),
        Rule("steps", "tuned", workloads=("chain",), sizes=1),
        Rule("command:run", "tuned", workloads=("chain",), sizes=1, twin=False),
        # One sample builds a virtual environment and installs packages for every task.
        Rule(
            "session",
            "default",
            workloads=("chain",),
            sizes=1,
            minimum_blocks=1,
            maximum_blocks=1,
            twin=False,
        ),
    ),
    # Within five minutes, then: the rest is for the sample under way and for writing the report.
    limit_s=250,
)

STANDARD = Profile(
    name="standard",
    minimum_blocks=10,
    maximum_blocks=40,
    budget_s=3600,
    timeout_s=600,
    patience_s=20,
    rules=(
        Rule("session", "tuned"),
        Rule("session", "tuned", bytecode="cold", workloads=("training",)),
        Rule("session", "tuned", meter="memory", workloads=("training",)),
        Rule("steps", "tuned", sizes=1),
        Rule("session", "tuned", meter="none", minimum_blocks=1, maximum_blocks=1, twin=False),
        Rule("command:compile", "tuned", workloads=("training", "chain"), sizes=1),
        Rule("command:run", "tuned", workloads=("training", "chain"), sizes=1),
        Rule(
            "session",
            "default",
            workloads=("training", "chain"),
            sizes=1,
            minimum_blocks=3,
            maximum_blocks=6,
            twin=False,
        ),
    ),
)

FULL = Profile(
    name="full",
    minimum_blocks=10,
    maximum_blocks=40,
    budget_s=6 * 3600,
    timeout_s=1800,
    patience_s=60,
    rules=STANDARD.rules,
)

TARGETS: tuple[str, ...] = get_args(Target)
PROFILES = {profile.name: profile for profile in (QUICK, STANDARD, FULL)}


def find(name: str, targets: Sequence[str] = ()) -> Profile:
    """The profile of that name with these targets' cells (none: ``local``), or :class:`UsageError`."""
    if name not in PROFILES:
        raise UsageError(f"--profile {name}: no such profile; there are {', '.join(PROFILES)}")
    wanted = set(targets) or {"local"}
    if unknown := sorted(wanted - set(TARGETS)):
        raise UsageError(f"--target {unknown[0]}: no such target; there are {', '.join(TARGETS)}")
    rules = tuple(rule for rule in PROFILES[name].rules if wanted & {rule.target, *rule.beside})
    return replace(PROFILES[name], rules=rules)
