"""A campaign from somebody else runs nothing here before its reader has said so."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from benchmarks.errors import UsageError
from benchmarks.record.journal import begin
from benchmarks.record.schema import Brought, Yours
from benchmarks.yours import trust
from tests.campaigns import header

TOKEN = "s3cr3t-token"
OWN = Yours([Brought("plain", "their.py", "run", "0" * 64, inputs={"token": TOKEN})], variables=["STORE"])


@pytest.fixture(autouse=True)
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("STORE", TOKEN)


def test_a_campaign_that_was_not_begun_here_names_what_it_would_use() -> None:
    begin(Path("theirs"), [replace(header(), yours=OWN)])
    with pytest.raises(UsageError, match=r"it runs their\.py, with your variables STORE.*--trust"):
        trust.check(Path("theirs"), OWN, trusted=False)
    trust.check(Path("theirs"), OWN, trusted=True)


def test_a_campaign_that_was_begun_here_is_known_again() -> None:
    begin(Path("mine"), [replace(header(), yours=OWN)])
    trust.remember(Path("mine"))
    trust.check(Path("mine"), OWN, trusted=False)


def test_another_plan_in_its_place_is_not() -> None:
    begin(Path("mine"), [replace(header(), yours=OWN)])
    trust.remember(Path("mine"))
    Path("mine/raw.jsonl").unlink()
    begin(Path("mine"), [replace(header(), yours=replace(OWN, variables=["HOME"]))])
    with pytest.raises(UsageError, match="was not begun here"):
        trust.check(Path("mine"), OWN, trusted=False)


def test_an_input_that_came_from_a_variable_is_stored_by_its_name_and_put_in_again() -> None:
    plan = replace(header(), yours=OWN, command=["fvk", "yours", "--input", f"token={TOKEN}"])
    stored = trust.without_secrets(plan)
    assert TOKEN not in repr(stored)
    assert stored.yours is not None
    assert trust.with_secrets(stored.yours) == OWN
