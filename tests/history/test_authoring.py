"""What a release changed in authoring, and that specimens run in the version's own environment."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from benchmarks.authoring.probing import Attempt, Probe, missing_distributions
from benchmarks.authoring.sides import Side
from benchmarks.history import authoring
from benchmarks.history.page import History, count_rows
from benchmarks.record.schema import Table
from tests.history.known import known, told


def words(*tables: Table) -> list[tuple[str, str, str]]:
    progress = known({"1": 1, "2": 1, "3": 1}, tables=(*authoring.wanted(asked=True), *tables))
    return [(one.newer.wanted, one.case, one.word) for one in authoring.changes(progress)]


def test_a_mistake_is_newly_caught_lost_or_caught_at_another_stage() -> None:
    before = told("mistakes", "1", a="never:_wrong_result", b="import", c="run", d="import", e="mypy")
    after = told("mistakes", "2", a="compile", b="never:_wrong_artefact", c="import", d="run", e="mypy")
    assert words(before, after) == [
        ("2", "a", "newly caught"),
        ("2", "b", "no longer caught"),
        ("2", "c", "caught earlier"),
        ("2", "d", "caught later"),
    ]


def test_a_capability_is_gained_or_lost() -> None:
    before = told("capabilities", "1", a="not_possible", b="works_locally", c="works_locally")
    after = told("capabilities", "2", a="compiles_only", b="works_with_more_lines", c="works_locally")
    assert words(before, after) == [("2", "a", "gained"), ("2", "b", "lost")]


def test_what_could_not_be_tried_is_no_change() -> None:
    before = told("mistakes", "1", a="not_shown", b="run")
    after = told("mistakes", "2", a="run", b="not_tried")
    assert words(before, after) == []


def test_a_version_whose_sdk_does_not_start_is_passed_over_and_told() -> None:
    broken = Table("mistakes of toy@2", [{"case": "", "result": "not tried", "why": "no module"}])
    tables = (told("mistakes", "1", a="run"), broken, told("mistakes", "3", a="import"))
    assert words(*tables) == [("3", "a", "caught earlier")]
    progress = known({"1": 1, "2": 1, "3": 1}, tables=tables)
    assert list(authoring.problems(progress)) == ["2, mistakes: no module"]


def test_only_what_is_not_in_the_raw_file_yet_is_still_to_be_tried() -> None:
    tables = (*authoring.wanted(asked=True), told("mistakes", "1", a="run"), told("capabilities", "2", a="x"))
    todo = authoring.missing(known({"1": 1, "2": 1}, tables=tables))
    assert [(one.wanted, part) for one, part in todo] == [("2", "mistakes"), ("1", "capabilities")]
    assert authoring.missing(known({"1": 1, "2": 1})) == []


def test_results_are_counted_by_version_best_first_whatever_the_order_they_came_in() -> None:
    first = told("mistakes", "1", a="never:_wrong_result", b="never:_harmless", c="not_shown", d="import")
    second = told("mistakes", "2", a="mypy", b="mypy", c="run", d="never:_harmless")
    progress = known({"1": 1, "2": 1}, tables=(*authoring.wanted(asked=True), first, second))
    assert list(count_rows(History.read("toy", progress), "mistakes")) == [
        ("mypy", "0", "2", "–"),
        ("import", "1", "0", "–"),
        ("run", "0", "1", "–"),
        ("never: harmless", "1", "1", "–"),
        ("never: wrong result", "1", "0", "–"),
        ("not shown", "1", "0", "–"),
    ]


def test_specimens_run_in_the_environment_of_their_version(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", tmp_path / "own"], check=True)
    python = tmp_path / "own" / "bin" / "python"
    (tmp_path / "where.py").write_text("import sys\ndef pipeline():\n    return [sys.prefix, sys.path]\n")
    adapters = Path(__file__).parents[1] / "authoring"
    side = Side("plain", tmp_path, "plain_adapter:Specimens", python, (adapters,), packages={"there": "1"})
    with Probe(side, tmp_path / "probe") as probe:
        outcome = probe.try_stages("where", Attempt("where", python_path=(tmp_path,)))
    prefix, path = outcome.result
    assert prefix == str(tmp_path / "own")
    assert not any("benchmarks" in entry for entry in path)
    assert missing_distributions(["there", "pytest"], side) == "not installed: pytest"
