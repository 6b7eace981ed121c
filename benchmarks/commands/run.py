"""``fvk run``, ``fvk resume`` and ``fvk report``: from options to a finished directory."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from benchmarks import start
from benchmarks.analyse.results import answers
from benchmarks.analyse.versus import held_against
from benchmarks.campaign.loop import Campaign
from benchmarks.environments.store import Store
from benchmarks.history import session
from benchmarks.history.versions import is_history
from benchmarks.present import html, markdown
from benchmarks.present.live import LiveDisplay, PlainLines
from benchmarks.present.terminal import print_summary
from benchmarks.record.journal import FILE_NAME, read
from benchmarks.record.progress import Progress, replay
from benchmarks.record.schema import Note

INTERRUPTED = 130
"""128 + SIGINT, as shells have it."""
MISMATCH = 1


def run(options: start.Options, console: Console) -> int:
    """Run a new campaign; the exit status."""
    began = time.monotonic()
    say = _sayer(console)
    say("compiling bytecode, so that no sample pays for it")
    start.compile_bytecode(options.engines)
    display = _display(console, lambda: time.monotonic() - began)
    campaign = start.open_new(options, display, say)
    return _go(campaign, display, console)


def resume(directory: Path, console: Console) -> int:
    """Run what a campaign lacks; the exit status."""
    if not _try_authoring(directory, console):
        return INTERRUPTED
    began = time.monotonic()
    display = _display(console, lambda: time.monotonic() - began)
    campaign = start.reopen(directory, display)
    return _go(campaign, display, console)


def carry_out(directory: Path, console: Console) -> int:
    """Run a campaign whose plan stands in ``directory``; the exit status."""
    if not _try_authoring(directory, console):
        return INTERRUPTED
    began = time.monotonic()
    display = _display(console, lambda: time.monotonic() - began)
    return _go(start.wire(directory, display), display, console)


def report(directory: Path, versus: str | None, console: Console) -> int:
    """Rebuild what is shown from the raw file alone; the exit status."""
    progress = held_against(replay(read(directory)), versus)
    return conclude(progress, directory if directory.is_dir() else directory.parent, console)


def conclude(progress: Progress, directory: Path, console: Console) -> int:
    """Print the summary, write the report, and say with the exit status whether all work was equal."""
    found = answers(progress)
    versions = is_history(progress)
    # A pair of versions each would be a dozen tables; the trend says the same in one.
    print_summary(console, progress, found, tables=not versions)
    pages = {"summary.md": markdown.summary(progress, found), "report.html": html.build(progress, found)}
    for name, text in pages.items():
        (directory / name).write_text(text, encoding="utf-8")
    console.print()
    for written in (FILE_NAME, *pages):
        console.print(f"wrote {escape(str(directory / written))}", highlight=False, soft_wrap=True)
    if versions:
        session.show(progress, directory, console)
    different = any(own.standing == "mismatch" for answer in found for own in answer.own)
    return MISMATCH if different else 0


def _try_authoring(directory: Path, console: Console) -> bool:
    """What a history has beside its samples; whether it was not interrupted."""
    try:
        session.try_authoring(directory, Store(start.ENVIRONMENTS.absolute()), _sayer(console))
    except KeyboardInterrupt:
        _tell_resume(directory, console)
        return False
    return True


def _tell_resume(directory: Path, console: Console) -> None:
    console.print(f"interrupted; `fvk resume {escape(str(directory))}` runs what is missing", soft_wrap=True)


def _go(campaign: Campaign, display: LiveDisplay | PlainLines, console: Console) -> int:
    directory = campaign.journal.path.parent
    header = campaign.progress.header
    console.print(
        f"{len(header.cells)} cells, {len(header.contenders)} contenders, seed {header.seed}, "
        f"raw file {escape(str(campaign.journal.path))}",
        highlight=False,
        soft_wrap=True,
    )
    interrupted = False
    try:
        with display:
            campaign.run()
    except KeyboardInterrupt:
        interrupted = True
        with suppress(KeyboardInterrupt):
            campaign.journal.append(Note("interrupted", start.now()))
    finally:
        campaign.journal.close()
        shutil.rmtree(directory / "work", ignore_errors=True)
    status = conclude(replay(read(directory)), directory, console)
    if interrupted:
        _tell_resume(directory, console)
        return INTERRUPTED
    return status


def _display(console: Console, clock: Callable[[], float]) -> LiveDisplay | PlainLines:
    return LiveDisplay(console, clock) if console.is_terminal else PlainLines(console, clock)


def _sayer(console: Console) -> Callable[[str], None]:
    return lambda text: console.print(escape(text), highlight=False)
