"""Runs one command in a fresh process through the launcher, and tells what came of it."""

from __future__ import annotations

import contextlib
import functools
import json
import os
import py_compile
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.measure.failure import signal_name, why_failed
from benchmarks.measure.kill_orphans import kill_by_home
from benchmarks.measure.memory import INTERVAL_S, TreeMemory, TreePeak, unavailable
from benchmarks.measure.outcome import Invocation, Outcome
from benchmarks.measure.tail import tail

LAUNCHER = Path(__file__).with_name("launcher.py")


def run(invocation: Invocation) -> Outcome:
    """Run to the end, or to the timeout, and leave no process behind.

    The caller's process may end in any way meanwhile, also by SIGKILL: the launcher then ends the tree.
    Failure of the command is an :class:`Outcome`, never an exception.
    """
    invocation.logs.mkdir(parents=True, exist_ok=True)
    kills_before = _out_of_memory_kills()
    with _launched(invocation) as (launcher, report_fd):
        watched = TreeMemory(launcher.pid, time.monotonic_ns) if _watches_memory(invocation) else None
        told = _receive(report_fd, watched)
    kills = None if kills_before is None else (_out_of_memory_kills() or 0) - kills_before
    if not told:
        kill_by_home(invocation.environment.get("HOME"))
        told = {"ended": "lost", "launcher_exit_code": launcher.returncode}
    return _outcome(invocation, told, kills, watched.peak() if watched else None)


@contextlib.contextmanager
def _launched(invocation: Invocation) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """The running launcher and the pipe for its report; leaving the block ends it and its tree."""
    report_fd, writer = os.pipe()
    try:
        with (
            (invocation.logs / "stdout").open("wb") as stdout,
            (invocation.logs / "stderr").open("wb") as stderr,
        ):
            launcher = subprocess.Popen(
                _argv(invocation, writer),
                env=dict(invocation.environment),
                cwd=invocation.directory,
                stdin=subprocess.PIPE,
                stdout=stdout,
                stderr=stderr,
                pass_fds=(writer,),
                start_new_session=True,
            )
    except BaseException:
        os.close(report_fd)
        raise
    finally:
        os.close(writer)
    try:
        yield launcher, report_fd
    finally:
        os.close(report_fd)
        assert launcher.stdin is not None
        launcher.stdin.close()
        launcher.wait()


def _argv(invocation: Invocation, report_fd: int) -> list[str]:
    limits = (str(report_fd), str(invocation.timeout_s), str(invocation.output_cap_bytes))
    return [sys.executable, "-I", "-S", _launcher_file(), *limits, *invocation.argv]


@functools.cache
def _launcher_file() -> str:
    """The launcher's bytecode: compiling it anew for every sample would cost 3 ms, and 0.8 MB of its peak."""
    try:
        return py_compile.compile(str(LAUNCHER), doraise=True) or str(LAUNCHER)
    except OSError:  # an installation that cannot be written to
        return str(LAUNCHER)


def _watches_memory(invocation: Invocation) -> bool:
    return invocation.meter == "memory" and unavailable() is None


def _receive(report_fd: int, watched: TreeMemory | None) -> dict[str, Any]:
    """The launcher's report, watching memory meanwhile; empty if it was killed before it could tell."""
    if watched:
        ready = select.poll()
        ready.register(report_fd, select.POLLIN)
        due = time.monotonic()
        while not ready.poll(max(0.0, due - time.monotonic()) * 1e3):
            due = time.monotonic() + INTERVAL_S
            watched.look()
    content = b""
    while chunk := os.read(report_fd, 4096):
        content += chunk
    return json.loads(content) if content else {}


def _outcome(
    invocation: Invocation, told: dict[str, Any], kills: int | None, tree: TreePeak | None
) -> Outcome:
    ended, exit_code = told["ended"], told.get("exit_code")
    stdout, stderr = invocation.logs / "stdout", invocation.logs / "stderr"
    return Outcome(
        ended=ended,
        reason=why_failed(
            invocation,
            ended,
            told.get("launcher_exit_code", exit_code),
            errno=told.get("errno", 0),
            out_of_memory_kills=kills,
        ),
        wall_ns=told.get("wall_ns"),
        cpu_ns=told.get("cpu_ns"),
        peak_rss_bytes=told.get("peak_rss_bytes"),
        floor_rss_bytes=told.get("floor_rss_bytes"),
        tree=tree,
        exit_status=exit_code if exit_code is not None and exit_code >= 0 else None,
        signal=signal_name(-exit_code) if exit_code is not None and exit_code < 0 else None,
        left_behind=told.get("left_behind", 0),
        stdout=stdout,
        stderr=stderr,
        stdout_tail=tail(stdout),
        stderr_tail=tail(stderr),
    )


def _out_of_memory_kills() -> int | None:
    """Processes killed for lack of memory since the machine started; ``None`` before Linux 4.13."""
    try:
        counters = Path("/proc/vmstat").read_text(encoding="ascii")
    except OSError:
        return None
    _, found, rest = counters.partition("\noom_kill ")
    return int(rest.split(None, 1)[0]) if found else None
