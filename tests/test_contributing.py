"""CONTRIBUTING's picture of the rooms is what the contracts hold, and its walks name what is there."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
CONFIG = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
ROOMS = {folder.parent.name for folder in (ROOT / "benchmarks").glob("*/__init__.py")}


def layers() -> list[set[str]]:
    """The rooms of each floor as import-linter holds them, from the top."""
    (found,) = [one for one in CONFIG["tool"]["importlinter"]["contracts"] if one["type"] == "layers"]
    return [set(re.findall(r"\w+", layer)) for layer in found["layers"]]


def floors() -> list[set[str]]:
    """The rooms of each floor as the picture draws them, from the top."""
    return [set(re.findall(r"(\w+)/", line)) for line in re.findall(r"^\d  .*$", TEXT, re.MULTILINE)]


def test_every_room_is_in_the_picture_once_and_has_its_paragraph() -> None:
    drawn = [room for floor in floors() for room in floor]
    assert sorted(drawn) == sorted(ROOMS)
    assert {room for room in ROOMS if f"- **`{room}/`**" not in TEXT} == set()


def test_no_room_is_drawn_below_one_that_it_may_import() -> None:
    height = {room: -number for number, floor in enumerate(floors()) for room in floor}
    held = [layer & ROOMS for layer in layers()]
    wrong = [
        (upper, lower)
        for number, layer in enumerate(held)
        for upper in layer
        for below in held[number + 1 :]
        for lower in below
        if height[upper] < height[lower]
    ]
    assert wrong == []


def test_there_are_at_most_nine_floors_and_fourteen_rooms() -> None:
    assert len(floors()) <= 9
    assert len(ROOMS) <= 14


def test_every_file_and_name_of_the_walks_is_there() -> None:
    files = re.findall(r"`((?:commands|campaign|plan|measure|record|analyse|present)/\w+\.py)`", TEXT)
    assert len(files) > 12
    assert [file for file in files if not (ROOT / "benchmarks" / file).is_file()] == []
    source = "\n".join(file.read_text() for file in (ROOT / "benchmarks").rglob("*.py"))
    walked = TEXT[TEXT.index("Three walks") : TEXT.index("## Add a workload")]
    names = {
        name.split(".")[-1].split("(")[0] for name in re.findall(r"`([A-Za-z_.]+(?:\(…, lane\))?)`", walked)
    }
    missing = [name for name in names if name != "py" and not re.search(rf"\b{name}\b", source)]
    assert missing == []
