"""A measured process is a stranger: its answer counts only if it agrees with what was seen from outside."""

from __future__ import annotations

import json
import os
import re
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from benchmarks.measure.outcome import Outcome
from benchmarks.measure.response import ENDED, decoded

S = 1_000_000_000


@pytest.fixture
def outcome(tmp_path: Path) -> Outcome:
    """A process that ended well after a second, just now."""
    return Outcome(
        "itself", "", S, S, 1, 1, None, 0, None, 0, tmp_path / "out", tmp_path / "err", "", "",
        started_ns=time.monotonic_ns() - S,
    )  # fmt: skip


def answer(tmp_path: Path, outcome: Outcome, **fields: Any) -> Path:
    """The file of an honest answer, but for these fields; ``None`` leaves one out."""
    assert outcome.started_ns is not None
    ended = outcome.started_ns + S
    honest: dict[str, Any] = {
        "phase": "done",
        "metrics": {"run.wall_ns": S // 2, "run.cpu_ns": S // 2, "artefact.bytes": 10},
        "began_ns": outcome.started_ns + 1,
        "ended_ns": [ended - 2, ended - 1],
    }
    told = {name: value for name, value in {**honest, **fields}.items() if value is not None}
    file = tmp_path / "response.json"
    file.with_name(file.name + ENDED).touch()
    file.write_text(json.dumps(told))
    return file


def test_an_honest_answer_counts(tmp_path: Path, outcome: Outcome) -> None:
    told, fault = decoded(answer(tmp_path, outcome, notes={"a": "b"}), outcome, "session")
    assert fault == ""
    assert told["metrics"]["run.wall_ns"] == S // 2
    assert told["notes"] == {"a": "b"}


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"phase": "run"}, "ended in run with exit status 0 and without a result"),
        ({"phase": None}, "its answer is none.*missing required field `phase`"),
        ({"metrics": {"run.wall_ns": "x"}}, "its answer is none.*got `str`"),
        ({"metrics": {"run.wall_ns": -1}}, "impossible figure: run.wall_ns = -1"),
        ({"metrics": {"run.wall_ns": 2 * S}}, "impossible figure.*and the whole process took"),
        ({"metrics": {"run.cpu_ns": 10_000 * S}}, "impossible figure.*cores"),
        ({"metrics": {"odd": float("nan")}}, "impossible figure: odd = nan"),
        ({"metrics": {"odd": float("inf")}}, "impossible figure: odd = inf"),
        ({"unsupported": 3}, "its answer is none.*unsupported"),
        ({"notes": [1]}, "its answer is none.*notes"),
        ({"outputs": [1]}, "its answer is none.*outputs"),
        ({"unheard": 1}, "its answer is none.*unheard"),
        ({"began_ns": None}, "its clock was changed"),
        ({"ended_ns": [1, 2]}, "its clock was changed"),
        ({"interface": {"takes": 3}}, "its answer is none"),
    ],
    ids=str,
)
def test_an_answer_that_cannot_be_is_a_fault(
    tmp_path: Path, outcome: Outcome, fields: dict[str, Any], said: str
) -> None:
    _, fault = decoded(answer(tmp_path, outcome, **fields), outcome, "session")
    assert re.search(said, fault), fault


@pytest.mark.parametrize("content", ["", "[1]", "nothing", '{"phase":' + "[" * 100_000, "\0", "3"])
def test_what_is_no_answer_is_a_fault_in_one_line(tmp_path: Path, outcome: Outcome, content: str) -> None:
    file = tmp_path / "response.json"
    file.write_text(content)
    told, fault = decoded(file, outcome, "session")
    assert told == {}
    assert fault.startswith("its answer is none")
    assert "\n" not in fault


def test_outputs_that_no_raw_file_can_hold_are_a_fault(tmp_path: Path, outcome: Outcome) -> None:
    deep: Any = 1
    for _ in range(200):
        deep = [deep]
    _, fault = decoded(answer(tmp_path, outcome, outputs={"out": deep}), outcome, "session")
    assert "nested more than 100 levels deep" in fault


def test_numbers_that_are_none_are_outputs_like_others(tmp_path: Path, outcome: Outcome) -> None:
    told, fault = decoded(answer(tmp_path, outcome, outputs={"out": float("inf")}), outcome, "session")
    assert (told["outputs"], fault) == ({"out": float("inf")}, "")


def test_no_answer_after_a_good_end_is_a_fault(tmp_path: Path, outcome: Outcome) -> None:
    assert "without a result" in decoded(tmp_path / "none", outcome, "session")[1]


def test_no_answer_after_a_failure_adds_nothing_to_it(tmp_path: Path, outcome: Outcome) -> None:
    assert decoded(tmp_path / "none", replace(outcome, reason="exit 1"), "session") == ({}, "")


def test_a_pipe_in_the_place_of_the_answer_does_not_hold_the_harness_up(
    tmp_path: Path, outcome: Outcome
) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert decoded(tmp_path / "pipe", outcome, "session") == ({}, "its answer is none: it is no file")


def test_a_link_in_the_place_of_the_answer_is_not_followed(tmp_path: Path, outcome: Outcome) -> None:
    file = answer(tmp_path, outcome)
    (tmp_path / "link").symlink_to(file)
    assert decoded(tmp_path / "link", outcome, "session")[1].startswith("its answer is none")


def test_a_clock_that_runs_slower_is_seen_by_the_stamp_of_the_kernel(
    tmp_path: Path, outcome: Outcome
) -> None:
    file = answer(tmp_path, outcome)
    stamp = file.with_name(file.name + ENDED)
    os.utime(stamp, ns=(time.time_ns() - S, time.time_ns() - S))
    assert "another time than the machine's" in decoded(file, outcome, "session")[1]


def test_hostile_texts_are_bounded_and_act_nowhere(tmp_path: Path, outcome: Outcome) -> None:
    notes = {str(number): "\x1b]0;pwn\x07\udcff" * 1000 for number in range(1000)}
    told, fault = decoded(answer(tmp_path, outcome, notes=notes), outcome, "session")
    assert fault == ""
    assert len(told["notes"]) == 200
    assert len(told["notes"]["0"]) == 4000
    assert not set("\x1b\x07\udcff") & set(told["notes"]["0"])


@pytest.mark.parametrize(
    ("verb", "fields"),
    [("describe", {"versions": {"a": "1"}}), ("try-out", {}), ("reference", {})],
)
def test_an_answer_without_what_its_verb_is_about_is_a_fault(
    tmp_path: Path, outcome: Outcome, verb: str, fields: dict[str, Any]
) -> None:
    assert "its answer lacks" in decoded(answer(tmp_path, outcome, **fields), outcome, verb)[1]
