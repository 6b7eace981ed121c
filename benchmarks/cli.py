"""The ``fvk`` command: every argument is turned into a call to the room that does the work."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from benchmarks.errors import FvkError

PIPED_WIDTH = 140
"""Columns where the output goes to a file or a log, which has no width of its own."""

app = typer.Typer(
    name="fvk",
    help="Measure what Flyte and Kubeflow Pipelines cost beside plain Python.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

Profile = Annotated[str, typer.Option(help="quick (minutes), standard (an hour) or full (hours).")]
Workloads = Annotated[
    list[str] | None, typer.Option("--workload", help="Only these; repeat or separate by comma.")
]
Questions = Annotated[
    list[str] | None, typer.Option("--question", help="Only these, as named in questions.toml.")
]
Engines = Annotated[list[str] | None, typer.Option("--engine", help="Only these; plain is the baseline.")]
Seed = Annotated[
    int | None, typer.Option(help="Of the block order and the hash seeds; random when not given.")
]
Out = Annotated[Path | None, typer.Option(help="Directory for the raw file and the report.")]
Twin = Annotated[bool, typer.Option(help="Measure one contender twice, as the noise floor.")]
Budget = Annotated[
    float | None, typer.Option("--budget", min=1, help="Seconds after which cells stop at their minimum.")
]


@app.command()
def run(
    profile: Profile = "quick",
    workload: Workloads = None,
    question: Questions = None,
    engine: Engines = None,
    seed: Seed = None,
    out: Out = None,
    twin: Twin = True,
    budget: Budget = None,
) -> None:
    """Run a campaign, show it live, and write the raw file and the report."""
    from benchmarks import run_command
    from benchmarks.start import Options

    options = Options(
        profile=profile,
        workloads=workload or [],
        questions=question or [],
        engines=engine or [],
        seed=seed,
        out=out,
        twin=twin,
        budget_s=budget,
        command=["fvk", *sys.argv[1:]],
    )
    raise typer.Exit(run_command.run(options, _console()))


@app.command()
def resume(directory: Annotated[Path, typer.Argument(help="The directory that `fvk run` named.")]) -> None:
    """Run exactly what is missing from an interrupted campaign."""
    from benchmarks import run_command

    raise typer.Exit(run_command.resume(directory, _console()))


@app.command()
def report(
    directory: Annotated[Path, typer.Argument(help="A campaign's directory, or its raw file.")],
) -> None:
    """Print the summary of a raw file again and rewrite the report beside it."""
    from benchmarks import run_command

    raise typer.Exit(run_command.report(directory, _console()))


def _console() -> Console:
    console = Console()
    return console if console.is_terminal else Console(width=PIPED_WIDTH)


def main() -> None:
    """Run the command; errors that a user can mend are one line and exit status 2."""
    try:
        app()
    except FvkError as error:
        print(f"fvk: {error}", file=sys.stderr)
        raise SystemExit(2) from None
