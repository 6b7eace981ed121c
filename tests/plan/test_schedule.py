"""The schedule is written down before the first sample, and is a function of the seed."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from msgspec.structs import replace

from benchmarks.errors import UsageError
from benchmarks.plan import engines, profiles, questions
from benchmarks.plan.profiles import Profile, Rule
from benchmarks.plan.register import registration
from benchmarks.plan.schedule import cell_id, cells, hash_seed_of, order_of
from benchmarks.record import registered
from benchmarks.record.schema import Question
from benchmarks.targets.environments import selection
from benchmarks.targets.environments.store import Store
from tests.campaigns import ALPHA, BETA, PLAIN, RUN, TOY

PROFILE = Profile("quick", 6, 9, 60, 10, 5, (Rule("session", "tuned"), Rule("steps", "tuned")))


def plan(seed: int = 1):
    return cells(PROFILE, [TOY], [RUN], [PLAIN, ALPHA, BETA], seed)


def test_only_probes_that_a_question_reads_are_planned() -> None:
    assert [cell.id for cell in plan()] == ["session/toy/n=1/tuned", "session/toy/n=2/tuned"]


def test_every_block_has_every_contender_once() -> None:
    for cell in plan():
        assert all(sorted(order) == ["alpha", "beta", "plain"] for order in cell.order)


def test_the_same_seed_gives_the_same_order_and_another_seed_another() -> None:
    assert plan(1) == plan(1)
    assert plan(1) != plan(2)


def test_no_contender_has_a_favourite_position() -> None:
    first = Counter(order_of(1, "cell", block, 0, ["a", "b", "c"])[0] for block in range(3000))
    assert all(900 < count < 1100 for count in first.values())


def test_the_hash_seed_is_shared_within_a_block_and_differs_between_blocks() -> None:
    assert hash_seed_of(1, "cell", 0) == hash_seed_of(1, "cell", 0)
    assert len({hash_seed_of(1, "cell", block) for block in range(20)}) == 20


def test_a_plan_without_cells_says_what_to_try() -> None:
    with pytest.raises(UsageError, match="fvk list"):
        cells(Profile("quick", 6, 9, 60, 10, 5, ()), [TOY], [RUN], [PLAIN], 1)


def test_unknown_names_are_refused_with_the_known_ones() -> None:
    with pytest.raises(UsageError, match="quick, standard, full"):
        profiles.find("huge")
    with pytest.raises(UsageError, match="no such question"):
        questions.select(questions.load(), ["speed"])
    with pytest.raises(UsageError, match="installed are plain"):
        selection.select(engines.discover(), Store(Path("nowhere")), ["airflow"])


def test_engines_are_found_without_importing_them() -> None:
    found = engines.discover()
    assert next(iter(found)) == "plain"
    assert {"flyte", "kfp"} <= set(found)


def test_the_questions_file_reads_and_its_headline_family_has_a_digest() -> None:
    asked = questions.load()
    assert any(question.headline for question in asked)
    assert len(questions.family_sha256()) == 64


def test_the_release_registers_what_its_questions_file_says() -> None:
    assert registered.changes(questions.load()) == []
    assert questions.family_sha256() in registered.release().families


def test_registering_anew_keeps_the_families_of_earlier_releases() -> None:
    before = registered.release()
    asked = [replace(questions.load()[0], margin=0.2)]
    told = registration(before, asked, "f" * 64)
    assert told.families == [*before.families, "f" * 64]
    assert {name: one.margin for name, one in told.questions.items()} == {asked[0].id: 0.2}
    assert registration(told, asked, "f" * 64) == told


CHANGES = {
    "a margin": (
        "margin = 0.05\nnoticeable = 0.010\n",
        "margin = 0.2\nnoticeable = 0.010\n",
        "import: margin 0.2",
    ),
    "what nobody notices": ("noticeable = 0.010", "noticeable = 5.0", "import: noticeable 5 instead of 0.01"),
    "a headline cell": (
        'headline = "session/chain',
        'headline = "session/training',
        "import: headline session/training",
    ),
    "a family made smaller": (
        'headline = "session/training/tuned"\n',
        "",
        "headline none instead of session/",
    ),
    "a direction": ('better = "higher"', 'better = "lower"', "concurrency: better lower instead of higher"),
    "another metric": ('"import.wall_ns"', '"load.wall_ns"', "import: metric load.wall_ns"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_of_what_decides_is_told_in_words(tmp_path: Path, change: str) -> None:
    before, after, told = CHANGES[change]
    file = tmp_path / "questions.toml"
    file.write_text(questions.FILE.read_text().replace(before, after, 1))
    (found,) = registered.changes(questions.load(file))
    assert told in found


def test_only_a_further_headline_question_changes_the_family() -> None:
    asked = questions.load()
    further = replace(asked[0], id="mine", headline="")
    assert registered.changes([*asked, further]) == []
    assert registered.changes([*asked, replace(further, headline="session/chain/n=1/tuned")]) == [
        "mine was added to the headline family"
    ]
    assert registered.changes(asked[1:]) == ["import was taken out"]


def test_a_cell_that_does_not_run_as_bare_processes_says_so_in_its_id() -> None:
    here, there = Rule("steps", "tuned"), Rule("steps", "tuned", target="container")

    assert cell_id(here, "toy", {"n": 1}) == "steps/toy/n=1/tuned"
    assert cell_id(there, "toy", {"n": 1}) == "container:steps/toy/n=1/tuned"


def test_a_question_about_one_target_is_not_answered_by_the_cells_of_another() -> None:
    question = Question(id="q", ask="?", probe="steps", metric="m", unit="s", margin=0.1, target="container")
    two = Profile(
        "quick", 6, 9, 60, 10, 5, (Rule("steps", "tuned"), Rule("steps", "tuned", target="container"))
    )
    drawn = cells(two, [TOY], [question], [PLAIN], 0)

    assert [(cell.id, cell.target) for cell in drawn] == [
        ("container:steps/toy/n=1/tuned", "container"),
        ("container:steps/toy/n=2/tuned", "container"),
    ]
    assert all(question.is_answered_by(cell) for cell in drawn)


def test_an_unknown_target_is_refused_by_name() -> None:
    with pytest.raises(
        UsageError, match="--target moon: no such target; there are local, container, cluster"
    ):
        profiles.find("quick", ["moon"])
