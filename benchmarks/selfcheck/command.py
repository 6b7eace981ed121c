"""``fvk selfcheck``: try the harness on cases whose answer is known, on the reader's own machine."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from benchmarks.analyse.interval import Interval
from benchmarks.selfcheck import delay as delays
from benchmarks.selfcheck import referee as referees
from benchmarks.selfcheck import twins
from benchmarks.selfcheck.duration import parse_ns
from benchmarks.start import now

app = typer.Typer(help="Try the harness on cases whose answer is known.", no_args_is_help=True)

WRONG = 1
COVERED = 0.90
"""Share of campaigns whose 95 % interval must hold the injected delay."""

Campaigns = Annotated[int, typer.Option(min=1, help="How many campaigns.")]
Out = Annotated[Path | None, typer.Option(help="Directory for the raw files of the campaigns.")]


def _say(text: str) -> None:
    Console().print(escape(text), highlight=False, soft_wrap=True)


def _directory(out: Path | None, name: str) -> Path:
    return out or Path("results", f"{now().replace(':', '')}-selfcheck-{name}")


@app.command()
def aa(campaigns: Campaigns = 40, out: Out = None) -> None:
    """Compare plain Python with itself, again and again; count how often it is called different."""
    directory = _directory(out, "aa")
    share = twins.run(campaigns, directory, _say)
    low, high = share.interval
    _say(
        f"{share.wrong} of {share.campaigns} campaigns called one thing different from itself: "
        f"{share.value:.1%} [{low:.1%}, {high:.1%}], nominal 5 %, allowed {twins.ALLOWED:.0%}"
    )
    _say(f"raw files below {directory}")
    raise typer.Exit(WRONG if share.value > twins.ALLOWED else 0)


@app.command()
def delay(
    add: Annotated[str, typer.Option(help="The delay, such as 20ms.")] = "20ms",
    campaigns: Campaigns = 1,
    out: Out = None,
) -> None:
    """Inject a known delay into the local run of plain Python and look for it in what is printed."""
    directory = _directory(out, "delay")
    found = delays.run(parse_ns(add), campaigns, directory, _say)
    close, covered = sum(one.close for one in found), sum(one.covered for one in found)
    _say(
        f"added {add}: recovered within {delays.TOLERANCE:.0%} in {close} of {len(found)} campaigns, "
        f"inside the interval in {covered} of {len(found)}"
    )
    _say(f"raw files below {directory}")
    right = close == len(found) and covered >= COVERED * len(found)
    raise typer.Exit(0 if right else WRONG)


@app.command()
def referee(
    statement: Annotated[list[str] | None, typer.Option(help="Python statements to time; repeat.")] = None,
) -> None:
    """Time the same import commands with pyperf and say whether the two tools agree."""
    opinions = referees.run(statement or _imports(), _say)
    for opinion in opinions:
        ours, theirs = opinion.ours, opinion.theirs
        _say(
            f"{opinion.statement}: ours {ours.estimate * 1e3:.1f} ms {_bounds(ours)}, "
            f"pyperf {theirs.estimate * 1e3:.1f} ms {_bounds(theirs)}, n={ours.n} each: "
            f"{'agree' if opinion.agree else 'DISAGREE'}"
        )
    raise typer.Exit(0 if all(opinion.agree for opinion in opinions) else WRONG)


def _bounds(interval: Interval) -> str:
    if interval.low is None or interval.high is None:
        return "no interval"
    return f"[{interval.low * 1e3:.1f}, {interval.high * 1e3:.1f}]"


def _imports() -> list[str]:
    """What the installed engines' SDKs are imported with, and a module of the standard library."""
    from benchmarks.plan import engines
    from benchmarks.start import CACHE, make_sampler

    found = engines.discover()
    sampler = make_sampler(CACHE / "describing", found, 0, lambda: 0.0, None)
    sdks = [sampler.describe(name).sdk for name in found]
    return ["import json", *(f"import {sdk}" for sdk in sdks if sdk)]
