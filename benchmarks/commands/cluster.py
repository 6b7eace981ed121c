"""``fvk cluster``: look at the reader's own clusters before a campaign, and clean up after it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from benchmarks.campaign import clusters as campaign_clusters
from benchmarks.campaign.clusters import asking
from benchmarks.commands.console import open_console
from benchmarks.commands.options import Engines
from benchmarks.errors import DONE, NOT_COMPARABLE, UsageError
from benchmarks.targets.cluster import checked

app = typer.Typer(
    add_completion=False,
    help="Look at the clusters that the SDKs' own configuration names, and clean up there.",
)


@app.command()
def check(engine: Engines = None) -> None:
    """Say for each side who answers, which version, and what is missing; status 3 where something is."""
    raise typer.Exit(show_checks(engine or [], open_console()))


@app.command()
def clean(
    directory: Annotated[Path, typer.Argument(help="The directory of a campaign on clusters.")],
) -> None:
    """Cancel and remove what a campaign left on its clusters, and say what cannot be removed."""
    raise typer.Exit(remove(directory, open_console()))


def show_checks(wanted: Sequence[str], console: Console) -> int:
    """One line a fact or a fault for each side; the exit status."""
    missing = False
    with asking(wanted) as caller:
        for name in caller.engines:
            if not caller.descriptions[name].sdk:
                continue
            lines, problem = checked(caller, name)
            for one in lines:
                _say(console, name, one["text"], fine=one["fine"])
            if problem:
                _say(console, name, problem, fine=False)
            missing = missing or bool(problem) or not all(one["fine"] for one in lines)
    image = os.environ.get("FVK_IMAGE", "")
    told = f"{image}: each cluster must be able to pull it" if image else "FVK_IMAGE is not set"
    _say(console, "image", told, fine=bool(image))
    return NOT_COMPARABLE if missing else DONE


def remove(directory: Path, console: Console) -> int:
    """Clean up after one campaign; the exit status."""
    done = list(campaign_clusters.clean(directory))
    if not done:
        raise UsageError(f"{directory}: no campaign here has run anything on a cluster")
    for engine, text, fine in done:
        _say(console, engine, text, fine=fine)
    return DONE if all(fine for _, _, fine in done) else NOT_COMPARABLE


def _say(console: Console, who: str, text: str, *, fine: bool) -> None:
    mark = "✓" if fine else "✕"
    console.print(f"{escape(who):8} {mark} {escape(text)}", highlight=False, soft_wrap=True)
