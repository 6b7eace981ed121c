"""One run over all specimens, shared by every test that reads it, in every worker process."""

from __future__ import annotations

import fcntl
import pickle

import pytest

from benchmarks.authoring.capabilities import CapabilityRow, try_capabilities
from benchmarks.authoring.changes import ChangeRow, try_changes
from benchmarks.authoring.mistakes import MistakeRow, try_mistakes
from benchmarks.authoring.sides import Side, every_side


@pytest.fixture(scope="session")
def sides() -> tuple[Side, ...]:
    """Also those that take part on request only: their tables must not change in silence either."""
    return every_side()


@pytest.fixture(scope="session")
def once(tmp_path_factory, worker_id):
    """Call a probe in the first worker that asks; the others wait, and read what it found."""

    def run(name, probe, sides):
        root = tmp_path_factory.getbasetemp()
        if worker_id != "master":
            root = root.parent
        with (root / f"authoring-{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            kept = root / f"authoring-{name}.pickle"
            if not kept.exists():
                kept.write_bytes(pickle.dumps(probe(sides, tmp_path_factory.mktemp(name))))
            return {(row.case, row.side): row for row in pickle.loads(kept.read_bytes())}

    return run


@pytest.fixture(scope="session")
def mistake_rows(sides, once) -> dict[tuple[str, str], MistakeRow]:
    return once("mistakes", try_mistakes, sides)


@pytest.fixture(scope="session")
def capability_rows(sides, once) -> dict[tuple[str, str], CapabilityRow]:
    return once("capabilities", try_capabilities, sides)


@pytest.fixture(scope="session")
def change_rows(sides, once) -> dict[tuple[str, str], ChangeRow]:
    return once("changes", try_changes, sides)
