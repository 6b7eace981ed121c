"""The forecast for somebody's own pipeline is the law that the made-up campaign follows."""

from __future__ import annotations

import pytest

from benchmarks.analyse.results import answers
from benchmarks.present.cost_model import (
    CostQuestion,
    Setting,
    break_even,
    forecast,
    overhead_of_a_step,
    settings,
)
from benchmarks.present.cost_terms import term_of
from benchmarks.present.sections.yours import EXAMPLES, forecast_text
from benchmarks.present.view import View
from benchmarks.record.progress import replay
from tests.made_up import Outcome, Plan, campaign, question

FIXED_S, PER_STEP_S, PER_MEGABYTE_S, PER_BRANCH_S = 0.5, 0.02, 0.001, 0.03


def law(kind: str):
    def outcome(engine: str, size) -> Outcome:
        added = 0.0
        if engine == "alpha":
            grows = {
                "chain": FIXED_S + PER_STEP_S * size.get("n", 0),
                "payload": FIXED_S + PER_MEGABYTE_S * size.get("bytes", 0) / 1e6,
                "fan_out": FIXED_S + PER_BRANCH_S * size.get("n", 0),
            }
            added = grows[kind]
        return Outcome({"run": 0.1 + added})

    return outcome


def setting(*workloads: str) -> Setting:
    """The model of a campaign without any noise."""
    sizes = {
        "chain": [{"n": n} for n in (1, 10, 100)],
        "fan_out": [{"n": n} for n in (1, 10)],
        "payload": [{"kind": "frame", "bytes": size} for size in (1_000, 1_000_000, 100_000_000)],
    }
    plans = [Plan("session", name, law(name), size, blocks=8) for name in workloads for size in sizes[name]]
    lines = campaign(plans, [question("run", "run.wall_ns")], names=("plain", "alpha"), spread=0.0)
    progress = replay(lines)
    return settings(View.of(progress, answers(progress)))[0]


def test_the_terms_come_back() -> None:
    model = setting("chain", "payload", "fan_out").models[0]
    assert overhead_of_a_step(model).estimate == pytest.approx(PER_STEP_S, rel=0.03)
    assert model.payload is not None
    assert model.payload.per_unit().estimate == pytest.approx(PER_MEGABYTE_S, rel=0.03)
    assert model.width is not None
    assert model.width.per_unit().estimate == pytest.approx(PER_BRANCH_S, rel=0.03)


def test_a_forecast_adds_the_terms_up() -> None:
    model = setting("chain", "payload", "fan_out").models[0]
    wish = CostQuestion(steps=20, work_s=1, megabytes=10, width=5, runs_a_day=3)
    found = forecast(model, wish)
    truth = FIXED_S + 20 * PER_STEP_S + 10 * 19 * PER_MEGABYTE_S + 4 * PER_BRANCH_S
    assert found.added is not None
    assert found.added.estimate == pytest.approx(truth, rel=0.03)
    assert found.added.low is not None
    assert found.added.high is not None
    assert found.added.low <= found.added.estimate <= found.added.high
    assert found.outside == ()


def test_an_input_beyond_what_was_measured_is_named() -> None:
    model = setting("chain", "payload").models[0]
    found = forecast(model, CostQuestion(steps=1000, work_s=1, megabytes=10_000, width=7, runs_a_day=1))
    assert found.outside == ("steps", "megabytes")
    assert found.unmeasured == ("width",)


def test_inputs_that_ask_for_nothing_are_never_outside() -> None:
    model = setting("chain", "payload").models[0]
    found = forecast(model, CostQuestion(steps=5, work_s=0, megabytes=0, width=1, runs_a_day=0))
    assert found.outside == ()
    assert found.unmeasured == ()


def test_break_even_is_where_the_overhead_is_a_tenth_of_the_work() -> None:
    step = overhead_of_a_step(setting("chain").models[0])
    assert break_even(step).estimate == pytest.approx(10 * step.estimate)


def test_one_size_makes_no_model() -> None:
    assert term_of({1.0: {0: 1.0}}, ("a",)) is None


def test_sizes_that_never_meet_in_a_block_make_no_model() -> None:
    assert term_of({1.0: {0: 1.0}, 2.0: {1: 2.0}}, ("a",)) is None


def test_a_forecast_is_told_with_interval_n_and_share() -> None:
    model = setting("chain").models[0]
    wish = CostQuestion(steps=10, work_s=1, megabytes=0, width=1, runs_a_day=2)
    text = forecast_text(forecast(model, wish), wish)
    assert " a run, n=8, " in text
    assert " % of the work, " in text
    assert text.endswith(" a day")


def test_the_examples_say_what_was_not_measured(everything) -> None:
    table = everything.page.one("section", id="yours").one("table")
    assert len(list(table.find("tr"))) == 1 + len(EXAMPLES)
    pods = list(everything.page.one("section", id="yours").find("table"))[1]
    assert "not measured here" in pods.text


@pytest.mark.parametrize(("steps", "between"), [(1, 0), (2, 1), (5, 4)])
def test_megabytes_are_handed_over_between_steps_only(steps: int, between: int) -> None:
    model = setting("chain", "payload").models[0]
    wish = CostQuestion(steps=steps, work_s=1, megabytes=10_000, width=1, runs_a_day=1)
    added = forecast(model, wish).added
    assert added is not None
    truth = FIXED_S + steps * PER_STEP_S + 10_000 * between * PER_MEGABYTE_S
    assert added.estimate == pytest.approx(truth, rel=0.05)
