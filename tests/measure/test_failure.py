from __future__ import annotations

from collections.abc import Callable

import pytest

from benchmarks.measure.failure import why_failed
from benchmarks.measure.outcome import Invocation


@pytest.mark.parametrize(
    ("exit_code", "kills", "reason"),
    [
        (0, 0, ""),
        (3, 0, "exit 3"),
        (-11, 0, "killed by SIGSEGV"),
        (-40, 0, "killed by signal 40"),
        (-9, 1, "killed by SIGKILL (likely out of memory: the kernel killed for lack of memory meanwhile)"),
        (-9, 0, "killed by SIGKILL (not for lack of memory: the kernel counted no such kill)"),
        (-9, None, "killed by SIGKILL"),
        (None, 0, "not known: its exit status was never seen"),
    ],
)
def test_the_reason_claims_no_more_than_was_seen(
    invocation: Callable[..., Invocation], exit_code: int | None, kills: int | None, reason: str
) -> None:
    assert why_failed(invocation(""), "itself", exit_code, out_of_memory_kills=kills) == reason


def test_a_timeout_names_its_limit(invocation: Callable[..., Invocation]) -> None:
    assert why_failed(invocation("", timeout_s=2.5), "timeout", -9) == "timed out after 2.5 s"


def test_a_launcher_that_cannot_run_is_not_blamed_on_the_command(
    invocation: Callable[..., Invocation],
) -> None:
    reason = why_failed(invocation(""), "lost", 127)
    assert reason == "not known: the launcher that watched it ended early (exit 127)"
