"""Write the whole schedule down before the first sample: cells, contenders, and the order of every block."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from random import Random

from msgspec.structs import replace

from benchmarks.errors import UsageError
from benchmarks.plan.profiles import Profile, Rule
from benchmarks.record.schema import Cell, Contender, Question
from shared.contract import Size, Workload

ROUNDS = {"rebuild": 3, "rerun": 1}
"""Warm iterations inside one sample."""
_SECOND_BUILD = {"artefact.differing_files": "rebuild"}
"""Metrics that compare two builds, and the warm phase that makes the second one."""
TWIN_SUFFIX = "~twin"
"""Marks the second name of the contender that takes part twice."""


def size_label(size: Size) -> str:
    """``n=100`` or ``width=4,depth=3``; empty for a workload of one size."""
    return ",".join(f"{name}={value}" for name, value in size.items())


def cell_id(rule: Rule, workload: str, size: Size) -> str:
    """A name that a person can read and pass back on the command line."""
    where = "" if rule.target == "local" else f"{rule.target}:"
    parts = [where + rule.probe, workload, size_label(size), rule.lane]
    parts += [rule.bytecode] if rule.bytecode != "warm" else []
    parts += [rule.meter] if rule.meter != "time" else []
    parts += [f"{rule.concurrent}-at-once"] if rule.concurrent > 1 else []
    return "/".join(part for part in parts if part)


def twin_of(contender: Contender) -> Contender:
    """The same engine under a second name, for the A/A comparison that every campaign carries."""
    return replace(contender, name=contender.name + TWIN_SUFFIX, baseline=False, twin_of=contender.name)


def order_of(seed: int, cell: str, block: int, attempt: int, contenders: Sequence[str]) -> list[str]:
    """The contenders of one block in the order they run: a function of the seed alone, to be replayed.

    Orders are random *and* balanced: the second of two blocks runs in the reverse order of the first, so
    that every contender comes before every other one as often as after it. With random orders alone one seed
    in fifteen puts the same contender first in seven of eight blocks.
    """
    order = sorted(contenders)
    couple = block - block % 2
    Random(f"{seed}/{cell}/{couple}/{attempt}").shuffle(order)  # noqa: S311 - a schedule is no secret
    return order[::-1] if block % 2 else order


def hash_seed_of(seed: int, cell: str, block: int) -> int:
    """PYTHONHASHSEED of a block: equal for all its contenders, different between blocks."""
    return Random(f"{seed}/{cell}/{block}/hash").randrange(1, 2**32)  # noqa: S311


def cells(
    profile: Profile,
    workloads: Iterable[Workload],
    questions: Sequence[Question],
    contenders: Sequence[Contender],
    seed: int,
) -> list[Cell]:
    """Every cell of the campaign, smaller sizes first, each with the order of all its blocks."""
    wanted = {(question.probe, question.meter, question.target) for question in questions}
    drawn = [
        cell
        for workload in workloads
        for rule in profile.rules
        if rule.covers(workload) and (rule.meter == "none" or (rule.probe, rule.meter, rule.target) in wanted)
        for cell in _sizes(profile, rule, workload, questions, contenders, seed)
    ]
    if not drawn:
        raise UsageError(
            f"profile {profile.name} has no cell for these workloads and questions; "
            "try --profile standard, or `fvk list`"
        )
    first: dict[str, Cell] = {}
    for cell in drawn:  # where two rules have a cell, the first one's counts
        first.setdefault(cell.id, cell)
    return [_with_needs(cell, questions) for cell in first.values()]


def _with_needs(cell: Cell, questions: Sequence[Question]) -> Cell:
    """The cell with the blocks that no limit may cut: its minimum, where a headline is asked of it."""
    asked = any(question.headline == cell.id for question in questions)
    return replace(cell, needed_blocks=cell.minimum_blocks if asked else 0)


def _sizes(
    profile: Profile,
    rule: Rule,
    workload: Workload,
    questions: Sequence[Question],
    contenders: Sequence[Contender],
    seed: int,
) -> Iterator[Cell]:
    """One rule's cells for one workload: each knows its wave and the cell one size down of its kind."""
    phases, rounds = _session(rule, questions)
    before: dict[str, Cell] = {}
    sizes = workload.sizes.get(profile.name, ())
    if (
        rule.target == "cluster" and not sizes
    ):  # a workload that is too long for a quick look here is not there
        sizes = (workload.smallest,)
    for size in sizes[: rule.sizes]:
        kind = size_label({name: value for name, value in size.items() if isinstance(value, str)})
        cell = _cell(profile, rule, workload, size, contenders, seed)
        smaller = before.get(kind)
        before[kind] = replace(
            cell,
            wave=smaller.wave + 1 if smaller else 0,
            smaller=smaller.id if smaller else "",
            phases=phases,
            rounds=rounds,
        )
        yield before[kind]


def _session(rule: Rule, questions: Sequence[Question]) -> tuple[list[str], dict[str, int]]:
    """What a session must do for the questions that are asked of it, and no more."""
    if rule.meter == "none":
        return ["run"], {}
    metrics = {
        question.metric
        for question in questions
        if (question.probe, question.meter, question.target) == (rule.probe, rule.meter, rule.target)
    }
    asked = {metric.partition(".")[0] for metric in metrics}
    asked |= {_SECOND_BUILD[metric] for metric in metrics & _SECOND_BUILD.keys()}
    whole = bool(asked & {"process", "peak"})
    phases = ["compile"] if whole or asked & {"compile", "build", "rebuild", "artefact"} else []
    phases += ["run"] if whole or asked & {"run", "rerun", "concurrency"} else []
    return phases, {phase: rounds for phase, rounds in ROUNDS.items() if phase in asked}


def _cell(
    profile: Profile, rule: Rule, workload: Workload, size: Size, contenders: Sequence[Contender], seed: int
) -> Cell:
    name = cell_id(rule, workload.name, size)
    names = [contender.name for contender in contenders if rule.twin or not contender.twin_of]
    maximum = rule.maximum_blocks or profile.maximum_blocks
    return Cell(
        id=name,
        probe=rule.probe,
        workload=workload.name,
        size=dict(size),
        lane=rule.lane,
        bytecode="cold" if rule.bytecode == "cold" else "warm",
        meter=rule.meter,
        contenders=names,
        minimum_blocks=rule.minimum_blocks or profile.minimum_blocks,
        maximum_blocks=maximum,
        timeout_s=profile.timeout_s,
        steps=workload.step_count(size),
        order=[order_of(seed, name, block, 0, names) for block in range(maximum)],
        patience_s=profile.patience_s,
        target=rule.target,
        concurrent=rule.concurrent,
    )
