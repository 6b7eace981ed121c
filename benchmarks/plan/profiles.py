"""How much a campaign measures: ``quick`` is a first look, ``standard`` a decision, ``full`` the limits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

from benchmarks.errors import UsageError
from benchmarks.record.schema import Target
from shared.contract import Workload

SMALLEST_INTERVAL = 6
"""Blocks; fewer have no exact 95 % interval."""


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
    """Blocks of the rule's own: fewer where one sample takes minutes, more where a sample is short."""
    sizes: int | None = None
    """How many of the workload's sizes, smallest first; ``None`` for all."""
    twin: bool = True
    """Whether the A/A twin takes part in these cells."""
    target: Target = "local"
    """Where the work runs."""
    beside: tuple[Target, ...] = ()
    """Other targets whose campaigns take these cells too, to set the same work side by side."""
    concurrent: int = 1
    """Runs that are submitted at once for one sample on a cluster."""

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
    """When it is reached, no cell begins another block, but for the blocks that a headline verdict needs: a
    slow machine gets the same verdicts, later."""

    def with_blocks(self, fewest: int) -> Profile:
        """The profile with this many blocks in every cell, but for those that take a few by their rule."""
        rules = tuple(
            replace(rule, minimum_blocks=None, maximum_blocks=None) if _many(rule) else rule
            for rule in self.rules
        )
        return replace(
            self, minimum_blocks=fewest, maximum_blocks=max(fewest, self.maximum_blocks), rules=rules
        )

    def with_at_least(self, fewest: int) -> Profile:
        """The profile with no fewer blocks than this in any cell, but for those that take a few by rule."""

        def lifted(rule: Rule) -> Rule:
            if not _many(rule):
                return rule
            minimum = max(rule.minimum_blocks or 0, fewest)
            return replace(
                rule, minimum_blocks=minimum, maximum_blocks=max(rule.maximum_blocks or 0, minimum)
            )

        minimum = max(self.minimum_blocks, fewest)
        return replace(
            self,
            minimum_blocks=minimum,
            maximum_blocks=max(self.maximum_blocks, minimum),
            rules=tuple(map(lifted, self.rules)),
        )


def _many(rule: Rule) -> bool:
    """Whether a rule asks for blocks of its own that can have an interval."""
    return (rule.minimum_blocks or 0) >= SMALLEST_INTERVAL


ON_CLUSTER = ("chain", "training", "fan_out")
"""What a campaign on a cluster runs: growth in series and side by side, and a pipeline with data in it."""

_IN_CONTAINERS = tuple(
    Rule(probe, "tuned", workloads=(workload,), sizes=1, minimum_blocks=6, target="container", twin=False)
    for probe, workload in (
        ("command:run", "chain"),
        ("sdk-runner", "chain"),
        ("image", "chain"),
        ("edit:mount", "chain"),
        ("edit:layer", "chain"),
        ("edit:archive", "chain"),
        ("split", "chain"),
    )
)
"""Beside a container's step: what a whole run, an image and an edit cost."""

QUICK = Profile(
    name="quick",
    # Eight unanimous blocks prove one headline of five whatever the others show; more leave room for a block
    # that disagrees, and cost little where a sample is short.
    minimum_blocks=8,
    maximum_blocks=8,
    budget_s=300,
    timeout_s=120,
    patience_s=4,
    rules=(
        # The first rule that has a cell is the one that counts.
        Rule("session", "tuned", workloads=("chain",), sizes=1, minimum_blocks=16, maximum_blocks=20),
        Rule(
            "steps",
            "tuned",
            workloads=("chain",),
            sizes=1,
            minimum_blocks=12,
            maximum_blocks=12,
            twin=False,
            beside=("container",),
        ),
        Rule("steps", "tuned", workloads=("chain",), sizes=1, target="container"),
        *_IN_CONTAINERS,
        # Once: that it works in containers too, and gives the same.
        Rule(
            "steps",
            "tuned",
            workloads=("training",),
            sizes=1,
            minimum_blocks=1,
            maximum_blocks=1,
            target="container",
            twin=False,
        ),
        Rule(
            "command:run",
            "tuned",
            workloads=("chain",),
            sizes=1,
            minimum_blocks=12,
            maximum_blocks=12,
            twin=False,
        ),
        Rule(
            "session",
            "tuned",
            workloads=("training",),
            minimum_blocks=9,
            maximum_blocks=10,
            twin=False,
        ),
        Rule("session", "tuned", twin=False),
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
        # Three runs a side are a first look, and may take a quarter of an hour.
        Rule(
            "remote",
            "tuned",
            workloads=ON_CLUSTER,
            sizes=1,
            minimum_blocks=3,
            maximum_blocks=3,
            twin=False,
            target="cluster",
        ),
    ),
    limit_s=360,
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
        Rule("steps", "tuned", sizes=1, beside=("container",)),
        Rule("steps", "tuned", sizes=1, target="container"),
        *_IN_CONTAINERS,
        Rule("split", "tuned", workloads=("training",), sizes=1, target="container", twin=False),
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
        Rule(
            "remote",
            "tuned",
            workloads=ON_CLUSTER,
            sizes=3,
            maximum_blocks=12,
            target="cluster",
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

CLUSTER_TIMEOUT_S = 900.0
"""Of one run on a cluster, unless ``--timeout`` says otherwise."""
_CONTAINER_LIMIT_S = 440
"""Of the quick profile: with the sample under way and the report, it ends within eight minutes."""
TARGETS: tuple[str, ...] = get_args(Target)
PROFILES = {profile.name: profile for profile in (QUICK, STANDARD, FULL)}


def find(name: str, targets: Sequence[str] = ()) -> Profile:
    """The profile of that name with these targets' cells (none: ``local``), or :class:`UsageError`."""
    if name not in PROFILES:
        raise UsageError(f"--profile {name}: no such profile; there are {', '.join(PROFILES)}")
    wanted = set(targets) or {"local"}
    if unknown := sorted(wanted - set(TARGETS)):
        raise UsageError(f"--target {unknown[0]}: no such target; there are {', '.join(TARGETS)}")
    profile = PROFILES[name]
    rules = tuple(rule for rule in profile.rules if wanted & {rule.target, *rule.beside})
    if "container" in wanted and name == QUICK.name:
        profile = replace(profile, limit_s=_CONTAINER_LIMIT_S)
    if "cluster" in wanted:  # a run there takes minutes, and the first ones pull images
        longest = max(profile.timeout_s, CLUSTER_TIMEOUT_S)
        return replace(
            profile, rules=rules, timeout_s=longest, budget_s=max(profile.budget_s, 3600), limit_s=None
        )
    return replace(profile, rules=rules)
