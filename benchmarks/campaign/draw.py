"""Draw the plan of a campaign: every cell, every block's order, who takes part."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import replace

from benchmarks.analyse.family import blocks_needed
from benchmarks.analyse.versus import checked
from benchmarks.campaign.contenders import contenders_of
from benchmarks.campaign.options import Options
from benchmarks.campaign.runtimes import open_runtimes
from benchmarks.errors import UsageError
from benchmarks.measure.fingerprint import take as take_fingerprint
from benchmarks.plan import arguments, engines, profiles, questions
from benchmarks.plan.overrides import at_most, at_once, at_sizes, in_lanes
from benchmarks.plan.profiles import Profile
from benchmarks.plan.schedule import cells
from benchmarks.record import registered
from benchmarks.record.schema import SCHEMA, Contender, Header, Question
from benchmarks.record.timestamp import now
from benchmarks.targets.environments import selection
from benchmarks.targets.environments.store import CACHE, ENVIRONMENTS, Store
from shared import workloads
from shared.contract import Workload


def draw(options: Options, say: Callable[[str], None]) -> Header:
    """The whole plan as the raw file's first line; nothing is written, and nothing measured."""
    if options.minimum_blocks and options.maximum_blocks and options.minimum_blocks > options.maximum_blocks:
        raise UsageError(
            f"--most-blocks {options.maximum_blocks}: that is fewer than --blocks {options.minimum_blocks}; "
            f"give {options.minimum_blocks} or more"
        )
    profile = profiles.find(options.profile, arguments.names(options.targets))
    if options.timeout_s:
        profile = replace(profile, timeout_s=options.timeout_s)
    if options.minimum_blocks:
        profile = profile.with_blocks(options.minimum_blocks)
    chosen = selection.select(engines.discover(), Store(ENVIRONMENTS.absolute()), options.engines)
    known = questions.load()
    asked = questions.select(known, options.questions)
    selected = [workload(name) for name in arguments.names(options.workloads) or workloads.names()]
    profile = in_lanes(profile, arguments.names(options.lanes))
    if options.sizes:
        profile, selected = at_sizes(profile, selected, options.sizes)
    seed = options.seed if options.seed is not None else int.from_bytes(os.urandom(4))
    versus = checked(options.versus, [engine.name for engine in chosen])
    say(f"asking {len(chosen)} engines about themselves")
    taking_part = contenders_of(chosen, twin=options.twin)
    if not options.minimum_blocks:
        profile = _enough_for_headlines(profile, known, taking_part)
    profile = at_once(profile, options.concurrent)
    if options.maximum_blocks:
        profile = at_most(profile, options.maximum_blocks)
    drawn = cells(profile, selected, asked, taking_part, seed)
    fingerprint = take_fingerprint().as_json()
    runtimes = open_runtimes(drawn, taking_part, CACHE)
    fingerprint |= {target: runtime.about() for target, runtime in runtimes.items()}
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
        cells=drawn,
        fingerprint=fingerprint,
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
    return profile.with_at_least(needed)


def workload(name: str) -> Workload:
    """The workload of that name, or :class:`UsageError` that names those there are."""
    try:
        return workloads.find(name)
    except LookupError as error:
        raise UsageError(f"--workload {name}: {error}") from error
