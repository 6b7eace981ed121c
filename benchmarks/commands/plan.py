"""``fvk plan``: what a campaign would do, and how long it would take, without measuring anything."""

from __future__ import annotations

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from benchmarks.campaign.draw import draw
from benchmarks.campaign.estimate import (
    COMMITTED,
    RESULTS,
    Pace,
    earlier_campaigns,
    estimate,
    known_paces,
    told,
)
from benchmarks.campaign.options import Options
from benchmarks.campaign.provable import headlines, spreads
from benchmarks.commands.console import open_console
from benchmarks.commands.options import CampaignOptions
from benchmarks.commands.signature import with_options
from benchmarks.present.live import duration
from benchmarks.record.schema import Cell

app = typer.Typer(add_completion=False)


@app.command()
@with_options(CampaignOptions)
def plan(options: CampaignOptions) -> None:
    """Print the schedule and how long it would take, without measuring anything."""
    raise typer.Exit(show(options.campaign(), open_console()))


def show(options: Options, console: Console) -> int:
    """Print the schedule that ``fvk run`` would write, and how long it would take."""
    header = draw(options, lambda text: console.print(escape(text), highlight=False))
    campaigns = earlier_campaigns(RESULTS) or earlier_campaigns(COMMITTED)
    paces = estimate(header.cells, dict(known_paces(campaigns)))
    table = Table("cell", "contenders", "blocks", "a block", "at least", "first block's order")
    for cell in header.cells:
        table.add_row(*map(escape, _row(cell, paces.get(cell.id))))
    console.print(table)
    for headline in headlines(header, spreads(campaigns)):
        console.print(f"  · {escape(headline.text())}", highlight=False, soft_wrap=True)
    console.print(told(header, paces), highlight=False, soft_wrap=True)
    return 0


def _row(cell: Cell, pace: Pace | None) -> tuple[str, ...]:
    blocks = f"{cell.minimum_blocks}–{cell.maximum_blocks}"
    sign = "~ " if pace and pace.grown else ""
    each = "?" if pace is None else sign + duration(pace.block_s)
    total = "?" if pace is None else sign + duration(pace.block_s * cell.minimum_blocks)
    return (cell.id, str(len(cell.contenders)), blocks, each, total, " ".join(cell.order[0]))
