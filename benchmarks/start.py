"""Open a campaign: find the engines, ask them about themselves, write the plan down, wire the effects."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

from benchmarks.analyse.holm import blocks_needed
from benchmarks.analyse.versus import checked
from benchmarks.campaign.loop import Campaign, Observer
from benchmarks.environments import contenders
from benchmarks.environments.store import Store
from benchmarks.errors import UsageError
from benchmarks.measure import noise
from benchmarks.measure.fingerprint import take as take_fingerprint
from benchmarks.measure.probe_process import Asker, Description
from benchmarks.measure.process import run as run_process
from benchmarks.measure.sampler import ProcessSampler
from benchmarks.plan import comma_separated, engines, profiles, questions
from benchmarks.plan.engines import BASELINE, EngineReference
from benchmarks.plan.overrides import at_most, at_sizes, in_lanes
from benchmarks.plan.profiles import Profile
from benchmarks.plan.schedule import cells, hash_seed_of, twin_of
from benchmarks.record import registered
from benchmarks.record.journal import FILE_NAME, Journal, begin, read, refuse_existing, reopened
from benchmarks.record.progress import replay
from benchmarks.record.schema import SCHEMA, Cell, Contender, Header, Note, Question, Yours
from benchmarks.yours import agreement
from benchmarks.yours import file_digest as unchanged
from shared import workloads
from shared.contract import Workload

CACHE = Path(".fvk")
"""Below the project: what may be deleted at any time and is made again."""
ENVIRONMENTS = CACHE / "environments"


@dataclass(frozen=True)
class Options:
    """What ``fvk run`` was asked for. Empty lists mean everything."""

    profile: str = "quick"
    workloads: list[str] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    engines: list[str] = field(default_factory=list)
    seed: int | None = None
    out: Path | None = None
    twin: bool = True
    budget_s: float | None = None
    timeout_s: float | None = None
    minimum_blocks: int | None = None
    versus: str | None = None
    sizes: list[str] = field(default_factory=list)
    tries: int = 2
    maximum_blocks: int | None = None
    lanes: list[str] = field(default_factory=list)
    delay: Mapping[str, Any] | None = None
    command: Sequence[str] = ()


def now() -> str:
    """The time of day in UTC, ISO 8601, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def open_new(options: Options, observer: Observer, say: Callable[[str], None]) -> Campaign:
    """Write the plan of a new campaign and return it ready to run."""
    if options.out:
        refuse_existing(options.out)
    plan = draw(options, say)
    directory = options.out or Path("results", f"{plan.started_at.replace(':', '')}-{plan.profile}")
    begin(directory, [plan])
    return wire(directory, observer)


def reopen(directory: Path, observer: Observer) -> Campaign:
    """Continue the campaign in ``directory``; the contenders' versions must still be those it began with."""
    campaign = wire(directory, observer)
    if campaign.progress.header.yours:
        unchanged.check(campaign.progress.header.yours)
    for name, told in _changed_versions(campaign.progress.header).items():
        raise UsageError(
            f"{directory}: {name} was {told[0]} when the campaign began and is {told[1]} now; "
            "install the old version again, or start anew with `fvk run`"
        )
    return campaign


