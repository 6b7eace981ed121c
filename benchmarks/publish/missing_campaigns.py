"""``fvk findings``: measure the campaigns behind ``docs/findings.md`` that are not in ``docs/data`` yet."""

from __future__ import annotations

import shlex
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from benchmarks.errors import UsageError
from benchmarks.publish import pages
from benchmarks.publish.findings_page import DATA
from benchmarks.publish.pages import STATED
from benchmarks.publish.stated import Planned, read_stated
from benchmarks.record.journal import FILE_NAME, read
from benchmarks.record.progress import replay

MISMATCH = 1
"""A campaign in which outputs differed ends so; it is measured all the same."""


def run(names: Sequence[str], *, dry: bool, console: Console, start: Callable[[list[str]], int]) -> int:
    """Measure what is missing of the named campaigns (all for none), then write the page; the exit status.

    A campaign that was interrupted is continued. With ``dry``, only the commands are printed.
    """
    planned = read_stated(STATED).campaign
    known = {campaign.name for campaign in planned}
    if unknown := [name for name in names if name not in known]:
        raise UsageError(f"no campaign {unknown[0]!r} in {STATED}; there are {', '.join(sorted(known))}")
    for campaign in planned:
        arguments = what_is_missing(campaign)
        if (names and campaign.name not in names) or arguments is None:
            continue
        told = f"about {campaign.minutes:g} min: fvk {shlex.join(arguments)}"
        console.print(escape(told), highlight=False, soft_wrap=True)
        status = 0 if dry else start(arguments)
        if status not in (0, MISMATCH):
            return status
    return 0 if dry else pages.run(Path(), check=False, console=console)


def what_is_missing(campaign: Planned) -> list[str] | None:
    """What follows ``fvk`` to measure the rest of a campaign; ``None`` where it has ended."""
    directory = DATA / campaign.name
    if not (directory / FILE_NAME).exists():
        return campaign.arguments(directory)
    return None if replay(read(directory)).end else ["resume", directory.as_posix()]


def start(arguments: list[str]) -> int:
    """One campaign in a process of its own, so that each begins like one from the command line."""
    return subprocess.run([sys.executable, "-m", "benchmarks", *arguments], check=False).returncode
