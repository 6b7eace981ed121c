"""What a campaign continues from, and what of a raw file counts."""

from __future__ import annotations

from msgspec.structs import replace

from benchmarks.record.progress import Progress, replay
from benchmarks.record.schema import Block, Line
from tests.campaigns import header, sample

CELL = "session/toy/tuned"
COUNTS = Block(CELL, 0, 0, [], counts=True)


def progress(*lines: Line) -> Progress:
    return replay([header(), *lines])


def test_a_resumed_campaign_has_spent_what_its_latest_sample_says() -> None:
    lines = [sample("alpha", block, 1.0, at_s=at_s) for block, at_s in enumerate((3.0, 40.5, 12.0))]
    assert progress(*lines).elapsed_s == 40.5
    assert progress().elapsed_s == 0.0


def test_other_outputs_than_the_reference_give_no_value_and_a_failure_keeps_what_it_had() -> None:
    wrong = sample("alpha", 0, 1.0)
    for status, values in (("ok", {0: 1e9}), ("failed", {0: 1e9}), ("mismatch", {}), ("unsupported", {})):
        told = progress(replace(wrong, status=status), COUNTS)
        assert told.values(CELL, "alpha", "run.wall_ns") == values, status


def test_only_the_attempt_that_counts_gives_a_value() -> None:
    told = progress(
        sample("alpha", 0, 1.0),
        Block(CELL, 0, 0, ["steal"], counts=False),
        sample("alpha", 0, 2.0, attempt=1),
        Block(CELL, 0, 1, [], counts=True),
        sample("alpha", 1, 3.0),
    )
    assert told.values(CELL, "alpha", "run.wall_ns") == {0: 2e9}
    assert told.values(CELL, "beta", "run.wall_ns") == told.values("elsewhere", "alpha", "run.wall_ns") == {}
