"""From what a user brought to a finished campaign: look, compare, plan, measure."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from msgspec.structs import replace as with_changes
from rich.console import Console
from rich.markup import escape

from benchmarks.analyse.versus import checked
from benchmarks.campaign.bytecode import compile_bytecode
from benchmarks.campaign.carry_out import carry_out
from benchmarks.campaign.contenders import contenders_of
from benchmarks.campaign.particulars import Particulars
from benchmarks.campaign.sampling import make_sampler
from benchmarks.errors import UsageError
from benchmarks.measure.fingerprint import take as take_fingerprint
from benchmarks.measure.scratch import scratch
from benchmarks.plan import arguments, engines, profiles, questions
from benchmarks.plan.schedule import twin_of
from benchmarks.present.live import duration
from benchmarks.record import registered
from benchmarks.record.journal import begin
from benchmarks.record.schema import SCHEMA, Cell, Contender, Header, Note, Reference, Table, Yours
from benchmarks.record.timestamp import now
from benchmarks.targets.environments import selection
from benchmarks.targets.environments.store import CACHE, ENVIRONMENTS, Store
from benchmarks.yours import first_look_tables, plan, trust
from benchmarks.yours.agreement import Agreement, agree, rules
from benchmarks.yours.match_inputs import unused
from benchmarks.yours.sides import PipelineSide, WantedPipelines
from benchmarks.yours.survey import TRIED_LANE, Entrant, Looked, Surveyor

DIFFERENT, NOTHING_TO_MEASURE = 1, 2
BEFORE = ":before"
"""Ends the name of a pipeline as it was before a change, where both take part."""
TOLERANCE = 1e-6
"""The training workload's: sums may be taken in another order by another process."""


@dataclass(frozen=True)
class YoursOptions:
    """How to measure; what to measure is a :class:`~benchmarks.yours.sides.WantedPipelines`."""

    profile: str = "quick"
    engines: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    seed: int | None = None
    out: Path | None = None
    twin: bool = True
    budget_s: float | None = None
    limit_s: float | None = None
    """Seconds after which the campaign ends, with the sample under way; ``None`` for no limit."""
    timeout_s: float | None = None
    minimum_blocks: int | None = None
    maximum_blocks: int | None = None
    lanes: tuple[str, ...] = plan.LANES
    versus: str | None = None
    before: Path | None = None
    """Another checkout, whose files take part beside these."""


@dataclass(frozen=True)
class Survey:
    """Every contender after a first look, and what their outputs have in common."""

    looked: tuple[Looked, ...]
    agreement: Agreement
    tolerance: float

    @property
    def measurable(self) -> tuple[Looked, ...]:
        """Those that could be loaded."""
        return tuple(one for one in self.looked if one.interface is not None)


def describe(wanted: WantedPipelines, options: YoursOptions, console: Console) -> int:
    """Print what each pipeline takes and gives; the exit status."""
    with _surveyor(wanted, options, console) as surveyor:
        found = {entrant.name: surveyor.describe(entrant) for entrant in entrants(wanted, options)}
    interfaces = {name: told.interface for name, told in found.items() if told.interface is not None}
    first_look_tables.print_tables(
        console, [Table("your pipelines", first_look_tables.interface_rows(interfaces))]
    )
    for name, told in found.items():
        if told.interface is None:
            _say(console, f"{name} cannot be loaded: {told.refused.get('load', 'no reason was given')}")
    return 0 if interfaces else NOTHING_TO_MEASURE


def measure(wanted: WantedPipelines, options: YoursOptions, console: Console) -> int:
    """Look, plan, measure and report; the exit status."""
    compile_bytecode(options.engines)
    survey = look(wanted, options, console)
    found = list(first_look_tables.tables(survey.looked, survey.agreement))
    first_look_tables.print_tables(console, found)
    if not survey.measurable:
        _say(console, "nothing can be measured: see the reasons above")
        return NOTHING_TO_MEASURE
    if survey.agreement.disagreement:
        _say(console, f"not comparable: {survey.agreement.disagreement}")
        _say(console, "make them compute the same, or leave that output out with --ignore NAME")
        return DIFFERENT
    header = draw(survey, wanted, options)
    directory = options.out or Path("results", f"{header.started_at.replace(':', '')}-yours")
    write_plan(directory, header, survey, found)
    _say(console, _time_told(header, survey))
    assert header.yours is not None
    return carry_out(directory, console, Particulars(rules=rules(header.yours)))


