"""``fvk gate``: an exit status and a table for a pull request."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from benchmarks.commands.console import open_console
from benchmarks.commands.options import Anyway, Margin, Markdown, Out, Seed
from benchmarks.commands.signature import with_sides
from benchmarks.commands.yours import Inputs, Typed, gathered
from benchmarks.errors import UsageError
from benchmarks.gate.measuring import Gate, against_baseline, against_before
from benchmarks.record.timestamp import now
from benchmarks.yours import sides

Baseline = Annotated[
    Path | None, typer.Argument(help="A committed raw file, or its directory: measured again, and compared.")
]
Before = Annotated[
    Path | None,
    typer.Option(help="Another checkout: your pipelines there and here are measured in the same blocks."),
]
GateConfig = Annotated[Path | None, typer.Option(help="With --before: a yours.toml; else ./yours.toml.")]
GateQuestions = Annotated[list[str] | None, typer.Option("--question", help="Only these, with --before.")]
Quick = Annotated[bool, typer.Option("--quick", help="Measure what fits into three minutes.")]


app = typer.Typer(add_completion=False)


@app.command()
@with_sides
def gate(
    targets: dict[str, str],
    baseline: Baseline = None,
    before: Before = None,
    config: GateConfig = None,
    inputs: Inputs = None,
    value: Typed = None,
    margin: Margin = 0.05,
    question: GateQuestions = None,
    quick: Quick = False,
    anyway: Anyway = False,
    markdown: Markdown = None,
    out: Out = None,
    seed: Seed = None,
) -> None:
    """Check a change against a baseline: status 0 without a regression, 1 with one, 3 if not comparable."""
    if (baseline is None) == (before is None):
        raise UsageError("fvk gate: give a BASELINE, or --before with another checkout, and not both")
    directory = out or Path("results", f"{now().replace(':', '')}-gate")
    asked = Gate(margin, quick, anyway, markdown, directory, seed, tuple(question or ()))
    if baseline is not None:
        if targets or config or inputs or value:
            raise UsageError("fvk gate BASELINE: it names its pipelines and inputs itself; leave yours out")
        raise typer.Exit(against_baseline(baseline, asked, open_console()))
    assert before is not None
    wanted = sides.with_more(gathered(targets, config), sides.read_inputs(inputs, value or ()))
    raise typer.Exit(against_before(wanted, before, asked, open_console()))
