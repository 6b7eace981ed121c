"""The one family of errors that people see: each is a single line that says what, where, what to try.

``docs/exit-status.md`` says what the exit statuses mean; a test holds every verb to it.
"""

from __future__ import annotations

DONE = 0
FOUND = 1
"""A regression, or outputs that are not equal: what the command looks for was found, and nothing else."""
USAGE = 2
"""The command line, or a file that it names, asks for what does not exist."""
NOT_COMPARABLE = 3
"""There is nothing that could be compared: other conditions, no figure in common."""
MACHINE = 4
"""The machine said no: a full disk, no permission, no memory, another process in the way."""
FAULT = 5
"""A fault of fvk's own."""
INTERRUPTED = 128
"""Plus the number of the signal, as shells have it: 130 for Ctrl-C."""


class Interrupted(KeyboardInterrupt):
    """A signal that ends a process, taken like Ctrl-C."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def status_of(interruption: BaseException) -> int:
    """The exit status of a command that was interrupted so."""
    return INTERRUPTED + getattr(interruption, "number", 2)


class FvkError(Exception):
    """Ends a command with its text on one line and its exit status."""

    status = USAGE


class UsageError(FvkError):
    """The command line, or a file it names, asks for something that does not exist."""


class RawFileError(FvkError):
    """A raw file cannot be read, or not by this version."""


class EngineError(FvkError):
    """An engine could not be found, imported or described."""

    status = MACHINE


class MachineError(FvkError):
    """The machine did not allow what was to be done; nothing is wrong with what was asked."""

    status = MACHINE


class BusyError(MachineError):
    """Another process is doing the same in the same place."""
