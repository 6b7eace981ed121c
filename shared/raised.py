"""What went wrong: the kind of an exception and its whole message, also where an SDK only prints it."""

from __future__ import annotations

import re
from collections.abc import Iterator

_TRACEBACK = re.compile(r"^(\s*)Traceback \(most recent call last\):\s*$")
_AFTER_MESSAGE = re.compile(
    r"^\s*(?:\d\d:\d\d:\d\d\.\d+ - [A-Z]+ - |-{20,}\s*$|sys:\d+: \w*Warning: |ERROR: |\[KFP Executor )"
)
"""What follows below a step's output: the lines of KFP's local runner, and what Python and pip say last."""
_ERROR_LINE = re.compile(
    r"^\s*(?:ERROR: \S.*|(?:[A-Za-z_]\w*\.)*\w*(?:Error|Exception|Exit|Failure|Interrupt): .*)$"
)
"""How pip's errors begin, and Python's exceptions where an SDK prints them without their traceback."""
_PASSED_ON = re.compile(r"finished with status|Inner task failed|returned non-zero exit status")
"""What a runner says of a step that failed inside it."""
_COLOUR = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
"""Terminal control sequences, which some SDKs write into their messages."""


def told_of(error: BaseException) -> str:
    """Return ``KeyError: 'x'``: the kind and all of its text, with its notes and what it was raised from."""
    kind, text = type(error).__name__, without_colour(str(error)).strip()
    wrapped = getattr(error, "code", None)
    if isinstance(error, Exception) and isinstance(wrapped, str) and wrapped.isidentifier():
        kind = wrapped  # an SDK's exception that stands for one of the author's
    told = f"{kind}: {text}" if text else kind
    for note in getattr(error, "__notes__", ()):
        told += f"\n{note}"
    inner = getattr(error, "exceptions", None)
    cause = inner[0] if isinstance(error, BaseExceptionGroup) and inner else error.__cause__
    if cause is not None and cause is not error:
        below = told_of(cause)
        told += "" if str(cause).strip() in told else f"\n(from {below})"
    return told


def printed_error(printed: str) -> str:
    """Return the last error among what a process printed, with all lines of its message; else empty.

    An error that only says that something inside has failed is passed over where that is told too.
    """
    told = [*_errors(without_colour(printed).splitlines())]
    causes = [one for one in told if not _PASSED_ON.search(one)]
    return (causes or told or [""])[-1]


def _errors(lines: list[str]) -> Iterator[str]:
    """Every error in the order of its lines: those below a traceback, and single lines outside of them."""
    number = 0
    while number < len(lines):
        if _TRACEBACK.match(lines[number]):
            head, told = _below_traceback(lines, number)
            number = max(number + 1, head + len(told.splitlines()))
            if told:
                yield told
            continue
        if _ERROR_LINE.match(lines[number]):
            yield lines[number].strip()
        number += 1


def printed_cause(printed: str, raised: str) -> str:
    """Return `` (it printed: …)`` where a process printed an error that what it raised does not say."""
    told = printed_error(printed)
    return f" (it printed: {told})" if told and one_line(told) not in one_line(raised) else ""


def one_line(text: str, most: int = 0) -> str:
    """Return a text as one line; longer than ``most`` it loses its middle, as both ends tell what it is."""
    line = " ".join(without_colour(text).split())
    if not most or len(line) <= most:
        return line
    head = most * 2 // 3
    return f"{line[:head].rstrip()} … {line[len(line) - (most - head - 3) :].lstrip()}"


def without_colour(text: str) -> str:
    """Return the text without the control sequences that terminals take for colours."""
    return _COLOUR.sub("", text)


def _below_traceback(lines: list[str], start: int) -> tuple[int, str]:
    """The line at which the exception's own text begins below its frames, and that text."""
    found = _TRACEBACK.match(lines[start])
    indent = len(found[1]) if found else 0
    own = (n for n in range(start + 1, len(lines)) if _stands_at(lines[n], indent))
    head = next(own, len(lines))
    end = next((n for n in range(head + 1, len(lines)) if _ends_message(lines[n], indent)), len(lines))
    return head, "\n".join(line[indent:] for line in lines[head:end]).rstrip()


def _stands_at(line: str, indent: int) -> bool:
    return bool(line.strip()) and not line[: indent + 1].isspace()


def _ends_message(line: str, indent: int) -> bool:
    outdented = bool(line.strip()) and len(line) - len(line.lstrip()) < indent
    return outdented or bool(_AFTER_MESSAGE.match(line)) or bool(_TRACEBACK.match(line))
