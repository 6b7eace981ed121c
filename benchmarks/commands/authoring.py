"""``fvk authoring``: what authoring costs, measured by writing, breaking and changing pipelines."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from benchmarks.authoring.cases import case_report, source_of
from benchmarks.authoring.code_cost import tinted_files
from benchmarks.authoring.controls import NOT_MARKED, PASSES, try_controls
from benchmarks.authoring.drawing import as_markdown, as_table, as_tinted_text
from benchmarks.authoring.session import PARTS, Advance, Found, cases_to_try, find, header, raw_file
from benchmarks.authoring.sides import Side, find_sides
from benchmarks.authoring.tables import AuthoringView
from benchmarks.commands.console import open_console
from benchmarks.commands.options import typed
from benchmarks.errors import EngineError
from benchmarks.measure.scratch import scratch
from benchmarks.record.schema import End
from benchmarks.targets.environments.store import CACHE

PAGE = "authoring.md"
app = typer.Typer(
    add_completion=False,
    help="Measure what authoring costs: code, mistakes, changes and capabilities, each tried for real.",
    invoke_without_command=True,
)

Case = Annotated[str | None, typer.Option("--case", help="Only this one: source, stages, whole message.")]
Workload = Annotated[str | None, typer.Option("--workload", help="Only this one, with the tinted source.")]
AuthoringEngines = Annotated[
    list[str] | None, typer.Option("--engine", help="Only these, such as a,b; or one more than usual.")
]
AuthoringOut = Annotated[
    Path | None,
    typer.Option(help="Directory whose raw file gets the tables; a campaign that is there is added to."),
]


@app.callback()
def everything(context: typer.Context, engine: AuthoringEngines = None, out: AuthoringOut = None) -> None:
    """Run all four parts, print their tables, and keep them in a raw file."""
    if context.invoked_subcommand is not None:
        return
    console, sides = open_console(), _sides(engine)
    from benchmarks.measure.fingerprint import take
    from benchmarks.record.timestamp import now

    started_at, began = now(), time.monotonic()
    directory = out or Path("results", f"{started_at.replace(':', '')}-authoring")
    views: list[AuthoringView] = []
    command = list(typed())
    with raw_file(
        directory,
        lambda: header(sides, started_at, command, take().as_json()),
        lambda: End(now(), time.monotonic() - began),
    ) as keep:
        for part in PARTS:
            found = _find(part, sides, None, console)
            keep(found)
            views.append(found.view)
    for view in views:
        _show(view, console)
    (directory / PAGE).write_text(as_markdown(views), encoding="utf-8")
    console.print()
    for written in ("raw.jsonl", PAGE):
        console.print(f"wrote {escape(str(directory / written))}", highlight=False, soft_wrap=True)


@app.command()
def mistakes(case: Case = None, engine: AuthoringEngines = None) -> None:
    """Seeded mistakes: the first stage that stops each, and what its message names."""
    _part("mistakes", case, engine)


@app.command()
def capabilities(
    case: Case = None,
    engine: AuthoringEngines = None,
    controls: Annotated[
        bool,
        typer.Option(
            "--controls", help="Try each with and without its marked lines; status 1 if one passes."
        ),
    ] = False,
) -> None:
    """Features: what works, what compiles, what is not possible."""
    if controls:
        raise typer.Exit(_show_controls(case, engine))
    _part("capabilities", case, engine)


def _show_controls(case: str | None, engine: list[str] | None) -> int:
    console = open_console()
    with scratch(CACHE, "controls") as work:
        rows = try_controls(_sides(engine), work, case)
    table = Table("capability", "side", "shown by", "control", "without the feature")
    for row in rows:
        if row.verdict != NOT_MARKED:
            table.add_row(*map(escape, (row.case, row.side, row.shown_by, row.verdict, row.seen[:200])))
    console.print(table)
    unmarked = sum(row.verdict == NOT_MARKED for row in rows)
    console.print(
        f"{len(rows) - unmarked} controls tried; {unmarked} specimens mark no line", highlight=False
    )
    return int(any(row.verdict == PASSES for row in rows))


@app.command()
def changes(case: Case = None, engine: AuthoringEngines = None) -> None:
    """Typical changes of the training pipeline: what each costs, and its effect."""
    _part("changes", case, engine)


@app.command()
def code(workload: Workload = None, engine: AuthoringEngines = None) -> None:
    """Logical lines and tokens that are there only because of each SDK."""
    console, sides = open_console(), _sides(engine)
    if workload is not None:
        for file in tinted_files(sides, workload):
            console.rule(f"{file.side}: {file.workload}", align="left")
            console.print(as_tinted_text(file))
    _show(_find("code", sides, workload, console).view, console)


@app.command()
def claims(
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; status 1 where the page is old.")
    ] = False,
) -> None:
    """Write docs/claims.md from docs/claims.toml and the raw files in docs/data."""
    from benchmarks.publish import claims as ledgers

    ledger, text = ledgers.PAGE, ledgers.page(Path())
    present = ledger.read_text(encoding="utf-8") if ledger.exists() else ""
    if check and present != text:
        open_console().print(f"{ledger} disagrees with the data; run `fvk authoring claims`", highlight=False)
        raise typer.Exit(1)
    if not check:
        ledger.write_text(text, encoding="utf-8")
        open_console().print(f"wrote {ledger}", highlight=False)


def _part(part: str, case: str | None, engine: list[str] | None) -> None:
    console, sides = open_console(), _sides(engine)
    found = _find(part, sides, case, console)
    if case is not None:
        by_name = {side.name: side for side in sides}
        for row in found.rows:
            console.print(case_report(part, row, by_name[row.side]))
            console.print(source_of(part, case, by_name[row.side]))
    _show(found.view, console)


def _find(part: str, sides: tuple[Side, ...], case: str | None, console: Console) -> Found:
    total = len(sides) if case else cases_to_try(sides, part)
    with _progress(console, part, total) as advance:
        return find(part, sides, case, advance)


def _show(view: AuthoringView, console: Console) -> None:
    console.print()
    console.print(as_table(view))
    for remark in view.remarks:
        console.print(f"  · {escape(remark)}", highlight=False, soft_wrap=True)


@contextmanager
def _progress(console: Console, part: str, total: int) -> Iterator[Advance]:
    """A bar on a terminal; anywhere else a line a tenth."""
    if not total:
        yield lambda _: None
        return
    if console.is_terminal:
        columns = (
            TextColumn("{task.description:36}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
        )
        with Progress(*columns, console=console, transient=True) as bar:
            task = bar.add_task(part, total=total)
            yield lambda name: bar.update(task, advance=1, description=f"{part}: {name}")
        return
    done = 0

    def advance(name: str) -> None:
        nonlocal done
        done += 1
        if done * 10 // total > (done - 1) * 10 // total:
            console.print(f"{part}: {done} of {total}, {escape(name)}", highlight=False)

    yield advance


def _sides(wanted: list[str] | None) -> tuple[Side, ...]:
    sides = find_sides(wanted or ())
    if not sides:
        raise EngineError("no installed engine has specimens; run `make setup`, then `fvk list`")
    return sides
