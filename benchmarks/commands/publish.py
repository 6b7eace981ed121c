"""``fvk publish``: write the pages that are made from docs/data."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from benchmarks.commands.console import open_console, say
from benchmarks.commands.options import CheckOnly
from benchmarks.publish import pages

app = typer.Typer(add_completion=False)


@app.command()
def publish(
    check: CheckOnly = False,
    site: Annotated[Path | None, typer.Option(help="Write a static site into this folder instead.")] = None,
) -> None:
    """Write README's figures and the pages of docs that are made from the raw files in docs/data."""
    if site is not None:
        from benchmarks.publish.site import write_site

        say(f"wrote {write_site(Path(), site)} files; begin with {site / 'index.html'}")
        raise typer.Exit
    raise typer.Exit(pages.run(Path(), check=check, console=open_console()))
