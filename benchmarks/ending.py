"""How a command ends: whatever goes wrong becomes one line and one exit status, here and nowhere else.

``docs/exit-status.md`` is the page that people read about it.
"""

from __future__ import annotations

import errno
import os
import signal
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from types import FrameType
from typing import Any, NoReturn

from typer._click.exceptions import ClickException, NoArgsIsHelpError

from benchmarks.errors import DONE, FAULT, FOUND, MACHINE, USAGE, FvkError, Interrupted, status_of
from benchmarks.safe_text import one_line

ENDING_SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)
"""Taken like SIGINT: what is being measured is finished with, and the line about resuming is printed."""
TRACEBACK = "FVK_TRACEBACK"
"""Set to anything, this variable shows where a fault of ours is."""

_NAMED = frozenset(
    (errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.EEXIST, errno.ENAMETOOLONG, errno.ELOOP, errno.EINVAL)
)
"""The path that was given is none; with anything else the machine says no."""
_ADVICE = {
    errno.EACCES: "name a place that you may write to, or ask for the right",
    errno.EPERM: "name a place that you may write to, or ask for the right",
    errno.EROFS: "name a place that can be written to",
    errno.ENOSPC: "free some space; `fvk resume` runs what is missing from a campaign",
    errno.EDQUOT: "free some space; `fvk resume` runs what is missing from a campaign",
    errno.EFBIG: "allow larger files (`ulimit -f`); `fvk resume` runs what is missing from a campaign",
    errno.EMFILE: "allow more open files (`ulimit -n 256`)",
    errno.ENFILE: "end other programs: the machine has no open file left",
    errno.ENOMEM: "end other programs, or allow more memory",
    errno.EAGAIN: "end other programs, or allow more processes (`ulimit -u`)",
    errno.ENAMETOOLONG: "give a shorter name",
    errno.ENOTDIR: "a part of that path is a file; name another",
    errno.EISDIR: "that is a directory; name a file",
    errno.EEXIST: "name another that is not there yet",
    errno.ENOENT: "make it, or name another",
}


def ended(work: Callable[[], int]) -> int:
    """Do the work; its exit status, or that of its trouble. Nothing that it raises goes further."""
    try:
        status = work()
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 (told by kind below)
        handler = next(handler for kind, handler in _HANDLERS if isinstance(error, kind))
        status = handler(error)
    return _flushed(status)


def take_signals() -> None:
    """Let the signals that end a process interrupt the work, unless they were being ignored (nohup)."""
    for number in ENDING_SIGNALS:
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _interrupt)


def open_streams() -> None:
    """Give standard input, output and error an end where they were closed, and no character to fail on.

    A file that is opened later would get the number of a closed one, and with it what is printed.
    """
    for number in range(3):
        with suppress(OSError):
            os.fstat(number)
            continue
        os.open(os.devnull, os.O_RDWR)
    for name, number in (("stdout", 1), ("stderr", 2)):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(number, "w", encoding="utf-8", closefd=False))
        stream = getattr(sys, name)
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def _interrupt(number: int, _: FrameType | None) -> NoReturn:
    raise Interrupted(number)


def _refuse(status: int, text: str) -> int:
    """Say why, in one line in which nothing acts."""
    with suppress(OSError):
        print(f"fvk: {one_line(text, 2000)}", file=sys.stderr, flush=True)
    return status


def _usage(error: ClickException) -> str:
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "fvk"
    return f"{error.format_message().rstrip('.')}; `{path} --help` lists what there is"


def _told(error: OSError) -> tuple[int, str]:
    """Status and text: what was to be touched, why not, and what to try."""
    code = error.errno or 0
    if error.filename is None and code == errno.ENOENT:
        return MACHINE, "the working directory is not there any more; change to another"
    where = " to ".join(str(name) for name in (error.filename, error.filename2) if name is not None)
    advice = _ADVICE.get(code, "")
    text = f"{where or 'this machine'}: {error.strerror or error}{f'; {advice}' if advice else ''}"
    return USAGE if code in _NAMED else MACHINE, text


def _no_text(error: UnicodeError) -> str:
    return f"a text that cannot be written or read here ({error}); set LC_ALL=C.UTF-8"


def _show_help(error: NoArgsIsHelpError) -> int:
    error.show()
    return USAGE


def _enough_seen(_: BrokenPipeError) -> int:
    _discard_output()
    return DONE


def _fault(error: Exception) -> int:
    frame = traceback.extract_tb(error.__traceback__)[-1]
    if TRACEBACK in os.environ:
        traceback.print_exception(error)
    where = f"{os.path.basename(frame.filename)}:{frame.lineno}"  # noqa: PTH119 (a text, not a file)
    text = (
        f"a fault of fvk's own, not of what you asked ({type(error).__name__}: {error}, {where}); "
        f"please report it with what you typed, and with what {TRACEBACK}=1 shows"
    )
    return _refuse(FAULT, text)


def _flushed(status: int) -> int:
    """The status, once what was printed has arrived; a full disk behind standard output is told too."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        _discard_output()
    except OSError as error:
        _discard_output()
        if status in (DONE, FOUND):
            return _refuse(MACHINE, f"standard output: {error.strerror}; what was printed is lost")
        return status  # why has been said already
    except ValueError:  # it was closed
        return status
    return status


def _discard_output() -> None:
    """Let what is still to be printed go nowhere, so that ending the process does not fail on it again."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


_TOO_DEEP = "something that was given is nested too deeply; give a flatter one"
_NO_MEMORY = f"there is not enough memory; {_ADVICE[errno.ENOMEM]}"
_HANDLERS: tuple[tuple[type[BaseException], Callable[[Any], int]], ...] = (
    (FvkError, lambda error: _refuse(error.status, str(error))),
    (NoArgsIsHelpError, _show_help),
    (ClickException, lambda error: _refuse(USAGE, _usage(error))),
    (KeyboardInterrupt, lambda error: _refuse(status_of(error), "interrupted")),
    (BrokenPipeError, _enough_seen),
    (OSError, lambda error: _refuse(*_told(error))),
    (MemoryError, lambda _: _refuse(MACHINE, _NO_MEMORY)),
    (RecursionError, lambda _: _refuse(USAGE, _TOO_DEEP)),
    (UnicodeError, lambda error: _refuse(MACHINE, _no_text(error))),
    (Exception, _fault),
)
"""The first that fits is taken. A fault of ours must not look like a regression that was found."""
