"""``fvk compare OLD NEW``: one table, one exit status."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from benchmarks.commands.console import open_console
from benchmarks.commands.options import Anyway, Margin, Markdown
from benchmarks.gate.comparing import compare_files

app = typer.Typer(add_completion=False)


@app.command()
def compare(
    old: Annotated[Path, typer.Argument(help="The campaign to compare with.")],
    new: Annotated[Path, typer.Argument(help="The campaign that may have regressed.")],
    margin: Margin = 0.05,
    anyway: Anyway = False,
    markdown: Markdown = None,
) -> None:
    """Compare two campaigns: status 0 without a regression, 1 with one, 3 when they cannot be compared."""
    raise typer.Exit(
        compare_files(old, new, margin, anyway=anyway, markdown=markdown, console=open_console())
    )
