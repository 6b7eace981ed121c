"""``fvk run``: measure our own workloads and report."""

from __future__ import annotations

import typer

from benchmarks.campaign import carry_out
from benchmarks.commands.console import open_console
from benchmarks.commands.options import CampaignOptions
from benchmarks.commands.signature import with_options

app = typer.Typer(add_completion=False)


@app.command()
@with_options(CampaignOptions)
def run(options: CampaignOptions) -> None:
    """Run a campaign, show it live, and write the raw file and the report."""
    raise typer.Exit(carry_out.run(options.campaign(), open_console()))
