"""Measure again what a baseline measured, or a change beside what was before it, and compare."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path

from msgspec.structs import replace as with_changes
from rich.console import Console

from benchmarks.analyse.regression import compare, compare_within, obstacles, package_changes
from benchmarks.campaign.bytecode import compile_bytecode
from benchmarks.campaign.carry_out import carry_out
from benchmarks.campaign.particulars import Particulars
from benchmarks.errors import NOT_COMPARABLE, UsageError
from benchmarks.gate.comparing import conclude, tell_obstacles
from benchmarks.gate.replan import MAXIMUM_BLOCKS, QUICK_BUDGET_S, fitting, redraw
from benchmarks.measure.fingerprint import take as take_fingerprint
from benchmarks.plan import questions
from benchmarks.record.journal import FILE_NAME, begin, read
from benchmarks.record.progress import Progress, replay
from benchmarks.yours import first_look_tables, session
from benchmarks.yours.agreement import rules
from benchmarks.yours.sides import PipelineSide, WantedPipelines
from benchmarks.yours.trust import with_secrets

ADVISED_BLOCKS = 15
"""Of a baseline: with a spread of 3 % from one process to the next, a true tenth is then found in 99 of 100
tries, with ten blocks in 95 to 98. Held by a test on a made-up machine."""
FEWEST_PAIRED_BLOCKS = 10
"""The signed-rank test of ten blocks can reach p = 0.002, which survives correction for 25 figures."""


@dataclass(frozen=True)
class Gate:
    """How to compare."""

    margin: float
    quick: bool
    anyway: bool
    markdown: Path | None
    directory: Path
    """Where the new campaign goes."""
    seed: int | None
    questions: tuple[str, ...] = ()
    """Only these; with --before, the headline questions if empty."""


def against_baseline(baseline: Path, gate: Gate, console: Console) -> int:
    """Run the baseline's campaign again, and compare the two; the exit status."""
    old = replay(read(baseline))
    seed = gate.seed if gate.seed is not None else int.from_bytes(os.urandom(4))
    fingerprint = take_fingerprint().as_json()
    different = obstacles(old, Progress(with_changes(old.header, fingerprint=fingerprint)))
    if different and not gate.anyway:
        tell_obstacles(different, console)
        return NOT_COMPARABLE
    if old.header.yours is not None:
        status = _yours_again(old, gate, console)
    else:
        header = redraw(old, gate.quick, seed, fingerprint)
        begin(_fresh(gate.directory), [header])
        compile_bytecode([one.engine for one in header.contenders])
        status = carry_out(gate.directory, console)
    if not (gate.directory / FILE_NAME).exists():
        return status
    new = replay(read(gate.directory))
    remarks = (*different, *package_changes(old, new), *_too_few(old), *disturbed(new))
    return conclude(compare(old, new, gate.margin), remarks, gate.margin, gate.markdown, console)


def against_before(wanted: WantedPipelines, before: Path, gate: Gate, console: Console) -> int:
    """Measure every pipeline beside what it was in another checkout, in the same blocks; the exit status."""
    options = session.YoursOptions(
        out=_fresh(gate.directory),
        questions=gate.questions or _headline(quick=gate.quick),
        seed=gate.seed,
        twin=False,
        maximum_blocks=MAXIMUM_BLOCKS,
        minimum_blocks=FEWEST_PAIRED_BLOCKS,
        lanes=("tuned",),
        before=before,
    )
    if gate.quick:
        options = replace(options, budget_s=QUICK_BUDGET_S)
    status = session.measure(wanted, options, console)
    if not (gate.directory / FILE_NAME).exists():
        return status
    progress = replay(read(gate.directory))
    names = [one.name for one in progress.header.contenders]
    pairs = {name: name + session.BEFORE for name in names if name + session.BEFORE in names}
    found = compare_within(progress, pairs, gate.margin)
    return conclude(
        found, ("both sides in the same blocks", *disturbed(progress)), gate.margin, gate.markdown, console
    )


def _yours_again(old: Progress, gate: Gate, console: Console) -> int:
    """Look at the pipelines as they are now, and measure what the baseline measured of them."""
    assert old.header.yours is not None
    yours = with_secrets(old.header.yours)
    sides = {one.contender.partition("@")[0]: one for one in yours.pipelines}
    wanted = WantedPipelines(
        sides=tuple(PipelineSide(name, Path(one.file), one.name, one.inputs) for name, one in sides.items()),
        tolerance=yours.tolerance,
        variables=tuple(yours.variables),
    )
    options = session.YoursOptions(
        profile=old.header.profile,
        engines=tuple(one.contender for one in yours.pipelines),
        questions=tuple(question.id for question in old.header.questions),
        seed=gate.seed,
        twin=False,
        budget_s=QUICK_BUDGET_S if gate.quick else old.header.budget_s,
        lanes=tuple(dict.fromkeys(cell.lane for cell in old.header.cells)),
    )
    survey = session.look(wanted, options, console)
    found = list(first_look_tables.tables(survey.looked, survey.agreement))
    if not survey.measurable or survey.agreement.disagreement:
        first_look_tables.print_tables(console, found)
        console.print(survey.agreement.disagreement or "nothing can be measured: see the reasons above")
        return NOT_COMPARABLE
    header = session.draw(survey, wanted, options)
    if gate.quick:
        header = with_changes(header, cells=fitting(old, header.cells))
    session.write_plan(_fresh(gate.directory), header, survey, found)
    assert header.yours is not None
    return carry_out(gate.directory, console, Particulars(rules=rules(header.yours)))


def disturbed(progress: Progress) -> list[str]:
    """What to say where something else used the machine in half of the blocks or more."""
    blocks = [block for cell in progress.header.cells for block in progress.counted_blocks(cell.id)]
    flagged = sum(bool(block.flags) for block in blocks)
    if not blocks or 2 * flagged < len(blocks):
        return []
    return [f"something else used the machine in {flagged} of {len(blocks)} blocks: run it again when quiet"]


def _too_few(old: Progress) -> list[str]:
    fewest = min((len(old.counted_blocks(cell.id)) for cell in old.header.cells), default=0)
    if fewest >= ADVISED_BLOCKS:
        return []
    advice = f"measure it with --blocks {ADVISED_BLOCKS}"
    return [f"the baseline has only {fewest} blocks in a cell: a change of a tenth may be missed; {advice}"]


def _headline(*, quick: bool) -> tuple[str, ...]:
    """The questions of the headline family: few enough for every one to be proven after correction."""
    family = [question for question in questions.load() if question.headline]
    return tuple(question.id for question in family if not quick or question.probe == "session")


def _fresh(directory: Path) -> Path:
    if (directory / FILE_NAME).exists():
        raise UsageError(f"--out {directory}: there is a campaign already; name another directory")
    return directory
