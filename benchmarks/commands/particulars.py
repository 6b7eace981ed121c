"""What a raw file's own kind of campaign needs beside its samples."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console

from benchmarks.campaign.particulars import Particulars
from benchmarks.history import session
from benchmarks.history.versions import is_history
from benchmarks.record.progress import Progress
from benchmarks.targets.environments.store import ENVIRONMENTS, Store
from benchmarks.yours import agreement


def particulars_of(progress: Progress) -> Particulars:
    """The rules of somebody's own pipelines, the authoring and the trend of a history, or nothing."""
    if is_history(progress):
        # A pair of versions each would be a dozen tables; the trend says the same in one.
        return Particulars(begin=_try_authoring, finish=session.show, tables=False)
    if progress.header.yours:
        return Particulars(rules=agreement.rules(progress.header.yours))
    return Particulars()


def _try_authoring(directory: Path, console: Console) -> None:
    def say(text: str) -> None:
        console.print(text, highlight=False, markup=False)

    session.try_authoring(directory, Store(ENVIRONMENTS.absolute()), say)
