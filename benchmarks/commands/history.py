"""``fvk history``: measure several versions of one engine in the same blocks of one campaign."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from benchmarks import start
from benchmarks.commands import run as run_command
from benchmarks.commands.env import builder, needs_of, store
from benchmarks.environments import contenders
from benchmarks.environments.build import Wish
from benchmarks.environments.store import Entry
from benchmarks.errors import UsageError
from benchmarks.history import authoring
from benchmarks.history.campaign import BLOCKS, QUESTIONS, WORKLOAD, Asked, check, draw, too_few, write_plan
from benchmarks.history.session import has_authoring
from benchmarks.history.versions import install, parse
from benchmarks.plan import comma_separated, engines
from benchmarks.record.journal import FILE_NAME

PIPED_WIDTH = 180

Engine = Annotated[str, typer.Option(help="Whose versions, as `fvk list` names it.")]
Versions = Annotated[
    list[str] | None,
    typer.Option("--versions", help="Such as 1.2,1.3; short means the newest release of that line."),
]
Questions = Annotated[
    list[str] | None, typer.Option("--question", help=f"Only these; without any {','.join(QUESTIONS)}.")
]
Workloads = Annotated[
    list[str] | None, typer.Option("--workload", help=f"What every version runs; else {WORKLOAD}.")
]
Blocks = Annotated[int, typer.Option(min=1, help="How often every version is measured; six give intervals.")]
Authoring = Annotated[
    bool, typer.Option("--authoring/--no-authoring", help="Try mistakes and capabilities with each version.")
]
More = Annotated[
    list[str] | None, typer.Option("--with", help="A further requirement of every version; repeat.")
]
Python = Annotated[str, typer.Option(help="A Python that is installed here.")]
AsOf = Annotated[str, typer.Option(help="A date: leave out whatever was published later.")]
Out = Annotated[Path | None, typer.Option(help="Directory for the raw file and the report.")]
Seed = Annotated[int | None, typer.Option(help="Of the block order.")]
Timeout = Annotated[float | None, typer.Option(min=0.1, help="Seconds after which one sample is killed.")]


def history(
    engine: Engine = "",
    versions: Versions = None,
    question: Questions = None,
    workload: Workloads = None,
    blocks: Blocks = BLOCKS,
    with_authoring: Authoring = True,
    requirement: More = None,
    python: Python = "",
    as_of: AsOf = "",
    out: Out = None,
    seed: Seed = None,
    timeout: Timeout = None,
) -> None:
    """Measure several versions of one engine in the same blocks, and mark the release that moved a figure."""
    console = Console() if Console().is_terminal else Console(width=PIPED_WIDTH)
    if not engine:
        raise UsageError("fvk history: name an --engine and its --versions, such as 1.2,1.3")
    wanted = parse(versions or [])
    names = tuple(comma_separated.names(question or ())) or QUESTIONS
    workloads = tuple(comma_separated.names(workload or ())) or (WORKLOAD,)
    asked = Asked(names, workloads, blocks, seed, timeout, ("fvk", *sys.argv[1:]))
    check(asked)
    if out is not None and (out / FILE_NAME).exists():
        raise UsageError(f"--out {out}: there is a campaign already; `fvk resume {out}` continues it")
    needs, sdk = needs_of(engine, f"--engine {engine}")
    if not sdk:
        raise UsageError(f"--engine {engine}: it has no SDK, so it has no versions")

    def say(text: str) -> None:
        console.print(escape(text), highlight=False, soft_wrap=True)

    def answers(entry: Entry) -> None:
        (found,) = contenders.select(engines.discover(), store(), [entry.name])
        start.describe(found)

    wish = Wish(engine, needs, sdk, asked=tuple(requirement or ()), python=python, as_of=as_of)
    built = builder()
    built.uv.interpreter(python)
    say(f"one environment each for {', '.join(wanted)}: found, or built by uv")
    found = install(wish, wanted, built, answers, say)
    header = draw(found, asked)
    if doubt := too_few(header, found):
        say(doubt)
    directory = out or Path("results", f"{header.started_at.replace(':', '')}-history-{engine}")
    start.compile_bytecode([one.engine for one in header.contenders])
    tables = authoring.wanted(with_authoring and has_authoring(engine))
    write_plan(directory, header, found, *tables)
    raise typer.Exit(run_command.carry_out(directory, console))
