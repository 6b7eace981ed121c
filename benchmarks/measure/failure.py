"""One line that says why a process failed, claiming no more than what was seen."""

from __future__ import annotations

import os
import signal

from benchmarks.measure.outcome import Ended, Invocation


def signal_name(number: int) -> str:
    """``SIGKILL`` for 9; ``signal 40`` for a real-time signal without a name."""
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


def why_failed(
    invocation: Invocation,
    ended: Ended,
    exit_code: int | None,
    errno: int = 0,
    out_of_memory_kills: int | None = None,
) -> str:
    """Empty for exit status 0. ``exit_code`` is negative for a signal, as :mod:`subprocess` has it.

    Where the command's end is ``lost``, ``exit_code`` is the launcher's; its last words are in the logs.
    ``out_of_memory_kills`` is how many processes the kernel killed for lack of memory anywhere on this
    machine meanwhile, ``None`` where it does not say: evidence for a SIGKILL, not proof.
    """
    match ended:
        case "timeout":
            return f"timed out after {invocation.timeout_s:g} s"
        case "output":
            return f"printed more than {invocation.output_cap_bytes / 1e6:.0f} MB"
        case "interrupt":
            return "interrupted: the harness was ending"
        case "not started":
            return f"could not start {invocation.argv[0]}: {os.strerror(errno)}"
        case "lost":
            ended_early = f"ended early ({_exit_reason(exit_code, None)})"
            stopped = "no longer answered, as if it had been stopped"
            return f"not known: the launcher that watched it {stopped if exit_code is None else ended_early}"
        case "itself":
            return _exit_reason(exit_code, out_of_memory_kills)


def _exit_reason(exit_code: int | None, out_of_memory_kills: int | None) -> str:
    if exit_code is None:
        return "not known: its exit status was never seen"
    if exit_code >= 0:
        return f"exit {exit_code}" if exit_code else ""
    name = signal_name(-exit_code)
    if name != "SIGKILL" or out_of_memory_kills is None:
        return f"killed by {name}"
    if out_of_memory_kills:
        return "killed by SIGKILL (likely out of memory: the kernel killed for lack of memory meanwhile)"
    return "killed by SIGKILL (not for lack of memory: the kernel counted no such kill)"
