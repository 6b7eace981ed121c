"""What many tests build on, and what no test may depend on."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from tests.present.browsing import missing

# How long an example takes is a fact about the machine and about who else is on it.
settings.register_profile("any machine", deadline=None, print_blob=True)
settings.load_profile("any machine")


@pytest.fixture
def raw_file(tmp_path: Path) -> Path:
    """Where a test's raw file goes."""
    return tmp_path / "raw.jsonl"


LEFT_OUT = pytest.StashKey[int]()
"""How many tests were left out for want of a browser; workers tell the process that started them."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what needs a browser where there is none; with ``CI`` set it stays, and fails."""
    if not missing() or os.environ.get("CI"):
        return
    needing = [item for item in items if "browser" in getattr(item, "fixturenames", ())]
    items[:] = [item for item in items if item not in needing]
    config.hook.pytest_deselected(items=needing)
    config.stash[LEFT_OUT] = len(needing)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """In a worker: hand the count on."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["left out"] = session.config.stash.get(LEFT_OUT, 0)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take the count from a worker; every worker collects everything."""
    node.config.stash[LEFT_OUT] = getattr(node, "workeroutput", {}).get("left out", 0)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say once, and so that nobody overlooks it, that the page was not looked at in a browser."""
    left_out = config.stash.get(LEFT_OUT, 0)
    if left_out:
        terminalreporter.section("NO BROWSER", sep="!", red=True, bold=True)
        terminalreporter.line(
            f"{left_out} tests look at the report in a real browser and were left out: this machine lacks "
            f"{missing()}. What they hold is not known here; `.ci/run` installs it."
        )
