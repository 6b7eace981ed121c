"""The page on moving says what sources and raw files say, and what is missing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from benchmarks.authoring.code_cost import counted_workloads
from benchmarks.authoring.sides import every_side
from benchmarks.errors import UsageError
from benchmarks.publish import migration_page
from benchmarks.publish.rewriting import rewritings
from benchmarks.record.progress import replay
from benchmarks.record.schema import Line, Table
from tests.made_up import Outcome, Plan, campaign, question
from tests.publish.rows import feature, mistake

pytestmark = pytest.mark.slow

SIDES = {side.name: side for side in every_side()}
SOURCE, TARGET = sorted(SIDES)[:2]
SETTINGS = f"""
title = "Moving"
question = ["run", "build"]
command = "fvk run --this"
remark = ["What nobody counted."]
[[move]]
source = "{SOURCE}"
target = "{TARGET}"
"""
QUESTIONS = [
    question(name, f"{name}.wall_ns", ask=f"How long does {name} take?") for name in ("run", "build")
]


def law(engine: str, size: Mapping[str, Any]) -> Outcome:
    if engine == TARGET:
        return Outcome({"run": 0.2}, unsupported={"build": "there is no graph"})
    return Outcome({"run": 0.1, "build": 0.3})


def lines(*tables: Table, blocks: int = 8) -> Iterator[Line]:
    names = ("plain", SOURCE, TARGET)
    return campaign([Plan("session", "toy", law, blocks=blocks)], QUESTIONS, names=names, tables=tables)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "docs").mkdir()
    (tmp_path / migration_page.WISHES).write_text(SETTINGS)
    return tmp_path


def test_without_any_data_the_page_counts_files_and_names_what_measures_the_rest(root: Path) -> None:
    told = migration_page.page(root, {})
    assert f"## From {SOURCE} to {TARGET}" in told
    assert told.count(f"`fvk authoring --engine {SOURCE},{TARGET}`") == 2
    assert "Not in `docs/data` yet: `fvk run --this`" in told
    assert "- What nobody counted." in told


def test_a_known_ratio_comes_back_with_interval_n_and_verdict(root: Path) -> None:
    told = migration_page.page(root, {"known": replay(lines())})
    (row,) = [line for line in told.splitlines() if line.startswith("| toy |")]
    assert re.search(rf"\| (1\.9\d|2\.0\d)× \[.+, .+\], n=8, {SOURCE} faster \| not comparable \|", row)
    assert f"- {TARGET}: there is no graph (build of toy, tuned lane)" in told
    assert "From `docs/data/known`" in told


def test_figures_come_from_the_one_campaign_that_compares_most(root: Path) -> None:
    few, none = replay(lines(blocks=3)), replay(lines(blocks=0))
    assert "From `docs/data/few`" in migration_page.page(root, {"few": few, "none": none})
    assert "From `docs/data/few`" in migration_page.page(root, {"none": none, "few": few})


def test_mistakes_and_features_stand_with_their_counts(root: Path) -> None:
    mistakes = Table("mistakes", [mistake(SOURCE, "never: wrong result"), mistake(TARGET, "mypy")])
    features = Table("capabilities", [feature(SOURCE, "works locally"), feature(TARGET, "not possible")])
    told = migration_page.page(root, {"known": replay(lines(mistakes, features))})
    assert "1 newly caught; 0 no mistake any more" in told
    assert "| better: newly caught | slip | A slip. | never: wrong result | mypy |" in told
    assert "| worse: lost | thing | A thing. | works locally | not possible |" in told


def test_a_later_campaign_replaces_only_the_sides_that_it_tried(root: Path) -> None:
    both = Table("mistakes", [mistake(SOURCE, "run"), mistake(TARGET, "run")])
    again = Table("mistakes", [mistake(TARGET, "import")])
    told = migration_page.page(root, {"1": replay(lines(both)), "2": replay(lines(again))})
    assert "| better: caught earlier | slip | A slip. | run | import |" in told


def test_every_workload_is_counted_and_the_way_back_adds_what_the_way_there_removes() -> None:
    there = list(rewritings(SIDES[SOURCE], SIDES[TARGET]))
    back = list(rewritings(SIDES[TARGET], SIDES[SOURCE]))
    assert [one.workload for one in there] == list(counted_workloads(tuple(SIDES.values())))
    for one, other in zip(there, back, strict=True):
        assert one.before + one.cost.lines_added - one.cost.lines_removed == other.before
        assert other.before + other.cost.lines_added - other.cost.lines_removed == one.before


def test_nothing_has_to_be_written_anew_to_stay() -> None:
    assert {
        (one.files, one.cost.lines, one.cost.tokens) for one in rewritings(SIDES[SOURCE], SIDES[SOURCE])
    } == {(0, 0, 0)}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (SETTINGS.replace(f'target = "{TARGET}"', 'target = "nobody"'), "no side 'nobody' is installed"),
        (SETTINGS.replace("title", "titel"), "missing required field `title`"),
        ("[[", "docs/migration.toml"),
    ],
)
def test_unusable_settings_are_refused_in_one_line(root: Path, text: str, said: str) -> None:
    (root / migration_page.WISHES).write_text(text)
    with pytest.raises(UsageError, match=said) as told:
        migration_page.page(root, {})
    assert "\n" not in str(told.value)
