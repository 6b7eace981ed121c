"""``fvk selfcheck``: try the harness on cases whose answer is known, on the reader's own machine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from benchmarks.analyse.interval import Interval
from benchmarks.commands.console import say
from benchmarks.errors import UsageError
from benchmarks.plan import arguments
from benchmarks.plan.duration import parse_ns
from benchmarks.present import selfcheck_results
from benchmarks.record.journal import FILE_NAME
from benchmarks.record.timestamp import now
from benchmarks.selfcheck import delay as delays
from benchmarks.selfcheck import overhead as overheads
from benchmarks.selfcheck import referee as referees
from benchmarks.selfcheck import twins
from benchmarks.selfcheck.results import Keep, keeping

app = typer.Typer(
    add_completion=False, help="Try the harness on cases whose answer is known.", no_args_is_help=True
)

WRONG = 1
INTERRUPTED = 130
"""128 + SIGINT, as shells have it."""

Campaigns = Annotated[int, typer.Option(min=1, max=10_000, help="How many campaigns.")]
SelfcheckOut = Annotated[
    Path | None, typer.Option(help="Directory: raw.jsonl has the result, folders below it the campaigns.")
]
Into = Annotated[
    Path | None, typer.Option(help="A campaign's directory: its report then tells the result as its control.")
]


def _directory(out: Path | None, name: str) -> Path:
    return out or Path("results", f"{now().replace(':', '')}-selfcheck-{name}")


@contextmanager
def _kept(check: str, directory: Path, into: Path | None = None) -> Iterator[Keep]:
    """Keep rows in ``directory`` and ``into``; an interruption is told, and what was found stays."""
    if directory.joinpath(FILE_NAME).exists():
        raise UsageError(f"--out {directory}: there is a self-check already; name another directory")
    if into is not None and not into.joinpath(FILE_NAME).exists():
        raise UsageError(f"--into {into}: there is no campaign; give the directory that `fvk run` named")
    found = 0
    with ExitStack() as stack:
        places = [stack.enter_context(keeping(check, place)) for place in (directory, into) if place]

        def keep(row: dict[str, Any]) -> None:
            nonlocal found
            found += 1
            for place in places:
                place(row)

        try:
            yield keep
        except KeyboardInterrupt:
            say(f"interrupted; what was found ({found}) is kept in {directory / FILE_NAME}")
            raise typer.Exit(INTERRUPTED) from None
    say(f"results in {directory / FILE_NAME}")


@app.command()
def aa(
    campaigns: Campaigns = 40,
    engine: Annotated[
        str, typer.Option(help="Who is compared with itself; further names stand between: flyte,kfp.")
    ] = "plain",
    out: SelfcheckOut = None,
) -> None:
    """Compare one contender with itself, again and again; count how often it is called different."""
    directory = _directory(out, "aa")
    engines = arguments.names([engine])
    with _kept("aa", directory) as keep:
        share = twins.run(campaigns, directory, say, keep, engines)
    low, high = share.interval
    say(
        f"{share.wrong} of {share.campaigns} campaigns called one thing different from itself: "
        f"{share.value:.1%} [{low:.1%}, {high:.1%}], nominal 5 %, allowed {twins.ALLOWED:.0%}"
    )
    raise typer.Exit(WRONG if share.value > twins.ALLOWED else 0)


@app.command()
def delay(
    add: Annotated[str, typer.Option(help="The delay, such as 20ms.")] = "20ms",
    campaigns: Campaigns = 1,
    out: SelfcheckOut = None,
    into: Into = None,
) -> None:
    """Inject a known delay into the local run of plain Python and look for it in what is printed."""
    directory = _directory(out, "delay")
    added_ns = parse_ns(add)
    with _kept("delay", directory, into) as keep:
        found = delays.run(added_ns, campaigns, directory, say, keep)
    told, right = selfcheck_results.delay_told([one.row(number) for number, one in enumerate(found)])
    say(told)
    raise typer.Exit(0 if right else WRONG)


@app.command()
def referee(
    statement: Annotated[list[str] | None, typer.Option(help="Python statements to time; repeat.")] = None,
    out: SelfcheckOut = None,
) -> None:
    """Time the same import commands with pyperf and say whether the two tools agree."""
    with _kept("referee", _directory(out, "referee")) as keep:
        opinions = referees.run(statement or _imports(), say)
        for opinion in opinions:
            ours, theirs = opinion.ours, opinion.theirs
            told = (
                f"{opinion.statement}: ours {ours.estimate * 1e3:.1f} ms {_bounds(ours)}, "
                f"pyperf {theirs.estimate * 1e3:.1f} ms {_bounds(theirs)}, n={ours.n} each: "
                f"{'agree' if opinion.agree else 'DISAGREE'}"
            )
            say(told)
            keep({"told": told, "agree": opinion.agree})
    raise typer.Exit(0 if all(opinion.agree for opinion in opinions) else WRONG)


@app.command()
def overhead(
    samples: Annotated[
        int, typer.Option(min=3, max=10_000, help="How many values of each tool.")
    ] = overheads.SAMPLES,
    out: SelfcheckOut = None,
) -> None:
    """What a sample costs beyond the process that it measures, beside pyperf's cost for the same."""
    with _kept("overhead", _directory(out, "overhead")) as keep:
        for told in overheads.compare(samples):
            say(told)
            keep({"told": told})


def _bounds(interval: Interval) -> str:
    if interval.low is None or interval.high is None:
        return "no interval"
    return f"[{interval.low * 1e3:.1f}, {interval.high * 1e3:.1f}]"


def _imports() -> list[str]:
    """What the installed engines' SDKs are imported with, and a module of the standard library."""
    from benchmarks.campaign.sampling import make_sampler
    from benchmarks.plan import engines
    from benchmarks.targets.environments.store import CACHE

    found = engines.discover()
    sampler = make_sampler(CACHE / "describing", found, 0, lambda: 0.0, None)
    sdks = [sampler.describe(name).sdk for name in found]
    return ["import json", *(f"import {sdk}" for sdk in sdks if sdk)]
