"""A run is on disk before it is submitted, has one name a sample, and is never run twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.targets.ledger import RunLedger

CAMPAIGN = "2026-01-01T00:00:00Z 7"


def test_the_name_of_a_sample_is_the_same_after_a_kill(tmp_path: Path) -> None:
    name, known = RunLedger(tmp_path).name_for(CAMPAIGN, "cell 0 0 flyte")
    RunLedger(tmp_path).note(name, "flyte", "cell 0 0 flyte", "begun")
    assert not known
    assert RunLedger(tmp_path).name_for(CAMPAIGN, "cell 0 0 flyte") == (name, True)


def test_samples_and_campaigns_have_names_of_their_own(tmp_path: Path) -> None:
    ledger = RunLedger(tmp_path)
    names = {ledger.name_for(c, s)[0] for c in (CAMPAIGN, "other") for s in ("cell 0 0 a", "cell 0 1 a")}
    assert len(names) == 4


def test_a_name_fits_every_server(tmp_path: Path) -> None:
    name, _ = RunLedger(tmp_path).name_for(CAMPAIGN, "cell")
    assert len(name) <= 20
    assert name.isalnum()
    assert name.islower()


def test_a_cancelled_sample_gets_another_name(tmp_path: Path) -> None:
    ledger = RunLedger(tmp_path)
    first, _ = ledger.name_for(CAMPAIGN, "cell")
    ledger.note(first, "kfp", "cell", "begun")
    ledger.note(first, "kfp", "cell", "cancelled")
    second, known = ledger.name_for(CAMPAIGN, "cell")
    assert second != first
    assert not known


def test_what_was_begun_and_did_not_end_is_open(tmp_path: Path) -> None:
    ledger = RunLedger(tmp_path)
    for name, state in (("fvk1", "over"), ("fvk2", "cancelled")):
        ledger.note(name, "kfp", name, "begun")
        ledger.note(name, "kfp", name, state)  # type: ignore[arg-type]
    ledger.note("fvk3", "flyte", "cell", "begun")
    assert ledger.open_runs() == {"flyte": ["fvk3"]}


@pytest.mark.parametrize("left", range(1, 60, 7))
def test_a_torn_line_costs_nothing_but_itself(tmp_path: Path, left: int) -> None:
    ledger = RunLedger(tmp_path)
    ledger.note("fvk1", "kfp", "a", "begun")
    whole = ledger.path.read_bytes()
    ledger.path.write_bytes(whole + whole[:left])
    ledger.note("fvk2", "kfp", "b", "begun")
    assert [entry.name for entry in ledger.entries()] == ["fvk1", "fvk2"]
