"""Campaigns as plain data, for tests that need no process."""

from __future__ import annotations

from benchmarks.plan.schedule import order_of, twin_of
from benchmarks.record.schema import SCHEMA, Cell, Contender, Header, Question, Sample

PLAIN = Contender("plain", "plain", baseline=True)
ALPHA = Contender("alpha", "alpha")
BETA = Contender("beta", "beta")
SEED = 7

RUN = Question(
    id="run",
    ask="How long?",
    probe="session",
    metric="run.wall_ns",
    unit="s",
    margin=0.05,
    headline="session/toy/tuned",
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


__all__ = ["ALPHA", "BETA", "PLAIN", "RUN", "SEED", "cell", "header", "sample", "twin_of"]
