"""Open a campaign: begin its raw file, or continue it, with real processes and a real clock."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.campaign.clusters import with_clusters
from benchmarks.campaign.draw import draw
from benchmarks.campaign.loop import Campaign, Observer
from benchmarks.campaign.options import Options
from benchmarks.campaign.runtimes import open_runtimes
from benchmarks.campaign.sampling import MachineWatch, OutputRules, make_sampler, on_clusters
from benchmarks.errors import UsageError
from benchmarks.measure.fingerprint import take as take_fingerprint
from benchmarks.measure.scratch import sweep_work
from benchmarks.plan import engines
from benchmarks.plan.engines import BASELINE, EngineReference
from benchmarks.record.journal import FILE_NAME, Journal, begin, read, refuse_existing, reopened
from benchmarks.record.progress import replay
from benchmarks.record.schema import Extension, Header, Note
from benchmarks.record.timestamp import now
from benchmarks.targets.environments import selection
from benchmarks.targets.environments.store import ENVIRONMENTS, Store


def open_new(options: Options, observer: Observer, say: Callable[[str], None]) -> Campaign:
    """Write the plan of a new campaign and return it ready to run."""
    if options.out:
        refuse_existing(options.out)
    plan = with_clusters(draw(options, say), say)
    directory = options.out or Path("results", f"{plan.started_at.replace(':', '')}-{plan.profile}")
    sweep_work(directory.parent)
    begin(directory, [plan])
    return wire(directory, observer)


def reopen(
    directory: Path, observer: Observer, rules: OutputRules | None = None, more_s: float = 0.0
) -> Campaign:
    """Continue the campaign in ``directory``; the contenders' versions must still be those it began with.

    ``more_s`` seconds more are given to the cells that the plan or the time ended, under the same rule.
    """
    campaign = wire(directory, observer, rules)
    for name, told in _changed_versions(campaign.progress.header).items():
        campaign.journal.close()
        raise UsageError(
            f"{directory}: {name} was {told[0]} when the campaign began and is {told[1]} now; "
            "install the old version again, or start anew with `fvk run`"
        )
    if more_s:
        extension = Extension(more_s, campaign.progress.elapsed_s, now())
        note = Note(f"{more_s:.0f} s more were given after {campaign.progress.elapsed_s:.0f} s", now())
        for line in (extension, note):
            campaign.journal.append(line)
            campaign.progress.take(line)
    return campaign


def wire(directory: Path, observer: Observer, rules: OutputRules | None = None) -> Campaign:
    """A campaign over what the raw file says, with real processes and a real clock.

    Nothing is touched before the raw file is locked: another process may be measuring into it.
    """
    journal = reopened(directory)
    try:
        return _wired(directory, journal, observer, rules)
    except BaseException:
        journal.close()
        raise


def _wired(directory: Path, journal: Journal, observer: Observer, rules: OutputRules | None) -> Campaign:
    progress = replay(read(directory / FILE_NAME))
    offset_s = progress.elapsed_s - time.monotonic()
    store = Store(ENVIRONMENTS.absolute())
    chosen = _still_there(progress.header, store)

    def clock() -> float:
        return time.monotonic() + offset_s

    header = progress.header
    runtimes = open_runtimes(header.cells, header.contenders, directory / "work")
    for target, runtime in runtimes.items():
        runtime.check(header.fingerprint.get(target, {}))
        runtime.begin()
    sampler = make_sampler(directory / "work", chosen, header.seed, clock, header.delay, rules, runtimes)
    sampler.held = selection.hold(store, chosen.values())
    for name in chosen:
        sampler.describe(name)
    on_clusters(sampler, directory, progress.header)
    for reference in progress.references:
        sampler.expect(reference)
    if progress.samples and progress.end is None:
        note = Note(f"resumed after {progress.elapsed_s:.0f} s", now())
        journal.append(note)
        progress.take(note)

    def leave() -> None:
        for runtime in runtimes.values():
            runtime.clean()

    def elsewhere_ns() -> int:
        return sum(runtime.cpu_ns() for runtime in runtimes.values())

    watch = MachineWatch(elsewhere_ns)
    return Campaign(progress, journal, sampler, watch, observer, clock, now, leave)


def _still_there(header: Header, store: Store) -> dict[str, EngineReference]:
    """The engines of a campaign, each in the environment that the campaign began with."""
    needed = {contender.engine: contender.environment for contender in header.contenders} | {BASELINE: ""}
    found = selection.select(engines.discover(), store, sorted(needed))
    chosen = {reference.name: reference for reference in found}
    for name, environment in needed.items():
        if name not in chosen or chosen[name].environment != environment:
            raise UsageError(
                f"environment {environment} of {name} is not here any more; build it again, or start anew"
            )
    return chosen


def _changed_versions(header: Header) -> dict[str, tuple[object, object]]:
    """Packages of the contenders that are not what they were, by name."""
    before = header.fingerprint.get("packages", {})
    present = take_fingerprint().as_json()["packages"]
    here = [contender for contender in header.contenders if not contender.environment]
    ours = {name for contender in here for name in contender.versions}
    return {
        name: (before[name], present.get(name))
        for name in sorted(ours & before.keys())
        if before[name] != present.get(name)
    }
