"""Verdicts on clusters: none on what a clock cannot tell, none where outputs were not compared."""

from __future__ import annotations

from msgspec.structs import replace

from benchmarks.analyse.results import Answer, answers
from benchmarks.analyse.verdict import Kind
from benchmarks.plan import questions
from benchmarks.record.progress import Progress
from benchmarks.record.schema import Block, Cell, Contender, Header, Sample

CELL = Cell(
    id="cluster:remote/chain/n=1/tuned",
    probe="remote",
    workload="chain",
    size={"n": 1},
    lane="tuned",
    bytecode="warm",
    meter="time",
    contenders=["a", "b"],
    minimum_blocks=8,
    maximum_blocks=8,
    timeout_s=60.0,
    steps=1,
    order=[["a", "b"]] * 8,
    target="cluster",
)
SECOND = 1e9


def answer(a_s: float, b_s: float, resolution_ns: float, unsupported: dict[str, str] | None = None) -> Answer:
    """Eight blocks in which the sides take this long, but for some milliseconds."""
    asked = [question for question in questions.load() if question.id == "cluster-run"]
    header = Header(
        schema=1,
        profile="quick",
        seed=1,
        started_at="2026-01-01T00:00:00Z",
        command=[],
        budget_s=1.0,
        contenders=[Contender("a", "a"), Contender("b", "b")],
        questions=asked,
        questions_sha256="",
        cells=[CELL],
        fingerprint={},
    )
    progress = Progress(header)
    for block in range(8):
        for position, (name, seconds) in enumerate((("a", a_s), ("b", b_s))):
            wall_ns = (seconds + 0.001 * (block + position)) * SECOND
            metrics = {
                "cluster.run.wall_ns": wall_ns,
                "cluster.resolution_ns": resolution_ns if name == "b" else 1,
            }
            sample = Sample(CELL.id, block, 0, position, name, "ok", float(block), metrics=metrics)
            progress.take(replace(sample, unsupported=unsupported or {}) if name == "b" else sample)
        progress.take(Block(CELL.id, block, 0, [], counts=True))
    (found,) = answers(progress)
    return found


def test_a_difference_that_the_coarser_clock_cannot_tell_gets_no_verdict() -> None:
    (pairing,) = answer(10.0, 10.8, SECOND).pairings
    assert pairing.final.kind is Kind.NOT_PROVEN
    assert pairing.final.reason == "the difference is smaller than the coarser clock's resolution, 1 s"


def test_the_same_difference_has_a_verdict_where_the_clock_is_fine() -> None:
    (pairing,) = answer(10.0, 10.8, 1).pairings
    assert pairing.final.kind is Kind.A_FASTER


def test_a_difference_of_more_than_the_resolution_has_a_verdict() -> None:
    (pairing,) = answer(10.0, 12.0, SECOND).pairings
    assert pairing.final.kind is Kind.A_FASTER


def test_outputs_that_were_not_compared_carry_no_verdict_and_keep_their_figure() -> None:
    found = answer(10.0, 20.0, 1, {"outputs": "KFP's API returns no outputs"})
    (pairing,) = found.pairings
    assert pairing.final.kind is Kind.NOT_COMPARABLE
    assert "outputs not compared (KFP's API returns no outputs)" in pairing.final.reason
    assert found.own_of("b").standing == "measured"
