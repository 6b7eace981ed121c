"""``fvk findings``: measure what the page of findings still lacks."""

from __future__ import annotations

from typing import Annotated

import typer

from benchmarks.commands.console import open_console
from benchmarks.publish import missing_campaigns

app = typer.Typer(add_completion=False)


@app.command()
def findings(
    names: Annotated[list[str] | None, typer.Argument(help="Only these campaigns of the file.")] = None,
    dry: Annotated[bool, typer.Option("--dry", help="Print the commands, measure nothing.")] = False,
) -> None:
    """Measure the campaigns of docs/findings.toml that docs/data lacks, and write docs/findings.md."""
    raise typer.Exit(
        missing_campaigns.run(names or [], dry=dry, console=open_console(), start=missing_campaigns.start)
    )