def draw(options: Options, say: Callable[[str], None]) -> Header:
    """The whole plan as the raw file's first line; nothing is written, and nothing measured."""
    profile = profiles.find(options.profile)
    if options.timeout_s:
        profile = replace(profile, timeout_s=options.timeout_s)
    if options.minimum_blocks:
        maximum = max(options.minimum_blocks, profile.maximum_blocks)
        profile = replace(profile, minimum_blocks=options.minimum_blocks, maximum_blocks=maximum)
    chosen = contenders.select(engines.discover(), Store(ENVIRONMENTS.absolute()), options.engines)
    known = questions.load()
    asked = questions.select(known, options.questions)
    selected = [workload(name) for name in comma_separated.names(options.workloads) or workloads.names()]
    profile = in_lanes(profile, comma_separated.names(options.lanes))
    if options.sizes:
        profile, selected = at_sizes(profile, selected, options.sizes)
    seed = options.seed if options.seed is not None else int.from_bytes(os.urandom(4))
    versus = checked(options.versus, [engine.name for engine in chosen])
    say(f"asking {len(chosen)} engines about themselves")
    taking_part = contenders_of(chosen, twin=options.twin)
    if not options.minimum_blocks:
        profile = _enough_for_headlines(profile, known, taking_part)
    if options.maximum_blocks:
        profile = at_most(profile, options.maximum_blocks)
    return Header(
        schema=SCHEMA,
        profile=profile.name,
        seed=seed,
        started_at=now(),
        command=list(options.command),
        budget_s=options.budget_s or profile.budget_s,
        contenders=taking_part,
        questions=list(asked),
        questions_sha256=questions.family_sha256(),
        cells=cells(profile, selected, asked, taking_part, seed),
        fingerprint=take_fingerprint().as_json(),
        delay=dict(options.delay) if options.delay else None,
        family=[question.id for question in known if question.headline],
        changed=registered.changes(known),
        versus=versus,
        tries=options.tries,
        # A budget or a minimum that was asked for outweighs what the profile takes at the most.
        limit_s=None if options.budget_s or options.minimum_blocks else profile.limit_s,
    )


def _enough_for_headlines(
    profile: Profile, known: Sequence[Question], taking_part: Sequence[Contender]
) -> Profile:
    """The profile with as many blocks as the headline family needs to have any proven verdict."""
    orchestrators = sum(not contender.baseline and not contender.twin_of for contender in taking_part)
    pairs = orchestrators * (orchestrators - 1) // 2
    needed = blocks_needed(max(1, pairs * sum(bool(question.headline) for question in known)))
    minimum = max(profile.minimum_blocks, needed)
    return replace(profile, minimum_blocks=minimum, maximum_blocks=max(profile.maximum_blocks, minimum))


def compile_bytecode(wanted: Sequence[str] = ()) -> None:
    """Compile every module that lacks it: warm samples read bytecode as an installation leaves it."""
    installed = engines.discover()
    chosen = contenders.select(installed, Store(ENVIRONMENTS.absolute()), wanted)
    packages = {
        root / reference.target.partition(":")[0].partition(".")[0]
        for reference in installed.values()
        for root in reference.roots[:1]
    }
    for python in {reference.python for reference in (*installed.values(), *chosen)}:
        subprocess.run([str(python), "-c", _COMPILE, *map(str, sorted(packages))], check=False)


_COMPILE = """
import compileall, hashlib, pathlib, sys, sysconfig
site = pathlib.Path(sysconfig.get_path("purelib"))
entries = [entry for entry in site.iterdir() if entry.name != "__pycache__"]
state = sorted((entry.name, entry.stat().st_mtime_ns) for entry in entries)
marker = pathlib.Path(sys.prefix, "compiled-by-fvk")
digest = hashlib.sha256(repr(state).encode()).hexdigest()
if not marker.exists() or marker.read_text() != digest:
    compileall.compile_dir(site, quiet=2, workers=2)
    marker.write_text(digest)
for folder in sys.argv[1:]:
    compileall.compile_dir(folder, quiet=2)
"""


def contenders_of(chosen: Sequence[EngineReference], *, twin: bool) -> list[Contender]:
    """Who takes part, each with its versions; with ``twin``, one orchestrator takes part twice."""
    sampler = make_sampler(
        CACHE / f"describing-{os.getpid()}",
        {engine.name: engine for engine in chosen},
        0,
        time.monotonic,
        None,
    )
    try:
        found = []
        for engine in chosen:
            told = sampler.describe(engine.name)
            found.append(
                Contender(
                    engine.name,
                    engine.name,
                    engine.baseline,
                    versions=dict(told.versions),
                    lanes=dict(told.lanes),
                    environment=engine.environment,
                    **_contents(engine.environment),
                )
            )
    finally:
        shutil.rmtree(sampler.work, ignore_errors=True)
    orchestrators = [contender for contender in found if not contender.baseline] or found
    return [*found, twin_of(orchestrators[0])] if twin else found


def _contents(environment: str) -> dict[str, Any]:
    record = Store(ENVIRONMENTS.absolute()).record(environment) if environment else None
    return {"python": record.python, "packages": record.packages} if record else {}


