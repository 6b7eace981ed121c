"""A project whose committed pages are written from one committed campaign."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.console import Console

from benchmarks.publish.pages import run
from benchmarks.record.journal import Journal
from tests.campaigns import campaign

README = "# Title\n\n<!-- results:begin -->\noutdated\n<!-- results:end -->\n\nafter\n"
MEASUREMENT = "# How\n\n<!-- selfcheck:begin -->\n<!-- selfcheck:end -->\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with one committed campaign."""
    progress = campaign({"plain": 1, "alpha": 2, "beta": 3})
    with Journal(tmp_path / "docs" / "data" / "quick" / "raw.jsonl") as journal:
        journal.append(progress.header)
        for block in progress.samples.values():
            for sample in block.values():
                journal.append(sample)
        for line in progress.blocks["session/toy/tuned"]:
            journal.append(line)
    (tmp_path / "README.md").write_text(README)
    (tmp_path / "docs" / "measurement.md").write_text(MEASUREMENT)
    return tmp_path


def publish(root: Path, *, check: bool = False) -> int:
    return run(root, check=check, console=Console(quiet=True))
