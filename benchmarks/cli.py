"""The ``fvk`` command: every argument is turned into a call to the room that does the work."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from benchmarks.commands.authoring import app as authoring_app
from benchmarks.commands.env import app as environments_app
from benchmarks.commands.gate import gate
from benchmarks.commands.history import history
from benchmarks.commands.init import init
from benchmarks.commands.selfcheck import app as selfcheck_app
from benchmarks.commands.yours import yours
from benchmarks.errors import FvkError
from benchmarks.start import Options

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
Engines = Annotated[
    list[str] | None, typer.Option("--engine", help="Only these, such as plain or kind@1.2; see `fvk env`.")
]
Seed = Annotated[
    int | None, typer.Option(help="Of the block order and the hash seeds; random when not given.")
]
Out = Annotated[Path | None, typer.Option(help="Directory for the raw file and the report.")]
Twin = Annotated[bool, typer.Option(help="Measure one contender twice, as the noise floor.")]
Budget = Annotated[
    float | None, typer.Option("--budget", min=1, help="Seconds after which cells stop at their minimum.")
]

Blocks = Annotated[
    int | None, typer.Option(min=1, help="Blocks that a cell takes at least; six give intervals.")
]
Versus = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="Hold every contender against this one; all: every pair, as usual."),
]
Sizes = Annotated[
    list[str] | None,
    typer.Option("--size", help="In place of the profile's: n=10,100 or kind=file,bytes=1024; repeat."),
]
Tries = Annotated[
    int, typer.Option(min=1, help="Failures after which a contender that only ever failed is left out.")
]
MostBlocks = Annotated[int | None, typer.Option(min=1, help="Blocks that a cell takes at most.")]
Lanes = Annotated[list[str] | None, typer.Option("--lane", help="Only cells of it: default or tuned.")]
Timeout = Annotated[float | None, typer.Option(min=0.1, help="Seconds after which one sample is killed.")]


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
    timeout: Timeout = None,
    blocks: Blocks = None,
    versus: Versus = None,
    size: Sizes = None,
    tries: Tries = 2,
    lane: Lanes = None,
    most_blocks: MostBlocks = None,
) -> None:
    """Run a campaign, show it live, and write the raw file and the report."""
    from benchmarks.commands import run as run_command

    options = _options(
        profile,
        workload,
        question,
        engine,
        seed,
        out,
        twin,
        budget,
        timeout,
        blocks,
        size,
        tries,
        lane,
        most_blocks,
    )
    raise typer.Exit(run_command.run(replace(options, versus=versus), _console()))


@app.command()
def plan(
    profile: Profile = "quick",
    workload: Workloads = None,
    question: Questions = None,
    engine: Engines = None,
    seed: Seed = None,
    twin: Twin = True,
    budget: Budget = None,
    blocks: Blocks = None,
    size: Sizes = None,
    tries: Tries = 2,
    lane: Lanes = None,
    most_blocks: MostBlocks = None,
) -> None:
    """Print the schedule and how long it would take, without measuring anything."""
    from benchmarks.commands import plan as plan_command

    options = _options(
        profile,
        workload,
        question,
        engine,
        seed,
        None,
        twin,
        budget,
        None,
        blocks,
        size,
        tries,
        lane,
        most_blocks,
    )
    raise typer.Exit(plan_command.show(options, _console()))


@app.command("list")
def list_all() -> None:
    """Show engines, lanes, workloads, questions, and what is unsupported and why."""
    from benchmarks.commands import list as overview_command

    raise typer.Exit(overview_command.show_list(_console()))


@app.command()
def resume(directory: Annotated[Path, typer.Argument(help="The directory that `fvk run` named.")]) -> None:
    """Run exactly what is missing from an interrupted campaign."""
    from benchmarks.commands import run as run_command

    raise typer.Exit(run_command.resume(directory, _console()))


@app.command()
def report(
    directory: Annotated[Path, typer.Argument(help="A campaign's directory, or its raw file.")],
    versus: Versus = None,
) -> None:
    """Print the summary of a raw file again and rewrite the report beside it."""
    from benchmarks.commands import run as run_command

    raise typer.Exit(run_command.report(directory, versus, _console()))


@app.command()
def compare(
    old: Annotated[Path, typer.Argument(help="The campaign to compare with.")],
    new: Annotated[Path, typer.Argument(help="The campaign that may have regressed.")],
    margin: Annotated[float, typer.Option(min=0, help="Relative change that is allowed.")] = 0.05,
    anyway: Annotated[bool, typer.Option("--anyway", help="Also across different machines.")] = False,
    markdown: Annotated[Path | None, typer.Option(help="Write the table here, for a pull request.")] = None,
) -> None:
    """Compare two campaigns: status 0 without a regression, 1 with one, 2 when they cannot be compared."""
    from benchmarks.commands import compare as compare_command

    raise typer.Exit(
        compare_command.run(old, new, margin, anyway=anyway, markdown=markdown, console=_console())
    )


@app.command()
def doctor(
    seconds: Annotated[float, typer.Option(min=5, help="How long to look.")] = 30.0,
) -> None:
    """Tell what differences this machine can resolve today, and what to do about it."""
    from benchmarks.commands import doctor as doctor_command

    raise typer.Exit(doctor_command.show(seconds, _console()))


@app.command()
def publish(
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; status 1 where a page is old.")
    ] = False,
) -> None:
    """Write README's figures and the pages of docs that are made from the raw files in docs/data."""
    from benchmarks import publish_command

    raise typer.Exit(publish_command.run(Path(), check=check, console=_console()))


@app.command()
def findings(
    names: Annotated[list[str] | None, typer.Argument(help="Only these campaigns of the file.")] = None,
    dry: Annotated[bool, typer.Option("--dry", help="Print the commands, measure nothing.")] = False,
) -> None:
    """Measure the campaigns of docs/findings.toml that docs/data lacks, and write docs/findings.md."""
    from benchmarks import findings_command

    raise typer.Exit(
        findings_command.run(names or [], dry=dry, console=_console(), start=findings_command.start)
    )


app.add_typer(authoring_app, name="authoring")
app.add_typer(selfcheck_app, name="selfcheck")
app.add_typer(environments_app, name="env")
app.command("gate")(gate)
app.command("history")(history)
app.command("yours")(yours)
app.command("init")(init)


def _options(
    profile: str,
    workload: list[str] | None,
    question: list[str] | None,
    engine: list[str] | None,
    seed: int | None,
    out: Path | None,
    twin: bool,
    budget: float | None,
    timeout: float | None,
    blocks: int | None,
    sizes: list[str] | None,
    tries: int,
    lanes: list[str] | None,
    most_blocks: int | None,
) -> Options:
    return Options(
        profile=profile,
        workloads=workload or [],
        questions=question or [],
        engines=engine or [],
        seed=seed,
        out=out,
        twin=twin,
        budget_s=budget,
        timeout_s=timeout,
        minimum_blocks=blocks,
        sizes=sizes or [],
        tries=tries,
        lanes=lanes or [],
        maximum_blocks=most_blocks,
        command=["fvk", *sys.argv[1:]],
    )


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
