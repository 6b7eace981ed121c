"""``fvk gate``: an exit status and a table for a pull request."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from benchmarks import start
from benchmarks.commands.sides import with_sides
from benchmarks.commands.yours import gathered
from benchmarks.errors import UsageError
from benchmarks.gate.measuring import Gate, against_baseline, against_before

Baseline = Annotated[
    Path | None, typer.Argument(help="A committed raw file, or its directory: measured again, and compared.")
]
Before = Annotated[
    Path | None,
    typer.Option(help="Another checkout: your pipelines there and here are measured in the same blocks."),
]
Config = Annotated[Path | None, typer.Option(help="With --before: a yours.toml; else ./yours.toml.")]
Margin = Annotated[float, typer.Option(min=0, help="Relative change that is allowed.")]
Questions = Annotated[list[str] | None, typer.Option("--question", help="Only these, with --before.")]
Quick = Annotated[bool, typer.Option("--quick", help="Measure what fits into three minutes.")]
Anyway = Annotated[bool, typer.Option("--anyway", help="Also across different machines.")]
Markdown = Annotated[Path | None, typer.Option(help="Write the table here, for a pull request.")]
Out = Annotated[Path | None, typer.Option(help="Directory for the new raw file.")]
Seed = Annotated[int | None, typer.Option(help="Of the block order.")]


@with_sides
def gate(
    targets: dict[str, str],
    baseline: Baseline = None,
    before: Before = None,
    config: Config = None,
    margin: Margin = 0.05,
    question: Questions = None,
    quick: Quick = False,
    anyway: Anyway = False,
    markdown: Markdown = None,
    out: Out = None,
    seed: Seed = None,
) -> None:
    """Hold a change to what was before: status 0 without a regression, 1 with one, 2 if not comparable."""
    if (baseline is None) == (before is None):
        raise UsageError("fvk gate: give a BASELINE, or --before with another checkout, and not both")
    directory = out or Path("results", f"{start.now().replace(':', '')}-gate")
    asked = Gate(margin, quick, anyway, markdown, directory, seed, tuple(question or ()))
    console = Console() if Console().is_terminal else Console(width=140)
    if baseline is not None:
        if targets or config:
            raise UsageError("fvk gate BASELINE: it names its pipelines itself; leave the others out")
        raise typer.Exit(against_baseline(baseline, asked, console))
    assert before is not None
    raise typer.Exit(against_before(gathered(targets, config), before, asked, console))
