"""Every option of ``fvk run`` comes to stand in the plan, and nothing else changes with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from benchmarks.analyse.family import blocks_needed
from benchmarks.campaign import draw as drawing
from benchmarks.campaign.options import Options
from benchmarks.errors import UsageError
from benchmarks.plan import profiles, questions
from benchmarks.plan.engines import EngineReference
from benchmarks.plan.schedule import twin_of
from benchmarks.record.schema import Cell, Contender, Header
from shared import workloads

ENGINES = ("plain", "alpha", "beta")
Draw = Callable[..., Header]


class _Fingerprint:
    def as_json(self) -> dict[str, Any]:
        return {"machine": {"cpu_model": "made up"}}


def _contenders(chosen: Sequence[EngineReference], *, twin: bool) -> list[Contender]:
    found = [Contender(one.name, one.name, one.name == "plain") for one in chosen]
    return [*found, twin_of(found[1])] if twin else found


@pytest.fixture
def draw(monkeypatch: pytest.MonkeyPatch) -> Draw:
    """Draw a plan over engines that nobody installed, without a process; ``engines`` are their names."""

    def plan(*, engines: Sequence[str] = ENGINES, **options: Any) -> Header:
        chosen = [EngineReference(name, f"{name}:Engine", (), Path("python")) for name in engines]
        monkeypatch.setattr(drawing.selection, "select", lambda *_: chosen)
        monkeypatch.setattr(drawing, "contenders_of", _contenders)
        monkeypatch.setattr(drawing, "take_fingerprint", _Fingerprint)
        return drawing.draw(Options(**{"seed": 1, "profile": "quick", **options}), lambda _: None)

    return plan


def usual(header: Header) -> list[Cell]:
    """Cells that have the profile's blocks and no rule's own."""
    return [cell for cell in header.cells if cell.lane == "tuned" and cell.meter != "none"]


@pytest.mark.parametrize("name", profiles.PROFILES)
def test_without_options_the_plan_is_the_profiles(draw: Draw, name: str) -> None:
    profile, header = profiles.find(name), draw(profile=name)
    assert (header.profile, header.budget_s, header.limit_s) == (name, profile.budget_s, profile.limit_s)
    assert {cell.timeout_s for cell in header.cells} == {profile.timeout_s}
    assert {cell.patience_s for cell in header.cells} == {profile.patience_s}
    assert [cell.id for cell in usual(header) if cell.maximum_blocks < profile.maximum_blocks] == []
    covered = {name for name in workloads.names() if workloads.find(name).sizes.get(profile.name)}
    assert {cell.workload for cell in header.cells} <= covered
    assert [question.id for question in header.questions] == [one.id for one in questions.load()]
    assert (header.delay, header.versus, header.tries, header.changed, header.command) == (
        None,
        "",
        2,
        [],
        [],
    )
    assert header.fingerprint == {"machine": {"cpu_model": "made up"}}


def test_quick_cuts_what_is_no_headline_after_six_minutes_at_the_latest() -> None:
    limit_s = profiles.QUICK.limit_s
    assert limit_s is not None
    assert profiles.QUICK.budget_s <= limit_s <= 360


def test_every_headline_cell_of_quick_has_the_blocks_that_its_family_needs(draw: Draw) -> None:
    header = draw(engines=("plain", "alpha", "beta"))
    headlines = {question.headline for question in questions.load() if question.headline}
    needed = {cell.id: cell.needed_blocks for cell in header.cells if cell.needed_blocks}
    assert needed.keys() == headlines
    assert min(needed.values()) >= blocks_needed(sum(bool(one.headline) for one in questions.load()))


def test_asking_for_blocks_gives_them_to_every_cell_that_can_have_an_interval(draw: Draw) -> None:
    assert {cell.minimum_blocks for cell in usual(draw(minimum_blocks=7))} == {7}


@pytest.mark.parametrize("name", profiles.PROFILES)
def test_a_budget_that_was_asked_for_outweighs_the_profiles_limit(draw: Draw, name: str) -> None:
    header = draw(profile=name, budget_s=7.0)
    assert (header.budget_s, header.limit_s) == (7.0, None)
    assert header.cells == draw(profile=name).cells


@pytest.mark.parametrize("name", profiles.PROFILES)
def test_blocks_that_were_asked_for_are_the_minimum_and_outweigh_the_limit(draw: Draw, name: str) -> None:
    for blocks in (1, 3, 200):
        header = draw(profile=name, minimum_blocks=blocks)
        assert header.limit_s is None
        assert header.budget_s == profiles.find(name).budget_s
        assert {cell.minimum_blocks for cell in usual(header)} == {blocks}
        most = max(blocks, profiles.find(name).maximum_blocks)
        assert {cell.maximum_blocks for cell in usual(header)} == {most}
        assert {len(cell.order) for cell in usual(header)} == {most}


@pytest.mark.parametrize("name", profiles.PROFILES)
def test_most_blocks_cap_every_cell_and_leave_the_limit(draw: Draw, name: str) -> None:
    header = draw(profile=name, maximum_blocks=2)
    assert header.limit_s == profiles.find(name).limit_s
    assert max(cell.maximum_blocks for cell in header.cells) == 2
    assert all(cell.minimum_blocks <= cell.maximum_blocks for cell in header.cells)


@pytest.mark.parametrize("name", profiles.PROFILES)
def test_a_timeout_is_that_of_every_sample(draw: Draw, name: str) -> None:
    header = draw(profile=name, timeout_s=3.5)
    assert {cell.timeout_s for cell in header.cells} == {3.5}
    assert header.limit_s == profiles.find(name).limit_s


def test_more_contenders_need_the_blocks_that_their_family_needs(draw: Draw) -> None:
    family = [question for question in questions.load() if question.headline]
    for orchestrators in (1, 2, 3, 4):
        names = ("plain", *"abcd"[:orchestrators])
        pairs = orchestrators * (orchestrators - 1) // 2
        needed = max(profiles.QUICK.minimum_blocks, blocks_needed(max(1, pairs * len(family))))
        header = draw(engines=names)
        assert [cell.id for cell in usual(header) if cell.minimum_blocks < needed] == []
        assert [cell.id for cell in header.cells if cell.maximum_blocks < cell.minimum_blocks] == []


def test_chosen_questions_leave_the_family_whole(draw: Draw) -> None:
    header = draw(questions=["run,import"])
    assert {question.id for question in header.questions} == {"run", "import"}
    assert header.family == [question.id for question in questions.load() if question.headline]
    assert {cell.probe for cell in header.cells} == {"session"}


def test_chosen_workloads_lanes_and_sizes_are_the_only_cells(draw: Draw) -> None:
    header = draw(workloads=["chain,map"], lanes=["tuned"], sizes=["n=3,5"])
    assert {cell.workload for cell in header.cells} == {"chain", "map"}
    assert {cell.lane for cell in header.cells} == {"tuned"}
    assert {cell.size["n"] for cell in header.cells} == {3, 5}


def test_the_twin_can_be_left_out(draw: Draw) -> None:
    assert [one.name for one in draw().contenders if one.twin_of] == ["alpha~twin"]
    without = draw(twin=False)
    assert [one.name for one in without.contenders] == list(ENGINES)
    assert {tuple(sorted(cell.contenders)) for cell in without.cells} == {("alpha", "beta", "plain")}


def test_one_seed_draws_one_order_and_without_a_seed_every_plan_has_its_own(draw: Draw) -> None:
    orders = [[cell.order for cell in draw(seed=seed).cells] for seed in (1, 1, 2)]
    assert orders[0] == orders[1]
    assert orders[0] != orders[2]
    assert draw(seed=0).seed == 0
    assert draw(seed=None).seed != draw(seed=None).seed


def test_what_a_report_and_a_control_need_stands_in_the_plan(draw: Draw) -> None:
    delay = {"contender": "alpha~twin", "phase": "run", "ns": 1}
    header = draw(versus="beta", tries=5, delay=delay, command=("fvk", "run"))
    assert (header.versus, header.tries, header.delay) == ("beta", 5, delay)
    assert header.command == ["fvk", "run"]


@pytest.mark.parametrize(
    "options",
    [
        {"profile": "huge"},
        {"workloads": ["nothing"]},
        {"questions": ["why"]},
        {"lanes": ["fast"]},
        {"sizes": ["n"]},
        {"versus": "gamma"},
    ],
    ids=str,
)
def test_what_there_is_not_is_refused_by_the_option_and_its_value(
    draw: Draw, options: dict[str, Any]
) -> None:
    (value,) = options.values()
    with pytest.raises(UsageError, match=value if isinstance(value, str) else value[0]):
        draw(**options)
