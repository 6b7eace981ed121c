"""``fvk report``: rebuild what is shown from the raw file alone."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from benchmarks.analyse.versus import held_against
from benchmarks.campaign.conclude import conclude
from benchmarks.commands.console import open_console
from benchmarks.commands.options import Versus
from benchmarks.commands.particulars import particulars_of
from benchmarks.record.journal import read
from benchmarks.record.progress import replay

app = typer.Typer(add_completion=False)


@app.command()
def report(
    directory: Annotated[Path, typer.Argument(help="A campaign's directory, or its raw file.")],
    versus: Versus = None,
    out: Annotated[
        Path | None, typer.Option(help="Write into this folder instead of beside the raw file.")
    ] = None,
) -> None:
    """Print the summary of a raw file again and rewrite the report beside it."""
    progress = held_against(replay(read(directory)), versus)
    written = out or (directory if directory.is_dir() else directory.parent)
    written.mkdir(parents=True, exist_ok=True)
    raise typer.Exit(conclude(progress, written, open_console(), particulars_of(progress)))