def _time_told(header: Header, survey: Survey) -> str:
    """What the campaign will take, in one line."""
    fewest = min(cell.minimum_blocks for cell in header.cells) if header.cells else 0
    most = max((cell.minimum_blocks for cell in header.cells), default=0)
    blocks = f"{fewest} blocks" if fewest == most else f"{fewest} to {most} blocks"
    about_s = plan.seconds_of(header.cells, survey.measurable, header.contenders)
    told = f"{blocks} of {len(header.cells)} cells take about {duration(about_s)}"
    if header.limit_s is None:
        return f"{told}; after {duration(header.budget_s)} cells stop at their minimum"
    first = max((cell.needed_blocks for cell in header.cells), default=0)
    ends = f"it ends after {duration(header.limit_s)}, with the sample under way"
    return f"{told}; {ends}" + (f", but not before {first} blocks of what has a verdict" if first else "")


def _cells_kept(cells: Sequence[Cell], options: YoursOptions) -> list[Cell]:
    """The cells; with a budget that was asked for, none is owed blocks beyond it."""
    if options.budget_s is None or options.limit_s != options.budget_s:
        return list(cells)
    return [with_changes(cell, needed_blocks=0) for cell in cells]


def look(wanted: WantedPipelines, options: YoursOptions, console: Console) -> Survey:
    """Take a first look at every contender."""
    taking_part = entrants(wanted, options)
    with _surveyor(wanted, options, console) as surveyor:
        found = [surveyor.describe(entrant).interface for entrant in taking_part]
        interfaces = [told for told in found if told is not None]
        nobody = unused(wanted.inputs, [told.takes for told in interfaces])
        if nobody and interfaces and not any(told.untold for told in interfaces):
            known = sorted({port.name for told in interfaces for port in told.takes})
            raise UsageError(
                f"input {nobody[0]}: no pipeline takes it; they take {', '.join(known) or 'nothing'}"
            )
        looked = tuple(surveyor.look(entrant, wanted) for entrant in taking_part)
    tolerance = TOLERANCE if wanted.tolerance is None else wanted.tolerance
    return Survey(looked, agree([one.seen for one in looked], tolerance, wanted.ignored), tolerance)


def draw(survey: Survey, wanted: WantedPipelines, options: YoursOptions) -> Header:
    """The plan of a campaign over everything that can be measured."""
    base = profiles.find(options.profile)
    profile = plan.profile_of(
        base, options.timeout_s, options.lanes, options.minimum_blocks, options.maximum_blocks
    )
    seed = options.seed if options.seed is not None else int.from_bytes(os.urandom(4))
    taking_part = _taking_part(survey, twin=options.twin)
    known = questions.load()
    name = plan.name_of(survey.measurable)
    asked = plan.about_yours(questions.select(known, list(options.questions)), name)
    return Header(
        schema=SCHEMA,
        profile=base.name,
        seed=seed,
        started_at=now(),
        command=["fvk", *sys.argv[1:]],
        budget_s=options.budget_s or profile.budget_s,
        limit_s=options.limit_s,
        contenders=taking_part,
        questions=asked,
        questions_sha256=questions.family_sha256(),
        cells=_cells_kept(plan.plan_cells(profile, asked, taking_part, survey.measurable, seed), options),
        fingerprint=take_fingerprint().as_json(),
        family=[question.id for question in known if question.headline],
        changed=registered.changes(known),
        versus=checked(options.versus, [one.name for one in taking_part if one.twin_of is None]),
        yours=Yours(
            pipelines=[
                plan.brought(one, dict(survey.agreement.renamed.get(one.entrant.name, {})))
                for one in survey.measurable
            ],
            tolerance=survey.tolerance,
            left_out=dict(survey.agreement.left_out),
            variables=list(wanted.variables),
        ),
    )


