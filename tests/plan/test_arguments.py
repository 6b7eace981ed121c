"""What is typed is taken within bounds, and what is not says the nearest that is."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.errors import UsageError
from benchmarks.plan.arguments import checked_size, file_name, names

KNOWN: list[dict[str, Any]] = [
    {"kind": "file", "bytes": 1, "seconds": 0.1},
    {"kind": "frame", "bytes": 9, "seconds": 2.0},
]


@pytest.mark.parametrize("text", ["", ",,", " , "])
def test_a_text_without_a_name_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="holds no name"):
        names(["a", text])


def test_names_are_repeated_or_separated_by_commas() -> None:
    assert names(["a, b", "c"]) == ["a", "b", "c"]
    assert names([]) == []


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"bytes": 0}, "the nearest is 1"),
        ({"bytes": -3}, "the nearest is 1"),
        ({"bytes": 10**20}, r"the nearest is 1e\+12"),
        ({"bytes": 1.5}, "a whole number, such as 2"),
        ({"bytes": float("nan")}, "give a number"),
        ({"bytes": float("inf")}, "give a number"),
        ({"bytes": "abc"}, "give a number"),
        ({"seconds": 0.01}, "the nearest is 0.1"),
        ({"kind": "nosuch"}, "there are file, frame"),
        ({"kind": 3}, "there are file, frame"),
    ],
    ids=str,
)
def test_a_value_that_makes_no_sense_is_refused_with_what_does(changed: dict[str, Any], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        checked_size("x", KNOWN[0] | changed, KNOWN)


def test_a_whole_number_may_be_written_as_a_float() -> None:
    assert checked_size("x", KNOWN[0] | {"bytes": 5.0}, KNOWN)["bytes"] == 5


@pytest.mark.parametrize("text", ["a/b", "../../x", "", ".hidden", "a b", "\x1b[31m"])
def test_a_name_that_leaves_its_folder_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="such as"):
        file_name("--name", text)
