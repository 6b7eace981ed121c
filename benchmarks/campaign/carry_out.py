"""Carry a campaign out: begin or continue it, show it live, and conclude it however it ends."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from benchmarks.campaign import open as opening
from benchmarks.campaign.bytecode import compile_bytecode
from benchmarks.campaign.clusters import settle
from benchmarks.campaign.conclude import conclude
from benchmarks.campaign.loop import Campaign
from benchmarks.campaign.options import Options
from benchmarks.campaign.particulars import Particulars
from benchmarks.errors import MachineError, status_of
from benchmarks.measure.remove_tree import remove_tree
from benchmarks.present.live import LiveDisplay, PlainLines
from benchmarks.record.journal import read
from benchmarks.record.progress import replay
from benchmarks.record.schema import Note
from benchmarks.record.timestamp import now


def run(options: Options, console: Console) -> int:
    """Run a new campaign over our own workloads; the exit status."""
    display = _display(console)
    say = _sayer(console)
    say("compiling bytecode, so that no sample pays for it")
    compile_bytecode(options.engines)
    return _go(opening.open_new(options, display, say), display, console, Particulars())


def resume(
    directory: Path, console: Console, particulars: Particulars | None = None, more_s: float = 0.0
) -> int:
    """Run what a campaign lacks, if its contenders are still what they were; the exit status.

    With ``more_s`` it takes further blocks for so many seconds.
    """
    reopen = partial(opening.reopen, more_s=more_s)
    return _continue(directory, console, particulars or Particulars(), reopen)


def carry_out(directory: Path, console: Console, particulars: Particulars | None = None) -> int:
    """Run a campaign whose plan stands in ``directory``; the exit status."""
    return _continue(directory, console, particulars or Particulars(), opening.wire)


def _continue(
    directory: Path, console: Console, particulars: Particulars, open_campaign: Callable[..., Campaign]
) -> int:
    try:
        particulars.begin(directory, console)
    except KeyboardInterrupt as interruption:
        _tell_resume(directory, console)
        return status_of(interruption)
    display = _display(console)
    return _go(open_campaign(directory, display, particulars.rules), display, console, particulars)


def _go(
    campaign: Campaign, display: LiveDisplay | PlainLines, console: Console, particulars: Particulars
) -> int:
    directory = campaign.journal.path.parent
    header = campaign.progress.header
    console.print(
        f"{len(header.cells)} cells, {len(header.contenders)} contenders, seed {header.seed}, "
        f"raw file {escape(str(campaign.journal.path))}",
        highlight=False,
        soft_wrap=True,
    )
    interrupted: KeyboardInterrupt | None = None
    try:
        with display:
            campaign.run()
    except KeyboardInterrupt as interruption:
        interrupted = interruption
        _tell_resume(directory, console)  # at once: a second signal may end what follows
        with suppress(KeyboardInterrupt):
            campaign.journal.append(Note("interrupted", now()))
    except (OSError, MachineError) as error:
        # What the machine did is nobody's result, and nothing of it is kept.
        told = f"{error.filename or directory}: {error.strerror}" if isinstance(error, OSError) else error
        raise MachineError(f"{told}; mend it, and `fvk resume {directory}` runs what is missing") from error
    finally:
        campaign.journal.close()
        campaign.leave()
        settle(directory, _sayer(console))
        remove_tree(directory / "work")
    status = conclude(replay(read(directory)), directory, console, particulars)
    if interrupted is not None:
        _tell_resume(directory, console)
        return status_of(interrupted)
    return status


def _tell_resume(directory: Path, console: Console) -> None:
    console.print(f"interrupted; `fvk resume {escape(str(directory))}` runs what is missing", soft_wrap=True)


def _display(console: Console) -> LiveDisplay | PlainLines:
    began = time.monotonic()

    def elapsed_s() -> float:
        return time.monotonic() - began

    return LiveDisplay(console, elapsed_s) if console.is_terminal else PlainLines(console, elapsed_s)


def _sayer(console: Console) -> Callable[[str], None]:
    return lambda text: console.print(escape(text), highlight=False)
