"""``fvk resume``: run what an interrupted campaign lacks."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from benchmarks.campaign import carry_out
from benchmarks.commands.console import open_console
from benchmarks.commands.particulars import particulars_of
from benchmarks.record.journal import read
from benchmarks.record.progress import replay
from benchmarks.yours import file_digest, trust

app = typer.Typer()


@app.command()
def resume(
    directory: Annotated[Path, typer.Argument(help="The directory that `fvk run` named.")],
    trusted: Annotated[
        bool, typer.Option("--trust", help="Run the pipelines of a campaign that was not begun here.")
    ] = False,
) -> None:
    """Run exactly what is missing from an interrupted campaign."""
    progress = replay(read(directory))
    directory = directory.parent if directory.is_file() else directory
    if progress.header.yours:
        trust.check(directory, progress.header.yours, trusted=trusted)
        file_digest.check(progress.header.yours)
    raise typer.Exit(carry_out.resume(directory, open_console(), particulars_of(progress)))
