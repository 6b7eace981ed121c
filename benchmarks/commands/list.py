"""``fvk list``: what there is to measure, and what is not to be had."""

from __future__ import annotations

import time
from collections.abc import Mapping, Set

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from benchmarks.campaign.sampling import make_sampler
from benchmarks.commands.console import open_console
from benchmarks.measure.sampler import ProcessSampler
from benchmarks.measure.scratch import scratch
from benchmarks.plan import engines, profiles, questions
from benchmarks.targets.environments.store import CACHE
from shared import workloads

_LEGEND = (
    "(8) is the number of sizes, smallest first; – has none in that profile. ✓ loads, partly: some of its "
    "sizes do not run, n/a: cannot be written with this SDK."
)
_MOST_NAMES = 15
"""More than there are workloads."""
_EXAMPLES = """
A cell is a probe, a workload, a size and a lane. The probe says how it is measured: session, one process that
imports, loads, compiles and runs; steps, the commands of the pods; command, the SDK's own command line.
  fvk plan --profile full --workload chain               what would be measured, and how long it takes
  fvk run --workload chain --question build,run          only these
  fvk run --workload map --size n=10,1000 --lane tuned   at sizes of your own
"""


app = typer.Typer(add_completion=False)


@app.command("list")
def list_all() -> None:
    """Show engines, lanes, workloads, questions, and what is unsupported and why."""
    raise typer.Exit(show_list(open_console()))


def show_list(console: Console) -> int:
    """Print engines, workloads, questions and which of their combinations there are."""
    found = engines.discover()
    with scratch(CACHE, "listing") as work:
        sampler = make_sampler(work / "rooms", found, 0, time.monotonic, None)
        console.print(_engine_table(sampler, {name for name, one in found.items() if one.on_request}))
        console.print(_question_table())
        refused = {name: sampler.try_out(name) for name in found}
    console.print(_workload_table(refused))
    console.print(_LEGEND, highlight=False)
    console.print("Not supported, and why:", highlight=False)
    for line in _refusals(refused):
        console.print(f"  · {escape(line)}", highlight=False)
    console.print(_EXAMPLES, highlight=False, soft_wrap=True)
    return 0


def _engine_table(sampler: ProcessSampler, on_request: Set[str]) -> Table:
    table = Table("engine", "versions", "lane", "settings", title="engines", title_justify="left")
    for name in sampler.engines:
        told = sampler.describe(name)
        versions = ", ".join(f"{package} {version}" for package, version in told.versions.items())
        for number, (lane, text) in enumerate(told.lanes.items()):
            asked = ", on request" if name in on_request else ""
            first = (name + asked, versions) if number == 0 else ("", "")
            table.add_row(*map(escape, (*first, lane, text)))
        for form, text in told.forms.items():
            table.add_row("", "", "form", escape(f"{name}:{form}: {text}" if form else f"{name}: {text}"))
    return table


def _question_table() -> Table:
    table = Table("question", "asks", "probe", "margin", "headline", title="questions", title_justify="left")
    for question in questions.load():
        table.add_row(question.id, question.ask, question.probe, f"±{question.margin:.0%}", question.headline)
    return table


def _workload_table(refused: Mapping[str, Mapping[str, Mapping[str, str]]]) -> Table:
    heads = ("workload", "what it is", *profiles.PROFILES, *refused)
    table = Table(*heads, title="workloads", title_justify="left")
    for name in workloads.names():
        workload = workloads.find(name)
        sizes = (_sizes(workload.sizes.get(profile, ())) for profile in profiles.PROFILES)
        marks = (_mark(told.get(name, {})) for told in refused.values())
        table.add_row(name, escape(workload.title), *sizes, *marks)
    return table


def _sizes(sizes: tuple[Mapping[str, int | float | str], ...]) -> str:
    """``n=1 … 2000 (8)``; where words are part of a size, their number: ``9 kind, bytes=1024 … 8388608``."""
    if not sizes:
        return "–"
    told = []
    for name in sizes[0]:
        values = list(dict.fromkeys(size[name] for size in sizes))
        if isinstance(values[0], str):
            told.append(f"{len(values)} values of {name}")
        else:
            told.append(f"{name}={values[0]}" + (f" … {values[-1]}" if len(values) > 1 else ""))
    number = f" ({len(sizes)})" if len(sizes) > 1 else ""
    return (", ".join(told) or "one size") + number


def _mark(refused: Mapping[str, str]) -> str:
    if "session" in refused:
        return "n/a"
    return "partly" if any(verb.startswith("run at ") for verb in refused) else "✓"


def _refusals(refused: Mapping[str, Mapping[str, Mapping[str, str]]]) -> list[str]:
    """One line for each engine, verb and reason, with all workloads it holds for."""
    by_reason: dict[tuple[str, str, str], list[str]] = {}
    for engine, told in refused.items():
        for workload, verbs in told.items():
            for verb, reason in verbs.items():
                action, at, size = verb.partition(" at ")
                name = f"{workload}{at}{size}"
                by_reason.setdefault((engine, action, reason), []).append(name)
    return [
        f"{engine}, {verb}: {reason} ({_listed(names)})"
        for (engine, verb, reason), names in by_reason.items()
    ]


def _listed(names: list[str]) -> str:
    rest = len(names) - _MOST_NAMES
    return ", ".join(names[:_MOST_NAMES]) + (f" and {rest} more" if rest > 0 else "")
