"""``fvk image``: the images that the container target starts its containers from."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from benchmarks.campaign.contenders import describe
from benchmarks.campaign.runtimes import code_of
from benchmarks.commands.console import open_console, say
from benchmarks.errors import UsageError
from benchmarks.measure.fingerprint import PROJECT
from benchmarks.plan import engines
from benchmarks.plan.engines import BASELINE, EngineReference
from benchmarks.targets import base_image, images
from benchmarks.targets.daemon import Daemon, address
from benchmarks.targets.environments.uv import find_uv
from benchmarks.targets.packages import Packages

app = typer.Typer(
    add_completion=False,
    help="Build, list and remove the images that the container target uses.",
    no_args_is_help=True,
)

Names = Annotated[list[str] | None, typer.Argument(help="Engines, as `fvk list` names them; all for none.")]


@app.command()
def build(
    names: Names = None,
    base: Annotated[
        str,
        typer.Option(help="An image of this daemon to begin with; else Python's own, or Debian's packages."),
    ] = "",
) -> None:
    """Build the image of each engine from the pinned requirements."""
    known = engines.discover()
    chosen = [BASELINE, *(name for name in names or known if name != BASELINE)]
    if unknown := [name for name in chosen if name not in known]:
        raise UsageError(f"fvk image build {unknown[0]}: no such engine; installed are {', '.join(known)}")
    daemon = Daemon(address())
    daemon.about()
    found = base_image.find_or_make(daemon, base, say)
    say(f"base image {found.name}: Python {found.python}, {found.machine}")
    packages = Packages.of(PROJECT / "requirements.lock", find_uv().program)
    builder = images.ImageBuilder(daemon, found, packages, say)
    plain = _wanted(known[BASELINE])
    made = [builder.build(plain if name == BASELINE else _wanted(known[name]), plain) for name in chosen]
    _show(made)


@app.command("list")
def list_all() -> None:
    """Show every image that was built here."""
    found = images.list_all(Daemon(address()))
    if not found:
        say("no images yet; `fvk image build` makes them")
        return
    _show(found)


@app.command()
def remove() -> None:
    """Remove every image that was built here."""
    for tag in images.remove_all(Daemon(address())):
        say(f"removed {tag}")


def _wanted(engine: EngineReference) -> images.ImageRequest:
    """What an engine's image must hold: its requirements, the steps, and its own package."""
    return images.ImageRequest(engine.name, tuple(describe(engine).requirements), code_of(engine))


def _show(found: list[images.Image]) -> None:
    table = Table("engine", "image", "Python", "MB", "MB beside plain's", "built in", "base", pad_edge=False)
    for one in found:
        table.add_row(
            one.engine,
            escape(one.tag),
            one.python,
            f"{one.size_bytes / 1e6:.0f}",
            f"{one.own_bytes / 1e6:.0f}",
            f"{one.built_s:.0f} s",
            escape(one.base),
        )
    open_console().print(table)
