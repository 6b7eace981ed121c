"""A campaign that is opened again goes on where its raw file ends, in time as in samples."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from benchmarks.campaign import open as opening
from benchmarks.campaign.loop import Campaign
from benchmarks.record.journal import FILE_NAME, Journal, read
from benchmarks.record.schema import Note, Reference
from tests.campaign.fakes import Silent
from tests.campaigns import PLAIN, cell, header, sample

Wire = Callable[[], Campaign]


@pytest.fixture
def begun(tmp_path: Path) -> Path:
    """A campaign of plain Python alone, whose latest sample began after 40.5 s."""
    one = cell(contenders=("plain",))
    with Journal(tmp_path / FILE_NAME) as journal:
        for line in (header(one, contenders=(PLAIN,)), Reference("toy", {}, {"output": 7})):
            journal.append(line)
        journal.append(sample("plain", 0, 1.0, at_s=40.5))
    return tmp_path


@pytest.fixture
def wire(begun: Path) -> Iterator[Wire]:
    """Open that campaign again, and close its file afterwards."""
    opened: list[Campaign] = []

    def again() -> Campaign:
        opened.append(opening.wire(begun, Silent()))
        return opened[-1]

    yield again
    for campaign in opened:
        campaign.journal.close()


def test_the_time_that_was_spent_before_is_spent(wire: Wire, monkeypatch: pytest.MonkeyPatch) -> None:
    now = SimpleNamespace(monotonic=lambda: 1000.0)
    monkeypatch.setattr(opening, "time", now)
    campaign = wire()
    assert campaign.clock() == 40.5
    now.monotonic = lambda: 1007.0
    assert campaign.clock() == 47.5


def test_a_resumption_is_noted_with_the_time_that_was_spent(begun: Path, wire: Wire) -> None:
    wire()
    notes = [line.text for line in read(begun) if isinstance(line, Note)]
    assert notes == ["resumed after 40 s"]


def test_outputs_are_compared_with_the_reference_that_was_computed_before(wire: Wire) -> None:
    campaign = wire()
    plain = cell(contenders=("plain",))
    assert campaign.progress.reference_of(plain) == Reference("toy", {}, {"output": 7})
    assert campaign.sampler._references == {'["toy", {}]': {"output": 7}}  # type: ignore[attr-defined]
