"""Options that several verbs share, each written once."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from benchmarks.campaign.options import Options
from benchmarks.plan.arguments import LONGEST_S, MOST_BLOCKS

Many = list[str] | None

ProfileName = Annotated[str, typer.Option(help="quick (minutes), standard (an hour) or full (hours).")]
Workloads = Annotated[Many, typer.Option("--workload", help="Only these; repeat or separate by comma.")]
Questions = Annotated[Many, typer.Option("--question", help="Only these, as named in questions.toml.")]
Engines = Annotated[
    Many, typer.Option("--engine", help="Only these, such as plain or kind@1.2; see `fvk env`.")
]
Seed = Annotated[
    int | None,
    typer.Option(min=0, max=2**63 - 1, help="Of the block order and the hash seeds; random when not given."),
]
Out = Annotated[Path | None, typer.Option(help="Directory for the raw file and the report.")]
Twin = Annotated[bool, typer.Option(help="Measure one contender twice, as the noise floor.")]
Budget = Annotated[
    float | None,
    typer.Option("--budget", min=1, max=LONGEST_S, help="Seconds after which cells stop at their minimum."),
]
Blocks = Annotated[
    int | None,
    typer.Option(min=1, max=MOST_BLOCKS, help="Blocks that a cell takes at least; six give intervals."),
]
MostBlocks = Annotated[
    int | None, typer.Option(min=1, max=MOST_BLOCKS, help="Blocks that a cell takes at most.")
]
Versus = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="Hold every contender against this one; all: every pair, as usual."),
]
Sizes = Annotated[
    Many, typer.Option("--size", help="In place of the profile's: n=10,100 or kind=file,bytes=1024; repeat.")
]
Tries = Annotated[
    int,
    typer.Option(
        min=1, max=MOST_BLOCKS, help="Failures after which a contender that only ever failed is left out."
    ),
]
Lanes = Annotated[Many, typer.Option("--lane", help="Only cells of it: default or tuned.")]
Targets = Annotated[
    Many,
    typer.Option(
        "--target", help="Where the work runs: local (as usual), container or cluster; repeat for several."
    ),
]
Concurrent = Annotated[
    int, typer.Option(min=1, max=MOST_BLOCKS, help="On a cluster: so many runs at once a sample.")
]
Timeout = Annotated[
    float | None, typer.Option(min=0.1, max=LONGEST_S, help="Seconds after which one sample is killed.")
]
Margin = Annotated[float, typer.Option(min=0, max=100, help="Relative change that is allowed.")]
Anyway = Annotated[bool, typer.Option("--anyway", help="Also across different machines.")]
Markdown = Annotated[Path | None, typer.Option(help="Write the table here, for a pull request.")]
CheckOnly = Annotated[bool, typer.Option("--check", help="Write nothing; status 1 where a page is old.")]


@dataclass(frozen=True)
class CampaignOptions:
    """What `fvk run` and `fvk plan` are asked: a campaign over our own workloads."""

    profile: ProfileName = "quick"
    workload: Workloads = None
    question: Questions = None
    engine: Engines = None
    size: Sizes = None
    lane: Lanes = None
    target: Targets = None
    concurrent: Concurrent = 1
    seed: Seed = None
    twin: Twin = True
    budget: Budget = None
    timeout: Timeout = None
    blocks: Blocks = None
    most_blocks: MostBlocks = None
    tries: Tries = 2
    versus: Versus = None
    out: Out = None

    def campaign(self) -> Options:
        """The options as a campaign takes them, with the command line that gave them."""
        return Options(
            profile=self.profile,
            workloads=self.workload or [],
            questions=self.question or [],
            engines=self.engine or [],
            seed=self.seed,
            out=self.out,
            twin=self.twin,
            budget_s=self.budget,
            timeout_s=self.timeout,
            minimum_blocks=self.blocks,
            versus=self.versus,
            sizes=self.size or [],
            tries=self.tries,
            maximum_blocks=self.most_blocks,
            lanes=self.lane or [],
            targets=self.target or [],
            concurrent=self.concurrent,
            command=typed(),
        )


def typed() -> tuple[str, ...]:
    """The command line as it was typed."""
    return ("fvk", *sys.argv[1:])
