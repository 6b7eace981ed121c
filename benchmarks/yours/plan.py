"""The plan of a campaign about somebody's own pipelines: the usual cells, called as the file is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from msgspec.structs import replace as with_changes

from benchmarks.plan.profiles import FULL, QUICK, STANDARD, Profile, Rule
from benchmarks.plan.schedule import cells
from benchmarks.record.schema import Brought, Cell, Contender, Question
from benchmarks.yours.file_digest import digest
from benchmarks.yours.survey import Looked
from shared.comparison import first_mismatch
from shared.contract import Size, Values, Workload

_STRANGE = re.compile(r"[^\w.:@-]+")

_SESSION, _STEPS = Rule("session", "tuned"), Rule("steps", "tuned")
_QUICK_DEFAULT = Rule("session", "default", minimum_blocks=1, maximum_blocks=1, twin=False)
_DEFAULT = replace(_QUICK_DEFAULT, minimum_blocks=3, maximum_blocks=6)
_MEMORY = Rule("session", "tuned", meter="memory")
RULES = {
    QUICK.name: (_SESSION, _STEPS, _QUICK_DEFAULT),
    STANDARD.name: (_SESSION, _STEPS, _MEMORY, _DEFAULT),
    FULL.name: (_SESSION, _STEPS, _MEMORY, _DEFAULT),
}
"""One sample of the default lane may build a virtual environment for every step, so it gets few blocks."""
LANES = ("tuned", "default")


def profile_of(
    base: Profile,
    timeout_s: float | None,
    lanes: Sequence[str],
    minimum_blocks: int | None = None,
    maximum_blocks: int | None = None,
) -> Profile:
    """The blocks and the budget of a profile, with the cells that fit one pipeline."""
    return replace(
        base,
        rules=tuple(rule for rule in RULES[base.name] if rule.lane in lanes),
        timeout_s=timeout_s or max(base.timeout_s, STANDARD.timeout_s),
        minimum_blocks=minimum_blocks or base.minimum_blocks,
        maximum_blocks=maximum_blocks or base.maximum_blocks,
    )


def plan_cells(
    profile: Profile,
    asked: Sequence[Question],
    contenders: Sequence[Contender],
    looked: Sequence[Looked],
    seed: int,
) -> list[Cell]:
    """Every cell; those that all pipelines refuse are left out."""
    useful = tuple(rule for rule in profile.rules if not all(_refuses(one, rule) for one in looked))
    steps = max((one.interface.steps or 1 for one in looked if one.interface), default=1)
    workload = Workload(
        name=name_of(looked),
        title="Your pipeline",
        inputs=_nothing,
        reference=_no_reference,
        mismatch=first_mismatch,
        sizes={profile.name: ({},)},
        step_count=lambda size: steps,  # noqa: ARG005
    )
    return cells(replace(profile, rules=useful), [workload], asked, contenders, seed)


def name_of(looked: Sequence[Looked]) -> str:
    """What the report calls it: the file and the name of the first pipeline that an orchestrator runs."""
    chosen = next((one for one in looked if not one.entrant.engine.baseline), looked[0]).entrant.side
    return _STRANGE.sub("_", f"{chosen.file.name}:{chosen.name}" if chosen.name else chosen.file.name)


def _refuses(one: Looked, rule: Rule) -> bool:
    """Whether the first look, in the rule's lane, found that it cannot be measured."""
    return rule.lane == one.lane and rule.probe in one.refused


def seconds_of(cells: Sequence[Cell], looked: Sequence[Looked], contenders: Sequence[Contender]) -> float:
    """Roughly how long the fewest blocks of the cells take, from how long the first look took."""
    by_name = {one.entrant.name: one for one in looked}
    of = {one.name: by_name[one.twin_of or one.name] for one in contenders}
    return sum(cell.minimum_blocks * _sample_s(cell, of[name]) for cell in cells for name in cell.contenders)


def _sample_s(cell: Cell, one: Looked) -> float:
    taken = one.taken_s
    begin_s = taken.get("start", 0.0) + taken.get("load", 0.0)
    if cell.probe == "steps":
        return begin_s + taken.get("steps", 0.0)
    compile_s, run_s = taken.get("compile", 0.0), taken.get("run", 0.0)
    rebuilds = cell.rounds.get("rebuild", 0) * (taken.get("load", 0.0) + compile_s)
    return (
        begin_s
        + compile_s
        + run_s
        + min(rebuilds, cell.patience_s)
        + min(cell.rounds.get("rerun", 0) * run_s, cell.patience_s)
    )


def about_yours(questions: Iterable[Question], name: str) -> list[Question]:
    """The same questions; the headline of a session is the session of the pipeline that was brought."""
    return [
        with_changes(
            question,
            headline=f"{question.probe}/{name}/tuned" if question.headline else "",
            note="" if question.id != "load" else "What your file imports counts as loading it.",
        )
        for question in questions
        if not question.probe.startswith("command:")
    ]


def brought(one: Looked, renamed: dict[str, str]) -> Brought:
    """What the raw file says of one pipeline."""
    return Brought(
        contender=one.entrant.name,
        file=str(one.entrant.side.file),
        name=one.entrant.side.name,
        sha256=digest(one.entrant.side.file),
        inputs=dict(one.inputs),
        refused=dict(one.refused),
        renamed=renamed,
        lane=one.lane,
        reasons={phase: why for phase, why in one.whole.items() if why != one.refused.get(phase)},
    )


def _nothing(size: Size) -> Values:  # noqa: ARG001
    return {}


def _no_reference(inputs: Values, size: Size) -> Values:
    raise NotImplementedError("the first contender that runs is the reference")
