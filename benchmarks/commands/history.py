"""``fvk history``: measure several versions of one engine in the same blocks of one campaign."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from benchmarks.campaign.bytecode import compile_bytecode
from benchmarks.campaign.carry_out import carry_out
from benchmarks.campaign.contenders import describe
from benchmarks.commands.console import open_console, say
from benchmarks.commands.env import builder, needs_of, store
from benchmarks.commands.options import Out, Seed, Timeout, typed
from benchmarks.commands.particulars import particulars_of
from benchmarks.errors import UsageError
from benchmarks.history import authoring
from benchmarks.history.campaign import (
    BLOCKS,
    QUESTIONS,
    WORKLOAD,
    HistoryRequest,
    check,
    draw,
    too_few,
    write_plan,
)
from benchmarks.history.session import has_authoring
from benchmarks.history.versions import install, parse
from benchmarks.plan import arguments, engines
from benchmarks.plan.arguments import MOST_BLOCKS
from benchmarks.record.journal import FILE_NAME, read
from benchmarks.record.progress import replay
from benchmarks.targets.environments import selection
from benchmarks.targets.environments.build import EnvironmentWish
from benchmarks.targets.environments.store import Entry

HistoryEngine = Annotated[str, typer.Option(help="Whose versions, as `fvk list` names it.")]
Releases = Annotated[
    list[str] | None,
    typer.Option("--versions", help="Such as 1.2,1.3; short means the newest release of that line."),
]
HistoryQuestions = Annotated[
    list[str] | None, typer.Option("--question", help=f"Only these; without any {','.join(QUESTIONS)}.")
]
HistoryWorkloads = Annotated[
    list[str] | None, typer.Option("--workload", help=f"What every version runs; else {WORKLOAD}.")
]
HistoryBlocks = Annotated[
    int, typer.Option(min=1, max=MOST_BLOCKS, help="How often every version is measured; six give intervals.")
]
Authoring = Annotated[
    bool, typer.Option("--authoring/--no-authoring", help="Try mistakes and capabilities with each version.")
]
More = Annotated[
    list[str] | None, typer.Option("--with", help="A further requirement of every version; repeat.")
]
PythonOption = Annotated[str, typer.Option(help="A Python that is installed here.")]
AsOf = Annotated[str, typer.Option(help="A date: leave out whatever was published later.")]


app = typer.Typer(add_completion=False)


@app.command()
def history(
    engine: HistoryEngine = "",
    versions: Releases = None,
    question: HistoryQuestions = None,
    workload: HistoryWorkloads = None,
    blocks: HistoryBlocks = BLOCKS,
    with_authoring: Authoring = True,
    requirement: More = None,
    python: PythonOption = "",
    as_of: AsOf = "",
    out: Out = None,
    seed: Seed = None,
    timeout: Timeout = None,
) -> None:
    """Measure several versions of one engine in the same blocks, and mark the release that moved a figure."""
    if not engine:
        raise UsageError("fvk history: name an --engine and its --versions, such as 1.2,1.3")
    wanted = parse(versions or [])
    names = tuple(arguments.names(question or ())) or QUESTIONS
    workloads = tuple(arguments.names(workload or ())) or (WORKLOAD,)
    asked = HistoryRequest(names, workloads, blocks, seed, timeout, typed())
    check(asked)
    if out is not None and (out / FILE_NAME).exists():
        raise UsageError(f"--out {out}: there is a campaign already; `fvk resume {out}` continues it")
    needs, sdk = needs_of(engine, f"--engine {engine}")
    if not sdk:
        raise UsageError(f"--engine {engine}: it has no SDK, so it has no versions")

    def answers(entry: Entry) -> None:
        (found,) = selection.select(engines.discover(), store(), [entry.name])
        describe(found)

    wish = EnvironmentWish(engine, needs, sdk, asked=tuple(requirement or ()), python=python, as_of=as_of)
    built = builder()
    built.uv.interpreter(python)
    say(f"one environment each for {', '.join(wanted)}: found, or built by uv")
    found = install(wish, wanted, built, answers, say)
    header = draw(found, asked)
    if doubt := too_few(header, found):
        say(doubt)
    directory = out or Path("results", f"{header.started_at.replace(':', '')}-history-{engine}")
    compile_bytecode([one.engine for one in header.contenders])
    tables = authoring.wanted(with_authoring and has_authoring(engine))
    write_plan(directory, header, found, *tables)
    particulars = particulars_of(replay(read(directory)))
    raise typer.Exit(carry_out(directory, open_console(), particulars))