def write_plan(directory: Path, header: Header, survey: Survey, found: Sequence[Table]) -> None:
    """Begin the raw file: the plan, what the outputs are compared with, and what the first look found."""
    unloaded = [one for one in survey.looked if one.interface is None]
    lost = [(one.entrant.name, one.whole.get("load", "no reason was given")) for one in unloaded]
    notes = [Note(f"{name} could not be loaded and takes no part: {why}", now()) for name, why in lost]
    reference = Reference(plan.name_of(survey.measurable), {}, dict(survey.agreement.reference))
    begin(directory, [trust.without_secrets(header), reference, *found, *notes])
    trust.remember(directory)


@contextmanager
def _surveyor(wanted: WantedPipelines, options: YoursOptions, console: Console) -> Iterator[Surveyor]:
    """A surveyor whose rooms are removed afterwards."""
    chosen = {entrant.engine.name: entrant.engine for entrant in entrants(wanted, options)}
    variables = _values_of(wanted.variables)
    timeout_s = options.timeout_s or profiles.STANDARD.timeout_s
    with scratch(CACHE, "looking") as work:
        sampler = make_sampler(work / "rooms", chosen, 0, time.monotonic, None)
        sampler.variables = variables
        for name in chosen:
            sampler.describe(name)
        lane = TRIED_LANE if TRIED_LANE in options.lanes else options.lanes[0]
        yield Surveyor(sampler, timeout_s, lambda text: _say(console, text), lane, dict(os.environ))


def entrants(wanted: WantedPipelines, options: YoursOptions) -> list[Entrant]:
    """Each side with its engines: those that ``--engine`` names for it, else the engine as it is installed.

    With ``before``, each twice: as it stands, and as it stands below that folder.
    """
    store = Store(ENVIRONMENTS.absolute())
    named = arguments.names(options.engines)
    bases = {name.partition("@")[0] for name in named}
    if strangers := sorted(bases - {side.engine for side in wanted.sides}):
        raise UsageError(f"--engine {strangers[0]}: no pipeline for it; give --{strangers[0]} FILE:NAME too")
    found = []
    for side in wanted.sides:
        own = [name for name in named if name.partition("@")[0] == side.engine] or [side.engine]
        for engine in selection.select(engines.discover(), store, own):
            if options.before is not None and not engine.baseline:
                found.append(Entrant(engine.name + BEFORE, engine, _earlier(side, options.before)))
            found.append(Entrant(engine.name, engine, side))
    return found


def _earlier(side: PipelineSide, folder: Path) -> PipelineSide:
    """The same file below another checkout."""
    file = folder / os.path.relpath(side.file)
    if not file.is_file():
        raise UsageError(f"--before {folder}: there is no file {file}; is it a checkout of the same project?")
    return replace(side, file=file)


def _taking_part(survey: Survey, *, twin: bool) -> list[Contender]:
    """The contenders of the campaign, by their entrants' names."""
    measurable = [one.entrant for one in survey.measurable]
    engines_used = {entrant.engine.name: entrant.engine for entrant in measurable}
    told = {one.name: one for one in contenders_of([*engines_used.values()], twin=False)}
    found = [with_changes(told[entrant.engine.name], name=entrant.name) for entrant in measurable]
    orchestrators = [one for one in found if not one.baseline] or found
    return [*found, twin_of(orchestrators[0])] if twin else found


def _values_of(names: Sequence[str]) -> dict[str, str]:
    missing = [name for name in names if name not in os.environ]
    if missing:
        raise UsageError(f"--variable {missing[0]}: not set here; set it, or leave it out")
    return {name: os.environ[name] for name in names}


def _say(console: Console, text: str) -> None:
    console.print(escape(text), highlight=False, soft_wrap=True)