def describe(engine: EngineReference) -> Description:
    """Ask one engine about itself; raises :class:`~benchmarks.errors.EngineError` if it cannot answer."""
    sampler = make_sampler(
        CACHE / f"describing-{os.getpid()}", {engine.name: engine}, 0, time.monotonic, None
    )
    try:
        return sampler.describe(engine.name)
    finally:
        shutil.rmtree(sampler.work, ignore_errors=True)


def wire(directory: Path, observer: Observer) -> Campaign:
    """A campaign over what the raw file says, with real processes and a real clock.

    Nothing is touched before the raw file is locked: another process may be measuring into it.
    """
    journal = reopened(directory)
    try:
        return _wired(directory, journal, observer)
    except BaseException:
        journal.close()
        raise


def _wired(directory: Path, journal: Journal, observer: Observer) -> Campaign:
    progress = replay(read(directory / FILE_NAME))
    offset_s = progress.elapsed_s - time.monotonic()
    store = Store(ENVIRONMENTS.absolute())
    chosen = _still_there(progress.header, store)
    yours = progress.header.yours

    def clock() -> float:
        return time.monotonic() + offset_s

    sampler = make_sampler(
        directory / "work", chosen, progress.header.seed, clock, progress.header.delay, yours
    )
    sampler.held = contenders.hold(store, chosen.values())
    for name in chosen:
        sampler.describe(name)
    for reference in progress.references:
        sampler.expect(reference)
    if progress.samples and progress.end is None:
        note = Note(f"resumed after {progress.elapsed_s:.0f} s", now())
        journal.append(note)
        progress.take(note)
    return Campaign(progress, journal, sampler, MachineWatch(), observer, clock, now)


def _still_there(header: Header, store: Store) -> dict[str, EngineReference]:
    """The engines of a campaign, each in the environment that the campaign began with."""
    needed = {contender.engine: contender.environment for contender in header.contenders} | {BASELINE: ""}
    found = contenders.select(engines.discover(), store, sorted(needed))
    chosen = {reference.name: reference for reference in found}
    for name, environment in needed.items():
        if name not in chosen or chosen[name].environment != environment:
            raise UsageError(
                f"environment {environment} of {name} is not here any more; build it again, or start anew"
            )
    return chosen


def make_sampler(
    work: Path,
    chosen: Mapping[str, EngineReference],
    seed: int,
    clock: Callable[[], float],
    delay: Mapping[str, Any] | None,
    yours: Yours | None = None,
) -> ProcessSampler:
    """A sampler with real processes, whose rooms are made below ``work``, which is emptied first."""
    shutil.rmtree(work, ignore_errors=True)

    def hash_seed(cell: Cell, block: int) -> int:
        return hash_seed_of(seed, cell.id, block)

    def mismatch(workload: str, expected: Mapping[str, Any], actual: Mapping[str, Any]) -> str | None:
        if yours is not None:
            return agreement.mismatch(expected, actual, yours.tolerance)
        return workloads.find(workload).mismatch(expected, actual)

    def observed(workload: str) -> tuple[str, ...]:
        return () if yours is not None else workloads.find(workload).observed

    asker = Asker(run_process, dict(os.environ), (CACHE / "packages").absolute())
    return ProcessSampler(
        work.absolute(),
        asker,
        chosen,
        mismatch,
        hash_seed,
        clock,
        observed,
        delay=delay,
        theirs=agreement.requests(yours) if yours else {},
        variables={name: os.environ[name] for name in yours.variables if name in os.environ} if yours else {},
    )


class MachineWatch:
    """Looks at this machine's counters."""

    def before(self) -> noise.Snapshot:
        """Counters now."""
        return noise.snapshot()

    def after(self, before: noise.Snapshot) -> tuple[list[str], dict[str, Any]]:
        """Flags and figures since ``before``."""
        happened = noise.between(before, noise.snapshot())
        return list(noise.flags(happened)), asdict(happened)


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


def workload(name: str) -> Workload:
    """The workload of that name, or :class:`UsageError` that names those there are."""
    try:
        return workloads.find(name)
    except LookupError as error:
        raise UsageError(f"--workload {name}: {error}") from error


def header_json(header: Header) -> bytes:
    """The plan as indented JSON, for people and for other programs."""
    return msgspec.json.format(msgspec.json.encode(header), indent=2)
