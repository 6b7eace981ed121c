"""Campaigns as plain data, for tests that need no process."""

from __future__ import annotations

from random import Random

from benchmarks.plan.schedule import order_of
from benchmarks.record.progress import Progress
from benchmarks.record.schema import SCHEMA, Block, Cell, Contender, Header, Question, Sample
from shared.contract import Workload

PLAIN = Contender("plain", "plain", baseline=True)
ALPHA = Contender("alpha", "alpha")
BETA = Contender("beta", "beta")
SEED = 7
CELL = "session/toy/tuned"
"""The one cell that there is unless another is asked for."""

RUN = Question(
    id="run",
    ask="How long?",
    probe="session",
    metric="run.wall_ns",
    unit="s",
    margin=0.05,
    headline="session/toy/tuned",
)

TOY = Workload(
    name="toy",
    title="toy",
    inputs=lambda size: {},
    reference=lambda inputs, size: {},
    mismatch=lambda expected, actual: None,
    sizes={"quick": ({"n": 1}, {"n": 2})},
    step_count=lambda size: int(size["n"]),
)


def cell(
    name: str = "session/toy/tuned",
    contenders: tuple[str, ...] = ("plain", "alpha", "beta"),
    minimum: int = 6,
    maximum: int = 8,
) -> Cell:
    """A cell of one tiny workload."""
    return Cell(
        id=name,
        probe="session",
        workload="toy",
        size={},
        lane="tuned",
        bytecode="warm",
        meter="time",
        contenders=list(contenders),
        minimum_blocks=minimum,
        maximum_blocks=maximum,
        timeout_s=10,
        steps=1,
        order=[order_of(SEED, name, block, 0, contenders) for block in range(maximum)],
    )


def header(
    *cells: Cell, contenders: tuple[Contender, ...] = (PLAIN, ALPHA, BETA), budget_s: float = 1e9
) -> Header:
    """The first line of a campaign over these cells (one by default)."""
    return Header(
        schema=SCHEMA,
        profile="quick",
        seed=SEED,
        started_at="2026-01-01T00:00:00Z",
        command=["fvk", "run"],
        budget_s=budget_s,
        contenders=list(contenders),
        questions=[RUN],
        questions_sha256="0" * 64,
        cells=list(cells) or [cell()],
        fingerprint={},
    )


def sample(
    contender: str,
    block: int,
    seconds: float,
    *,
    cell_id: str = "session/toy/tuned",
    attempt: int = 0,
    status: str = "ok",
    reason: str = "",
    at_s: float = 0.0,
) -> Sample:
    """One good sample of ``seconds``, or a bad one."""
    return Sample(
        cell=cell_id,
        block=block,
        attempt=attempt,
        position=0,
        contender=contender,
        status=status,  # type: ignore[arg-type]
        at_s=at_s,
        metrics={"run.wall_ns": seconds * 1e9} if status == "ok" else {},
        reason=reason,
    )


def campaign(
    seconds: dict[str, float],
    blocks: int = 10,
    spread: float = 0.005,
    seed: int = 0,
    contenders: tuple[Contender, ...] = (PLAIN, ALPHA, BETA),
    bad: dict[tuple[str, int], tuple[str, str]] | None = None,
) -> Progress:
    """A finished campaign whose contenders truly take ``seconds``; ``bad`` samples by (contender, block)."""
    random = Random(seed)
    names = tuple(contender.name for contender in contenders)
    progress = Progress(header(cell(contenders=names, maximum=blocks), contenders=contenders))
    for block in range(blocks):
        for name in names:
            status, reason = (bad or {}).get((name, block), ("ok", ""))
            taken = seconds.get(name, 1.0) * random.gauss(1, spread)
            progress.take(sample(name, block, taken, status=status, reason=reason))
        progress.take(Block(CELL, block, 0, [], counts=True))
    return progress
