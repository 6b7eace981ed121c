"""Reading a raw file tells duplicates, holes and contradictions instead of taking the last line."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from benchmarks.errors import RawFileError
from benchmarks.record.journal import begin, encoded, read, reopened
from benchmarks.record.schema import Block, Brought, Dropped, End, Header, Line, Reference, Stop, Table, Yours
from tests.campaigns import ALPHA, BETA, PLAIN, cell, header, sample

CELL = "session/toy/tuned"
NAMES = ("plain", "alpha", "beta")


def block(number: int, attempt: int = 0, *, counts: bool = True) -> Block:
    return Block(CELL, number, attempt, [], counts)


def whole(number: int) -> list[Line]:
    return [*(sample(name, number, 1.0) for name in NAMES), block(number)]


def written(tmp_path: Path, *lines: Line, head: Header | None = None) -> Path:
    file = tmp_path / "raw.jsonl"
    file.write_bytes(b"".join(msgspec.json.encode(line) + b"\n" for line in [head or header(), *lines]))
    return file


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([*whole(0), sample("beta", 0, 2.0)], "line 6.*a second sample of beta in block 0"),
        ([*whole(0), block(0)], "a second end of block 0"),
        ([*whole(0), *whole(2)], "the blocks of session/toy/tuned that count are 0, 2"),
        ([*whole(0)[1:]], "block 0 of session/toy/tuned has no sample of plain"),
        ([sample("gamma", 0, 1.0)], "gamma takes no part"),
        ([sample("alpha", 0, 1.0, cell_id="elsewhere")], "cell elsewhere is not in the plan"),
        ([sample("alpha", 99, 1.0)], "which the plan does not have"),
        ([sample("alpha", 0, 1.0, attempt=-1)], "which the plan does not have"),
        ([sample("alpha", 0, 1.0, at_s=1e308)], r"at 1e\+308 s"),
        ([Stop(CELL, 0, "budget"), sample("alpha", 0, 1.0)], "had stopped"),
        ([*whole(0), Stop(CELL, 2, "precise")], "stopped after 2 blocks, and has 1"),
        ([Dropped(CELL, "beta", 0, "no"), Dropped(CELL, "beta", 0, "no")], "dropped from .* a second time"),
        ([Dropped(CELL, "beta", -1, "no"), sample("beta", 0, 1.0)], "which had been dropped"),
        ([Reference("toy", {}, {"a": 1}), Reference("toy", {}, {"a": 2})], "another reference for toy"),
        ([End("now", 1.0), End("now", 1.0)], "the campaign had ended"),
    ],
    ids=lambda value: value[:40] if isinstance(value, str) else "",
)
def test_a_line_that_contradicts_is_refused_by_its_number(tmp_path: Path, lines: Any, said: str) -> None:
    with pytest.raises(RawFileError, match=said):
        list(read(written(tmp_path, *lines)))


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"contenders": [PLAIN, ALPHA, ALPHA, BETA]}, "two contenders are called alpha"),
        ({"cells": [cell(), cell()]}, "two cells are called"),
        ({"contenders": [PLAIN, ALPHA]}, "beta is none of the contenders"),
        ({"cells": [replace(cell(), order=cell().order[:3])]}, "an order for 3 of 8 blocks"),
        ({"cells": [replace(cell(), order=[["plain", "alpha"]] * 8)]}, "the order of block 0 has other"),
        ({"cells": [cell(minimum=9, maximum=3)]}, "at least 9 and at most 3 blocks"),
        ({"cells": [replace(cell(), timeout_s=-1)]}, "a timeout of -1 s"),
        ({"cells": [replace(cell(), smaller="nowhere")]}, "no smaller cell nowhere"),
        ({"contenders": [PLAIN, ALPHA, replace(BETA, twin_of="gamma")]}, "the twin of gamma"),
        ({"budget_s": 1e300}, r"budget_s is 1e\+300"),
    ],
    ids=lambda value: value[:40] if isinstance(value, str) else "",
)
def test_a_plan_that_contradicts_itself_is_refused(tmp_path: Path, changed: Any, said: str) -> None:
    with pytest.raises(RawFileError, match=f"line 1: a plan that contradicts itself.*{said}"):
        list(read(written(tmp_path, head=replace(header(), **changed))))


def test_who_was_dropped_between_two_attempts_at_a_block_leaves_no_hole(tmp_path: Path) -> None:
    lines = [
        *(sample(name, 0, 1.0) for name in NAMES),
        block(0, counts=False),
        Dropped(CELL, "beta", 0, "failed"),
        *(sample(name, 0, 1.0, attempt=1) for name in NAMES[:2]),
        block(0, 1),
    ]
    assert len(list(read(written(tmp_path, *lines)))) == 9


@pytest.mark.parametrize("bomb", [b"[" * 200_000, b'{"a":' * 100_000], ids=["lists", "objects"])
def test_a_nesting_bomb_is_one_line(tmp_path: Path, bomb: bytes) -> None:
    file = written(tmp_path)
    for content in (bomb + b"\n", file.read_bytes() + bomb + b"\n"):
        file.write_bytes(content)
        with pytest.raises(RawFileError, match="not a line of a raw file"):
            list(read(file))


ODD: list[Any] = [
    math.inf,
    -math.inf,
    10**400,
    -(2**64),
    "half \udcff of a pair",
    {"$json": "1"},
    {"\udcff": [math.inf, {"deep": -math.inf}]},
    [[1, "a", None, True, 0.1]],
]


@pytest.mark.parametrize("value", ODD, ids=lambda value: repr(value)[:20])
def test_values_that_json_has_no_word_for_come_back_as_they_were(tmp_path: Path, value: Any) -> None:
    own = Yours([Brought("plain", "a.py", "run", "0" * 64, inputs={"x": value})])
    head = replace(header(), yours=own)
    shown = replace(sample("alpha", 0, 1.0), observed={"$json": value})
    lines: list[Line] = [Reference("toy", {}, {"out": value}), shown, Table("t", [{"a": value}])]
    begin(tmp_path / "new", [head])
    with reopened(tmp_path / "new") as journal:
        for line in lines:
            journal.append(line)
    assert list(read(tmp_path / "new")) == [head, *lines]


def test_a_number_that_is_none_comes_back(tmp_path: Path) -> None:
    begin(tmp_path / "new", [header(), Reference("toy", {}, {"out": math.nan})])
    (_, reference) = read(tmp_path / "new")
    assert isinstance(reference, Reference)
    assert math.isnan(reference.outputs["out"])


@pytest.mark.parametrize(
    "line",
    [
        replace(sample("alpha", 0, 1.0), metrics={"run.wall_ns": math.nan}),
        replace(sample("alpha", 0, 1.0), metrics={"run.wall_ns": "x"}),
        replace(sample("alpha", 0, 1.0), reason="half \udcff"),
        replace(sample("alpha", 0, 1.0), notes=[1]),
        replace(sample("alpha", 0, 1.0), status="fine"),
        replace(sample("alpha", 0, 1.0), observed={"a": object()}),
    ],
    ids=["no number", "text", "half a pair", "list", "status", "object"],
)
def test_nothing_is_written_that_could_not_be_read_back(line: Line) -> None:
    with pytest.raises(RawFileError, match="a sample that no raw file can hold"):
        encoded(line)
