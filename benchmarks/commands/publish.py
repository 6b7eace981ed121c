"""``fvk publish``: write the pages that are made from docs/data."""

from __future__ import annotations

from pathlib import Path

import typer

from benchmarks.commands.console import open_console
from benchmarks.commands.options import Check
from benchmarks.publish import pages

app = typer.Typer()


@app.command()
def publish(check: Check = False) -> None:
    """Write README's figures and the pages of docs that are made from the raw files in docs/data."""
    raise typer.Exit(pages.run(Path(), check=check, console=open_console()))
