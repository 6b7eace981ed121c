"""What a measured command tries against its launcher ends as an outcome, and never holds the harness up."""

from __future__ import annotations

import os
import time
from collections.abc import Callable

import pytest

from benchmarks.measure.outcome import Invocation
from benchmarks.measure.process import run

pytestmark = pytest.mark.slow

OPEN_ALL = """
import glob, os
opened = 0
for path in glob.glob(f"/proc/{os.getppid()}/fd/*"):
    if os.readlink(path).startswith(("pipe:", "socket:")):
        try:
            os.write(os.open(path, os.O_WRONLY), b"forged")
            opened += 1
        except OSError:
            pass
print(opened)
"""


def test_no_channel_of_the_launcher_can_be_opened_by_its_number(
    invocation: Callable[..., Invocation],
) -> None:
    outcome = run(invocation(OPEN_ALL))
    assert (outcome.reason, outcome.ended) == ("", "itself")
    assert outcome.stdout_tail == "0"


def test_a_stopped_launcher_is_given_up_with_everything_below_it(
    invocation: Callable[..., Invocation],
) -> None:
    script = (
        "import os, signal, time; print(os.getpid(), flush=True);"
        "os.kill(os.getppid(), signal.SIGSTOP); time.sleep(600)"
    )
    began = time.monotonic()
    outcome = run(invocation(script, timeout_s=1.0), patience_s=1.0)
    assert "no longer answered" in outcome.reason
    assert time.monotonic() - began < 60
    assert not alive(int(outcome.stdout_tail))


def test_a_pipe_in_the_place_of_a_log_is_no_text(invocation: Callable[..., Invocation]) -> None:
    file = str(invocation("").logs / "stderr")
    assert run(invocation(f"import os; os.remove({file!r}); os.mkfifo({file!r})")).stderr_tail == ""


def alive(pid: int) -> bool:
    for _ in range(100):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
        time.sleep(0.05)
    return True
