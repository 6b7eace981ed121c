"""``fvk resume``: run what an interrupted campaign lacks."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from benchmarks.campaign import carry_out
from benchmarks.commands.console import open_console
from benchmarks.commands.particulars import particulars_of
from benchmarks.plan.duration import parse_ns
from benchmarks.record.journal import read
from benchmarks.record.progress import replay
from benchmarks.yours import file_digest, trust

NANOSECONDS = 1e9

app = typer.Typer(add_completion=False)


@app.command()
def resume(
    directory: Annotated[Path, typer.Argument(help="The directory that `fvk run` named.")],
    more: Annotated[
        str, typer.Option(metavar="TIME", help="Take further blocks for so long, such as 5m, and say so.")
    ] = "",
    trusted: Annotated[
        bool, typer.Option("--trust", help="Run the pipelines of a campaign that was not begun here.")
    ] = False,
) -> None:
    """Run exactly what is missing from an interrupted campaign, or give a finished one more time."""
    more_s = parse_ns(more, "--more", "5m") / NANOSECONDS if more else 0.0
    progress = replay(read(directory))
    directory = directory.parent if directory.is_file() else directory
    if progress.header.yours:
        trust.check(directory, progress.header.yours, trusted=trusted)
        file_digest.check(progress.header.yours)
    raise typer.Exit(carry_out.resume(directory, open_console(), particulars_of(progress), more_s))
