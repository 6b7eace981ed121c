"""The one family of errors that people see: each is a single line that says what, where, what to try."""

from __future__ import annotations


class FvkError(Exception):
    """Ends a command with its text on one line and exit status 2."""


class UsageError(FvkError):
    """The command line, or a file it names, asks for something that does not exist."""


class RawFileError(FvkError):
    """A raw file cannot be read, or not by this version."""


class EngineError(FvkError):
    """An engine could not be found, imported or described."""
