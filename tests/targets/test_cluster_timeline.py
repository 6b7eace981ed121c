"""Stamps become spans: unset ones none, skewed ones negative, and each tells how fine its clock is."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from google.protobuf.timestamp_pb2 import Timestamp

from benchmarks.targets.cluster_probe import figures
from shared.contract import Span
from shared.timeline import around, resolution_ns, span, stamp_ns

SECOND = 10**9


@pytest.mark.parametrize(
    "unset", [None, "", "1970-01-01T00:00:00Z", datetime(1970, 1, 1, tzinfo=UTC), Timestamp()]
)
def test_a_stamp_that_is_not_set_is_none(unset: object) -> None:
    assert stamp_ns(unset) is None


@pytest.mark.parametrize(
    "moment",
    [
        "2026-01-02T03:04:05.25Z",
        datetime(2026, 1, 2, 3, 4, 5, 250000, tzinfo=UTC),
        datetime(2026, 1, 2, 3, 4, 5, 250000),  # noqa: DTZ001 - as flytekit's models give it
        Timestamp(seconds=1767323045, nanos=250000000),
    ],
)
def test_every_way_to_write_a_moment_is_the_same_moment(moment: object) -> None:
    assert stamp_ns(moment) == 1767323045250000000


def test_what_is_not_told_gives_no_span() -> None:
    assert span("code", "a", None, 5, 1, "x") == []
    assert span("code", "a", 5, None, 1, "x") == []


def test_whole_seconds_are_told_from_finer_stamps() -> None:
    assert resolution_ns([5 * SECOND, 7 * SECOND, None]) == SECOND
    assert resolution_ns([5 * SECOND, 7 * SECOND + 1000]) == 1000
    assert resolution_ns([5 * SECOND + 1]) == 1


def test_setup_and_finish_are_what_lies_around_the_steps() -> None:
    run = Span("run", "", 0, 100, 1, "x")
    steps = [Span("step", "a", 10, 50, 1, "x"), Span("step", "b", 40, 90, SECOND, "x")]
    setup, finish = around(steps, run)
    assert (setup.name, setup.end_ns - setup.start_ns) == ("setup", 10)
    assert (finish.name, finish.end_ns - finish.start_ns, finish.resolution_ns) == ("finish", 10, SECOND)


def test_skew_is_counted_and_not_set_right() -> None:
    found = figures([Span("run", "", 100, 50, 1, "x")])
    assert (found["cluster.run.wall_ns"], found["cluster.skewed.count"]) == (-50, 1)


def test_what_is_added_to_a_step_is_what_its_container_leaves() -> None:
    spans = [
        Span("step", "a", 0, 100, 1, "x"),
        Span("code", "a", 30, 90, 1, "x"),
        Span("step", "b", 0, 300, 1, "x"),
        Span("code", "b", 30, 90, 1, "x"),
    ]
    assert figures(spans)["cluster.added.wall_ns"] == (40 + 240) / 2


def test_a_side_that_tells_one_container_and_not_the_other_has_no_such_figure() -> None:
    spans = [
        Span("step", "a", 0, 100, 1, "x"),
        Span("code", "a", 30, 90, 1, "x"),
        Span("step", "b", 0, 300, 1, "x"),
    ]
    assert "cluster.added.wall_ns" not in figures(spans)
