"""Runs one command in a fresh process through the launcher, and tells what came of it."""

from __future__ import annotations

import contextlib
import functools
import marshal
import os
import py_compile
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec

from benchmarks.measure.failure import signal_name, why_failed
from benchmarks.measure.kill_orphans import kill_by_home
from benchmarks.measure.memory import INTERVAL_S, TreeMemory, TreePeak, descendants, unavailable
from benchmarks.measure.outcome import Ended, Invocation, Outcome
from benchmarks.measure.tail import tail

LAUNCHER = Path(__file__).with_name("launcher.py")


PATIENCE_S = 15.0
"""Beyond the command's timeout: the launcher itself waits 10 s for processes that ignore SIGKILL."""


class LauncherReply(msgspec.Struct, frozen=True):
    """What a launcher reports."""

    ended: Ended
    started_ns: int | None = None
    wall_ns: int | None = None
    cpu_ns: int | None = None
    peak_rss_bytes: int | None = None
    floor_rss_bytes: int | None = None
    exit_code: int | None = None
    errno: int = 0
    left_behind: int = 0


def run(invocation: Invocation, patience_s: float = PATIENCE_S) -> Outcome:
    """Run to the end, or to the timeout, and leave no process behind.

    The caller's process may end in any way meanwhile, also by SIGKILL: the launcher then ends the tree.
    Failure of the command is an :class:`Outcome`, never an exception; ``OSError`` is the harness's own
    trouble, such as a full disk. A launcher that was stopped is given up ``patience_s`` after the timeout.
    """
    invocation.logs.mkdir(parents=True, exist_ok=True)
    kills_before = _out_of_memory_kills()
    with _launched(invocation) as (launcher, channel):
        watched = TreeMemory(launcher.pid, time.monotonic_ns) if _watches_memory(invocation) else None
        content = _receive(channel, watched, invocation.timeout_s + patience_s)
        if content is None:
            _end(launcher)
    kills = None if kills_before is None else (_out_of_memory_kills() or 0) - kills_before
    told = _told(content)
    if told is None:
        kill_by_home(invocation.environment.get("HOME"))
        # What the launcher was killed with is a hint; that it was killed for not answering is none.
        told = LauncherReply("lost", exit_code=None if content is None else launcher.returncode)
    return _outcome(invocation, told, kills, watched.peak() if watched else None)


@contextlib.contextmanager
def _launched(invocation: Invocation) -> Iterator[tuple[subprocess.Popen[bytes], socket.socket]]:
    """The running launcher and the socket for its report; leaving the block ends it and its tree."""
    with contextlib.ExitStack() as held:
        ours, theirs = map(held.enter_context, socket.socketpair())
        lifeline, end = map(held.enter_context, socket.socketpair())
        with (
            (invocation.logs / "stdout").open("wb") as stdout,
            (invocation.logs / "stderr").open("wb") as stderr,
        ):
            launcher = subprocess.Popen(
                _argv(invocation, theirs.fileno()),
                env=dict(invocation.environment),
                cwd=invocation.directory,
                stdin=end.fileno(),
                stdout=stdout,
                stderr=stderr,
                pass_fds=(theirs.fileno(),),
                start_new_session=True,
            )
        theirs.close()
        end.close()
        try:
            yield launcher, ours
        finally:
            lifeline.close()
            launcher.wait()


def _end(launcher: subprocess.Popen[bytes]) -> None:
    """Kill a launcher that does not answer, with everything below it, whatever its environment."""
    tree = list(descendants(launcher.pid))
    launcher.kill()
    for pid in tree:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(pid, signal.SIGKILL)


def _argv(invocation: Invocation, report_fd: int) -> list[str]:
    limits = (str(report_fd), str(invocation.timeout_s), str(invocation.output_cap_bytes))
    return [sys.executable, "-I", "-S", _launcher_file(), *limits, *invocation.argv]


@functools.cache
def _launcher_file() -> str:
    """The launcher's bytecode: compiling it anew for every sample would cost 3 ms, and 0.8 MB of its peak."""
    try:
        compiled = py_compile.compile(str(LAUNCHER), doraise=True)
        # A full disk, or a limit on the size of files, cuts it off in silence.
        # It is our own, just compiled, and is not run here.
        whole = compiled is not None and marshal.loads(Path(compiled).read_bytes()[16:])  # noqa: S302
    except (OSError, EOFError, ValueError, TypeError):  # or an installation that cannot be written to
        return str(LAUNCHER)
    return str(compiled) if whole else str(LAUNCHER)


def _watches_memory(invocation: Invocation) -> bool:
    return invocation.meter == "memory" and unavailable() is None


def _receive(channel: socket.socket, watched: TreeMemory | None, patience_s: float) -> bytes | None:
    """The launcher's report, watching memory meanwhile; ``None`` if it has not ended by then.

    Empty if it was killed before it could tell.
    """
    deadline = time.monotonic() + patience_s
    content = b""
    while (left_s := deadline - time.monotonic()) > 0:
        channel.settimeout(min(left_s, INTERVAL_S) if watched else left_s)
        try:
            chunk = channel.recv(4096)
        except TimeoutError:
            if watched:
                watched.look()
            continue
        except ConnectionError:
            return content
        if not chunk:
            return content
        content += chunk
    return None


def _told(content: bytes | None) -> LauncherReply | None:
    try:
        return msgspec.json.decode(content, type=LauncherReply) if content else None
    except msgspec.DecodeError:
        return None


def _outcome(
    invocation: Invocation, told: LauncherReply, kills: int | None, tree: TreePeak | None
) -> Outcome:
    lost = told.ended == "lost"
    exit_code = None if lost else told.exit_code
    stdout, stderr = invocation.logs / "stdout", invocation.logs / "stderr"
    return Outcome(
        ended=told.ended,
        reason=why_failed(
            invocation, told.ended, told.exit_code, errno=told.errno, out_of_memory_kills=kills
        ),
        wall_ns=told.wall_ns,
        cpu_ns=told.cpu_ns,
        peak_rss_bytes=told.peak_rss_bytes,
        floor_rss_bytes=told.floor_rss_bytes,
        tree=tree,
        exit_status=exit_code if exit_code is not None and exit_code >= 0 else None,
        signal=signal_name(-exit_code) if exit_code is not None and exit_code < 0 else None,
        left_behind=told.left_behind,
        stdout=stdout,
        stderr=stderr,
        stdout_tail=tail(stdout),
        stderr_tail=tail(stderr),
        started_ns=told.started_ns,
    )


def _out_of_memory_kills() -> int | None:
    """Processes killed for lack of memory since the machine started; ``None`` before Linux 4.13."""
    try:
        counters = Path("/proc/vmstat").read_text(encoding="ascii")
    except OSError:
        return None
    _, found, rest = counters.partition("\noom_kill ")
    return int(rest.split(None, 1)[0]) if found else None
