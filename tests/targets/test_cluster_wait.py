"""Waiting for runs: one interval, patience with what passes, and an end for what never ends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from benchmarks.targets.cluster_probe import ASK_AGAIN_S, ClusterWatch, Limits, wait_for
from shared.contract import RunState


@dataclass
class FakeTime:
    now: float = 0.0

    def clock(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


@dataclass
class FakeRun:
    look_at: Callable[[], RunState]
    said: str = ""
    cancelled: list[str] = field(default_factory=list)

    def look(self) -> RunState:
        return self.look_at()

    def stuck(self) -> str:
        return self.said

    def cancel(self) -> None:
        self.cancelled.append("cancelled")


def watching(time: FakeTime) -> ClusterWatch:
    return ClusterWatch(time.clock, time.sleep)


LIMITS = Limits(interval_s=1.0, timeout_s=100.0, pull_s=30.0)


def test_every_run_is_looked_at_once_an_interval() -> None:
    time, looks = FakeTime(), []

    def look() -> RunState:
        looks.append(time.now)
        return RunState("succeeded" if time.now >= 3 else "running")

    assert wait_for({"a": FakeRun(look)}, watching(time), LIMITS)["a"].phase == "succeeded"
    assert looks == [0.0, 1.0, 2.0, 3.0]


def test_a_cancelled_run_is_over() -> None:
    time = FakeTime()
    states = wait_for({"a": FakeRun(lambda: RunState("cancelled"))}, watching(time), LIMITS)
    assert (states["a"].phase, time.now) == ("cancelled", 0.0)


def test_a_run_that_never_ends_is_cancelled_with_what_the_server_says() -> None:
    time = FakeTime()
    run = FakeRun(lambda: RunState("running"), said="0/3 nodes are available: Insufficient cpu")
    state = wait_for({"a": run}, watching(time), LIMITS)["a"]
    assert run.cancelled == ["cancelled"]
    assert state.reason == (
        "did not end within 100 s and was cancelled: 0/3 nodes are available: Insufficient cpu"
    )


@pytest.mark.parametrize("word", ["ImagePullBackOff", "ErrImagePull: manifest unknown", "Err Image Pull"])
def test_an_image_that_cannot_be_pulled_has_a_limit_of_its_own(word: str) -> None:
    time = FakeTime()
    run = FakeRun(lambda: RunState("waiting"), said=word)
    state = wait_for({"a": run}, watching(time), LIMITS)["a"]
    assert state.reason == f"the image cannot be pulled: {word}"
    assert 30 <= time.now < 100


def test_one_run_that_hangs_does_not_hide_the_others() -> None:
    time = FakeTime()
    runs = {"a": FakeRun(lambda: RunState("running")), "b": FakeRun(lambda: RunState("succeeded"))}
    states = wait_for(runs, watching(time), LIMITS)
    assert [states[name].phase for name in "ab"] == ["failed", "succeeded"]


def test_a_fault_that_passes_is_borne() -> None:
    time, answers = (
        FakeTime(),
        iter([ConnectionResetError("Connection reset by peer"), RunState("succeeded")]),
    )

    def look() -> RunState:
        answer = next(answers)
        if isinstance(answer, Exception):
            raise answer
        return answer

    watch = watching(time)
    assert wait_for({"a": FakeRun(look)}, watch, LIMITS)["a"].phase == "succeeded"
    assert len(watch.asked_again) == 1


def test_a_server_that_stays_away_is_given_up() -> None:
    time = FakeTime()

    def look() -> RunState:
        raise ConnectionResetError("Connection reset by peer")

    with pytest.raises(ConnectionResetError):
        wait_for({"a": FakeRun(look)}, watching(time), LIMITS)
    assert time.now >= ASK_AGAIN_S


def test_a_refusal_is_not_asked_again() -> None:
    time = FakeTime()

    def look() -> RunState:
        raise RuntimeError("(403) Reason: Forbidden")

    with pytest.raises(RuntimeError):
        wait_for({"a": FakeRun(look)}, watching(time), LIMITS)
    assert time.now == 0.0
