"""The values of named variables are told nowhere, however they are written and wherever they were cut."""

from __future__ import annotations

import base64
from urllib.parse import quote

import pytest

from benchmarks.measure.hide_secrets import Secrets
from benchmarks.record.told_command import told_command

VALUE = "s3cr3t/STORE+token\nsecond-line\"'"
SECRETS = Secrets({"STORE": VALUE, "FLAG": "1"})


@pytest.mark.parametrize(
    "form",
    [
        VALUE,
        repr(VALUE),
        quote(VALUE, safe=""),
        base64.b64encode(VALUE.encode()).decode(),
        " ".join(VALUE.split()),
        "second-line\"'",
        VALUE[:12] + "… more",
        "…\n" + VALUE[-9:] + " and so on",
    ],
    ids=ascii,
)
def test_no_form_of_a_value_is_told(form: str) -> None:
    told = SECRETS.hide(f"before {form} after" if "…" not in form else form)
    assert "‹value of STORE›" in told
    for piece in ("s3cr", "STORE+", "STORE%2B", base64.b64encode(VALUE.encode()).decode()[:8], "second-l"):
        assert piece not in told.replace("‹value of STORE›", "")


def test_values_too_short_to_be_secrets_are_left_alone() -> None:
    assert SECRETS.hide("exit 1 in run") == "exit 1 in run"


def test_every_depth_and_every_name_of_a_value_is_looked_through() -> None:
    hidden = SECRETS.hide_in({VALUE: [{"a": (VALUE, 3, None)}]})
    assert hidden == {"‹value of STORE›": [{"a": ["‹value of STORE›", 3, None]}]}
    assert SECRETS.restored_in(hidden) == {VALUE: [{"a": [VALUE, 3, None]}]}


def test_a_command_line_tells_no_place_of_the_machine() -> None:
    words = [
        "fvk",
        "yours",
        "--plain",
        "/home/somebody/x/a.py:run",
        "--out=/tmp/x",
        "rel/a",
        "url=http://h/a",
    ]
    told = ["fvk", "yours", "--plain", "…/a.py:run", "--out=…/x", "rel/a", "url=http://h/a"]
    assert told_command(words) == told
