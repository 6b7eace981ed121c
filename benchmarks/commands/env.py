"""``fvk env``: environments for engines to be measured in, beside the one that the harness runs in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from benchmarks.campaign.contenders import describe
from benchmarks.commands.console import open_console, say
from benchmarks.errors import UsageError
from benchmarks.measure.fingerprint import installed_packages
from benchmarks.plan import engines
from benchmarks.plan.arguments import file_name
from benchmarks.plan.engines import BASELINE
from benchmarks.record.timestamp import now
from benchmarks.targets.environments.build import Builder, EnvironmentWish
from benchmarks.targets.environments.store import ENVIRONMENTS, Disk, Store
from benchmarks.targets.environments.uv import find_uv

app = typer.Typer(
    add_completion=False,
    help="Build, list and remove environments for engines: other SDK versions, another Python.",
    no_args_is_help=True,
)

Requirements = Annotated[
    list[str] | None, typer.Option("--with", help="A requirement, such as SDK==1.2.*; repeat.")
]


@app.command()
def add(
    engine: Annotated[str, typer.Argument(help="An installed engine, as `fvk list` names it.")],
    requirement: Requirements = None,
    python: Annotated[str, typer.Option(help="A version that is installed here, or a path.")] = "",
    as_of: Annotated[str, typer.Option(help="A date: leave out whatever was published later.")] = "",
    name: Annotated[str, typer.Option(help="What to call it after the @; else the SDK's version.")] = "",
    locked: Annotated[
        Path | None, typer.Option(help="Repeat the build of this lock, as `fvk env show` prints it.")
    ] = None,
) -> None:
    """Build an environment of its own for an engine, or find it built already."""
    needs, sdk = needs_of(engine, f"fvk env add {engine}")
    if name:
        file_name("--name", name)
    wish = EnvironmentWish(
        engine=engine,
        needs=needs,
        sdk=sdk,
        asked=tuple(requirement or ()),
        python=python,
        as_of=as_of,
        name=name,
        locked=_read(locked),
    )
    entry = builder().add(wish, say)
    disk = store().disk(entry.environment)
    say(f"{entry.name}: environment {entry.environment}, {_size(disk)}")
    say(f"take it into a campaign with `fvk run --engine {entry.name}`")


@app.command("list")
def list_all() -> None:
    """Show every environment: its name, what it holds, and what it takes on the disk."""
    found = store()
    found.sweep()
    entries = found.entries()
    if not entries:
        say(f"no environments yet; `fvk env add ENGINE --with SDK==VERSION` makes one below {ENVIRONMENTS}")
        return
    table = Table("name", "python", "packages", "asked", "disk", "id", pad_edge=False)
    for entry in entries:
        record = found.record(entry.environment)
        if record is not None:
            asked = " ".join([*entry.asked, *([f"as of {entry.as_of}"] if entry.as_of else [])])
            row = (entry.name, record.python, str(len(record.packages)), asked or "newest")
            table.add_row(*map(escape, row), _size(found.disk(record.id)), record.id)
    open_console().print(table)


@app.command()
def show(name: Annotated[str, typer.Argument(help="A name, as `fvk env list` shows it.")]) -> None:
    """Print the lock that repeats the build elsewhere: every package, pinned, with its hashes."""
    record = store().record(_known(name))
    if record is not None:
        print(f"# {name}: {record.python}, {record.platform}, environment {record.id}")
        print(record.locked, end="")


@app.command()
def remove(
    names: Annotated[list[str] | None, typer.Argument(help="Names, as `fvk env list` shows them.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Every environment.")] = False,
) -> None:
    """Remove environments that no running campaign uses."""
    found = store()
    chosen = [entry.name for entry in found.entries()] if everything else names or []
    if not chosen and not everything:
        raise UsageError("fvk env remove: name an environment, or give --all")
    for name in chosen:
        found.forget(name)
        say(f"removed {name}")
    found.sweep()


def store() -> Store:
    """The store of the project that this is called in."""
    return Store(ENVIRONMENTS.absolute())


def builder() -> Builder:
    """Builds in that store; libraries keep the versions they have here where the SDK allows it."""
    here = installed_packages()
    libraries = describe(engines.discover()[BASELINE]).requirements
    own = find_uv()
    preferred = {name: here[name] for name in ("numpy", "scipy", *libraries) if name in here}
    return Builder(store(), own, preferred, now, own.interpreter("").version)


def needs_of(engine: str, where: str) -> tuple[tuple[str, ...], str]:
    """What the engine asks for, and which of it is the SDK; ``where`` begins the refusal of others."""
    found = engines.discover()
    if engine not in found:
        raise UsageError(f"{where}: no such engine; installed are {', '.join(found)}")
    told = describe(found[engine])
    return told.requirements, told.requirements[0] if told.sdk and told.requirements else ""


def _known(name: str) -> str:
    entry = store().entry(name)
    if entry is None:
        known = ", ".join(one.name for one in store().entries()) or "none"
        raise UsageError(f"environment {name}: no such environment; there are {known}")
    return entry.environment


def _read(locked: Path | None) -> str:
    try:
        return "" if locked is None else locked.read_text(encoding="utf-8")
    except OSError as error:
        raise UsageError(f"--locked {locked}: {error.strerror}") from error


def _size(disk: Disk) -> str:
    own = disk.total_bytes - disk.shared_bytes
    return f"{disk.total_bytes / 1e6:.0f} MB, {own / 1e6:.0f} MB of it its own"
