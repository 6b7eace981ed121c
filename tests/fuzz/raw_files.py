"""Raw files with random edits: read by ``report`` and ``compare``."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.tally import Tally, tried_here

SOURCE = Path(__file__).parents[2] / "docs" / "data"
CAMPAIGNS = ("memory", "each-once", "cached", "authoring", "selfcheck-delay", "history-flyte")

VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20),
    st.sampled_from(
        ["\x1b]0;pwn\x07", "\u202e", "<script>alert(1)</script>", "[x](http://evil.example)", "@admin", "../../x",
         "|", "`", "<!-- results:end -->", 1e308, -1, 10**30, [], {}, [[]], {"a": {"b": []}}, "x" * 5000]
    ),
)  # fmt: skip
PLACES = st.lists(st.integers(0, 10**6), min_size=1, max_size=8)
EDIT = st.tuples(
    st.sampled_from(["value", "value", "value", "drop", "double", "swap", "byte", "cut", "key"]),
    PLACES,
    VALUES,
)


def run(folder: Path, until: float, tally: Tally) -> None:
    """Edit, read and count until the time is over."""
    sources = [(SOURCE / name / "raw.jsonl").read_bytes().splitlines(keepends=True) for name in CAMPAIGNS]
    whole = folder / "whole"
    whole.mkdir()
    shutil.copy(SOURCE / CAMPAIGNS[0] / "raw.jsonl", whole)
    place = folder / "edited"
    place.mkdir()

    @settings(max_examples=20, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(
        which=st.integers(0, len(sources) - 1),
        edits=st.lists(EDIT, min_size=1, max_size=4),
        verb=st.booleans(),
    )
    def one(which: int, edits: list[Any], verb: bool) -> None:
        if time.monotonic() > until:
            return
        lines = [*sources[which]]
        for kind, places, value in edits:
            EDITS[kind](lines, places, value)
        (place / "raw.jsonl").write_bytes(b"".join(lines))
        words = ["report", str(place)] if verb else ["compare", str(whole), str(place), "--anyway"]
        tally.count(f"{words[0]} of {CAMPAIGNS[which]} with {edits!r}"[:600], *tried_here(words))

    while time.monotonic() < until:
        one()


def _value(lines: list[bytes], places: list[int], value: Any) -> None:
    """Put a value in the place of another, somewhere in one line; every other time in the plan."""
    number = 0 if places[0] % 2 else places[0] % len(lines)
    try:
        content = json.loads(lines[number])
    except (ValueError, IndexError):
        return
    inner = content
    for step in places[1:]:
        keys = list(inner) if isinstance(inner, dict) else list(range(len(inner)))
        if not keys:
            return
        key = keys[step % len(keys)]
        if not isinstance(inner[key], dict | list) or step == places[-1]:
            inner[key] = value
            break
        inner = inner[key]
    lines[number] = json.dumps(content).encode() + b"\n"


def _key(lines: list[bytes], places: list[int], value: Any) -> None:
    number = places[0] % len(lines)
    try:
        content = json.loads(lines[number])
    except ValueError:
        return
    if isinstance(content, dict) and content:
        del content[list(content)[places[-1] % len(content)]]
    lines[number] = json.dumps(content).encode() + b"\n"


def _drop(lines: list[bytes], places: list[int], value: Any) -> None:
    if len(lines) > 1:
        del lines[places[0] % len(lines)]


def _double(lines: list[bytes], places: list[int], value: Any) -> None:
    lines.insert(places[-1] % (len(lines) + 1), lines[places[0] % len(lines)])


def _swap(lines: list[bytes], places: list[int], value: Any) -> None:
    one, other = places[0] % len(lines), places[-1] % len(lines)
    lines[one], lines[other] = lines[other], lines[one]


def _byte(lines: list[bytes], places: list[int], value: Any) -> None:
    number = places[0] % len(lines)
    line = bytearray(lines[number])
    line[places[-1] % len(line)] ^= 1 << (places[0] % 8)
    lines[number] = bytes(line)


def _cut(lines: list[bytes], places: list[int], value: Any) -> None:
    number = places[0] % len(lines)
    lines[number] = lines[number][: places[-1] % len(lines[number])] or b"\n"


EDITS: dict[str, Callable[[list[bytes], list[int], Any], None]] = {
    "value": _value, "key": _key, "drop": _drop, "double": _double, "swap": _swap, "byte": _byte, "cut": _cut,
}  # fmt: skip
