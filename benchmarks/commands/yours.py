"""``fvk yours``: measure pipelines of your own, as they stand, in the blocks of one campaign."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from benchmarks.commands.console import open_console
from benchmarks.commands.options import (
    Blocks,
    Lanes,
    Many,
    MostBlocks,
    Out,
    ProfileName,
    Questions,
    Seed,
    Timeout,
    Twin,
    Versus,
)
from benchmarks.commands.signature import with_sides
from benchmarks.errors import UsageError
from benchmarks.plan import engines, profiles
from benchmarks.yours import plan, sides
from benchmarks.yours.session import YoursOptions, describe, measure
from benchmarks.yours.sides import WantedPipelines

Config = Annotated[Path | None, typer.Option(help="A yours.toml; ./yours.toml where no pipeline is named.")]
Inputs = Annotated[Path | None, typer.Option(help="A JSON file: inputs by name.")]
Typed = Annotated[Many, typer.Option("--input", metavar="NAME=VALUE", help="One input; repeat.")]
Describe = Annotated[bool, typer.Option("--describe", help="Only print what each takes and gives.")]
Versions = Annotated[Many, typer.Option("--engine", help="Versions to measure with; see `fvk env`.")]
Ignored = Annotated[Many, typer.Option("--ignore", metavar="OUTPUT", help="An output that may differ.")]
Variables = Annotated[
    Many, typer.Option("--variable", metavar="NAME", help="An environment variable to let through.")
]
Tolerance = Annotated[
    float | None,
    typer.Option(min=0, max=1, help="By how much of its value a number may differ; default 1e-6."),
]
YoursBudget = Annotated[
    float | None, typer.Option(min=1, max=1e7, help="Seconds after which it ends; quick has four minutes.")
]


app = typer.Typer(add_completion=False)


@app.command()
@with_sides
def yours(
    targets: dict[str, str],
    config: Config = None,
    inputs: Inputs = None,
    value: Typed = None,
    describe_only: Describe = False,
    engine: Versions = None,
    question: Questions = None,
    ignore: Ignored = None,
    variable: Variables = None,
    tolerance: Tolerance = None,
    lane: Lanes = None,
    profile: ProfileName = "quick",
    seed: Seed = None,
    out: Out = None,
    twin: Twin = True,
    budget: YoursBudget = None,
    blocks: Blocks = None,
    most_blocks: MostBlocks = None,
    timeout: Timeout = None,
    versus: Versus = None,
) -> None:
    """Measure pipelines of your own, unmodified, beside each other and beside plain Python."""
    options = YoursOptions(
        profile=profile,
        engines=tuple(engine or ()),
        questions=tuple(question or ()),
        seed=seed,
        out=out,
        twin=twin,
        budget_s=budget,
        # Blocks that were asked for outweigh what the profile takes at the most.
        limit_s=budget or (None if blocks else profiles.find(profile).limit_s),
        minimum_blocks=blocks,
        maximum_blocks=most_blocks,
        timeout_s=timeout,
        lanes=_lanes(lane or []),
        versus=versus,
    )
    wanted = sides.with_more(
        gathered(targets, config),
        sides.read_inputs(inputs, value or ()),
        ignored=tuple(ignore or ()),
        tolerance=tolerance,
        variables=tuple(variable or ()),
    )
    work = describe if describe_only else measure
    raise typer.Exit(work(wanted, options, open_console()))


def gathered(targets: dict[str, str], config: Path | None) -> WantedPipelines:
    """Pipelines from the options, or from a ``yours.toml``; options win side by side."""
    implied = config is None and not targets and Path(sides.CONFIG).is_file()
    file = Path(sides.CONFIG) if implied else config
    told = sides.from_config(file, engines.names()) if file else WantedPipelines(())
    named = {side.engine: side for side in told.sides}
    named |= {name: sides.from_target(name, target) for name, target in targets.items()}
    if not named:
        options = ", ".join(f"--{name}" for name in engines.names())
        raise UsageError(
            f"fvk yours: name a pipeline with {options} FILE:NAME, or run `fvk init` for an example"
        )
    return replace(told, sides=tuple(named[name] for name in engines.names() if name in named))


def _lanes(wanted: list[str]) -> tuple[str, ...]:
    for name in wanted:
        if name not in plan.LANES:
            raise UsageError(f"--lane {name}: no such lane; there are {', '.join(plan.LANES)}")
    return tuple(wanted) or plan.LANES
