"""From a raw file to verdicts: what every contender of every cell is said to have done."""

from __future__ import annotations

from dataclasses import replace

import pytest
from msgspec import structs

from benchmarks.analyse.regression import compare, obstacles
from benchmarks.analyse.results import Answer, answers
from benchmarks.analyse.verdict import Kind
from benchmarks.record.progress import Progress
from benchmarks.record.schema import Block, Contender
from tests.campaigns import ALPHA, BETA, CELL, PLAIN, RUN, campaign, cell, header, sample


def only(progress: Progress) -> Answer:
    return answers(progress)[0]


def kind(answer: Answer, a: str, b: str) -> Kind:
    return next(pairing.final.kind for pairing in answer.pairings if (pairing.a, pairing.b) == (a, b))


def test_a_true_difference_is_found_and_its_size_told() -> None:
    answer = only(campaign({"plain": 1, "alpha": 2, "beta": 3}))
    pairing = next(p for p in answer.pairings if (p.a, p.b) == ("alpha", "beta"))
    assert pairing.final.kind is Kind.A_FASTER
    assert pairing.comparison is not None
    assert pairing.comparison.difference.estimate == pytest.approx(1.0, abs=0.02)


def test_equal_contenders_are_the_same() -> None:
    assert kind(only(campaign({"alpha": 2, "beta": 2})), "alpha", "beta") is Kind.SAME


def test_overhead_is_counted_from_plain_python_in_the_same_block() -> None:
    answer = only(campaign({"plain": 1, "alpha": 1.5, "beta": 3}))
    added = next(p for p in answer.pairings if (p.a, p.b) == ("plain", "alpha")).comparison
    assert added is not None
    assert added.difference.estimate == pytest.approx(0.5, abs=0.02)


def test_one_mismatch_makes_a_contender_not_comparable() -> None:
    bad = {("beta", 3): ("mismatch", "outputs differ from plain Python: output")}
    answer = only(campaign({"alpha": 1, "beta": 5}, bad=bad))
    assert answer.own_of("beta").standing == "mismatch"
    assert kind(answer, "alpha", "beta") is Kind.NOT_COMPARABLE


def test_a_failure_now_and_then_is_counted_and_does_not_hide_the_rest() -> None:
    bad = {("beta", 3): ("failed", "exit 1")}
    own = only(campaign({"alpha": 1, "beta": 5}, bad=bad)).own_of("beta")
    assert (own.standing, own.bad, own.interval and own.interval.n) == ("measured", 1, 9)
    assert "1 of 10 failed: exit 1" in own.reason


def test_who_always_fails_has_no_figure_and_no_verdict() -> None:
    bad = {("beta", block): ("failed", "exit 1") for block in range(10)}
    answer = only(campaign({"alpha": 1}, bad=bad))
    assert answer.own_of("beta").interval is None
    assert kind(answer, "alpha", "beta") is Kind.NOT_COMPARABLE


def test_a_failure_in_a_disturbed_attempt_is_not_forgotten() -> None:
    progress = Progress(header(cell(maximum=8)))
    for name in ("plain", "alpha"):
        progress.take(sample(name, 0, 1.0))
    progress.take(sample("beta", 0, 1.0, status="mismatch", reason="outputs differ"))
    progress.take(Block(CELL, 0, 0, ["steal"], counts=False))
    for name in ("plain", "alpha"):
        progress.take(sample(name, 0, 1.0, attempt=1))
    progress.take(Block(CELL, 0, 1, [], counts=True))
    assert only(progress).own_of("beta").standing == "mismatch"


def test_the_twin_gives_the_noise_floor_and_takes_part_in_no_verdict() -> None:
    twin = Contender("alpha~twin", "alpha", twin_of="alpha")
    answer = only(campaign({"alpha": 2, "alpha~twin": 2}, contenders=(PLAIN, ALPHA, BETA, twin)))
    assert answer.twin is not None
    assert (answer.twin.a, answer.twin.b) == ("alpha", "alpha~twin")
    assert not any("~twin" in pairing.a + pairing.b for pairing in answer.pairings)


def test_only_headline_pairs_of_orchestrators_are_corrected() -> None:
    answer = only(campaign({"plain": 1, "alpha": 2, "beta": 3}))
    corrected = [(p.a, p.b) for p in answer.pairings if p.corrected]
    assert corrected == [("alpha", "beta")]


def test_questions_left_out_of_a_campaign_count_in_its_family_all_the_same() -> None:
    whole = campaign({"plain": 1, "alpha": 2, "beta": 3})
    named = ["run", "left", "out", "of", "it"]
    chosen = replay_with(whole, family=named)
    (before,), (after,) = (
        [one.corrected for one in only(progress).pairings if one.corrected] for progress in (whole, chosen)
    )
    assert before is not None
    assert after is not None
    assert (before.family_size, after.family_size) == (1, 5)
    assert after.adjusted_p == pytest.approx(5 * before.adjusted_p)


def test_asking_one_question_at_a_time_proves_no_more_than_asking_all() -> None:
    few = campaign({"plain": 1, "alpha": 2, "beta": 3}, blocks=7)
    assert kind(only(few), "alpha", "beta") is Kind.A_FASTER
    chosen = replay_with(few, family=["run", *"abcd"])
    assert kind(only(chosen), "alpha", "beta") is Kind.NOT_PROVEN


def replay_with(progress: Progress, **others: object) -> Progress:
    return replace(progress, header=structs.replace(progress.header, **others))


def test_swapping_the_names_mirrors_the_verdict() -> None:
    upright = only(campaign({"alpha": 2, "beta": 3}))
    mirrored = only(campaign({"alpha": 3, "beta": 2}))
    assert kind(upright, "alpha", "beta") is Kind.A_FASTER
    assert kind(mirrored, "alpha", "beta") is Kind.B_FASTER


def test_a_regression_beyond_the_margin_is_found() -> None:
    old = campaign({"plain": 1, "alpha": 2, "beta": 3})
    new = campaign({"plain": 1, "alpha": 2.2, "beta": 3}, seed=1)
    changes = {finding.contender: finding.change for finding in compare(old, new, 0.05)}
    assert changes == {"plain": "no change seen", "alpha": "regression", "beta": "no change seen"}


def test_an_improvement_is_no_regression() -> None:
    old = campaign({"alpha": 2})
    new = campaign({"alpha": 1.5}, seed=1)
    assert {f.change for f in compare(old, new) if f.contender == "alpha"} == {"improvement"}


def test_a_drift_of_the_whole_machine_is_no_regression() -> None:
    old = campaign({"plain": 1, "alpha": 2, "beta": 3})
    new = campaign({"plain": 1.2, "alpha": 2.4, "beta": 3.6}, seed=1)
    found = {finding.contender: finding for finding in compare(old, new)}
    assert found["alpha"].relative
    assert found["alpha"].change == "no change seen"


def test_a_figure_that_is_gone_is_told() -> None:
    bad = {("alpha", block): ("failed", "exit 1") for block in range(10)}
    changes = {f.contender: f.change for f in compare(campaign({}), campaign({}, bad=bad))}
    assert changes["alpha"] == "gone"


def test_what_was_not_measured_is_not_compared_and_no_regression() -> None:
    cut = campaign({}, blocks=10)
    for taken in cut.samples.values():
        taken.pop("alpha")
    found = {f.contender: f for f in compare(campaign({}), cut)}
    assert (found["alpha"].change, found["alpha"].reason) == ("not compared", "no sample was taken")


def test_too_few_blocks_for_an_interval_are_not_compared() -> None:
    cut = campaign({"alpha": 9.0})
    for (_, block, _), taken in cut.samples.items():
        if block:
            taken.pop("alpha")
    found = {f.contender: f for f in compare(campaign({}), cut)}
    assert (found["alpha"].change, found["alpha"].reason) == (
        "not compared",
        "1 block is too few for an interval",
    )


def test_a_question_that_the_new_campaign_did_not_ask_is_not_compared() -> None:
    old, new = campaign({}), campaign({})
    further = structs.replace(RUN, id="load", metric="load.wall_ns")
    old.header = structs.replace(old.header, questions=[RUN, further])
    for taken in old.samples.values():
        for name, one in taken.items():
            taken[name] = structs.replace(one, metrics={**one.metrics, "load.wall_ns": 1e9})
    changes = {(f.question.id, f.contender): f.change for f in compare(old, new)}
    assert changes["load", "alpha"] == "not compared"
    assert changes["run", "alpha"] == "no change seen"


@pytest.mark.slow
def test_the_gate_is_quiet_on_equals_and_sees_a_tenth() -> None:
    """At a spread of 2 %: of 20 tries each, at most one may be wrong."""
    base = {"plain": 1.0, "alpha": 2.0, "beta": 3.0}
    slower = base | {"alpha": 2.2}
    quiet = seen = 0
    for seed in range(20):
        old = campaign(base, spread=0.02, seed=2 * seed)
        equal = campaign(base, spread=0.02, seed=2 * seed + 1)
        worse = campaign(slower, spread=0.02, seed=2 * seed + 1)
        quiet += not any(finding.change == "regression" for finding in compare(old, equal))
        seen += any(finding.change == "regression" for finding in compare(old, worse))
    assert quiet >= 19
    assert seen >= 19


def test_another_machine_is_an_obstacle_and_another_package_is_not() -> None:
    old, new = campaign({}), campaign({})
    old.header.fingerprint.update(machine={"cpu_model": "one"}, packages={"sdk": "1"})
    new.header.fingerprint.update(machine={"cpu_model": "other"}, packages={"sdk": "2"})
    assert obstacles(old, new) == ("machine.cpu_model: 'one' became 'other'",)


def test_a_headline_that_was_left_out_counts_once_for_every_pair_of_orchestrators() -> None:
    gamma = Contender("gamma", "gamma")
    seconds = {"plain": 1.0, "alpha": 2.0, "beta": 3.0, "gamma": 4.0}
    whole = campaign(seconds, contenders=(PLAIN, ALPHA, BETA, gamma))
    for left_out in (0, 1, 4):
        chosen = replay_with(whole, family=["run", *"abcd"[:left_out]])
        sizes = {one.corrected.family_size for one in only(chosen).pairings if one.corrected}
        assert sizes == {3 * (1 + left_out)}


@pytest.mark.parametrize(
    ("metric", "unsupported", "told"),
    [
        ("peak.footprint_bytes", {"load": "no load", "run": "no run"}, "no load"),
        ("artefact.bytes", {"compile": "no compile", "run": "no run"}, "no compile"),
        ("build.wall_ns", {"compile": "no compile"}, "no compile"),
        ("rerun.wall_ns", {"rerun": "left out", "run": "no run"}, "left out"),
        ("import.wall_ns", {"compile": "no compile"}, "this contender has no such phase"),
    ],
)
def test_a_figure_that_is_missing_has_the_reason_of_its_own_phase(
    metric: str, unsupported: dict[str, str], told: str
) -> None:
    progress = Progress(header(cell(contenders=("alpha",)), contenders=(ALPHA,)))
    question = structs.replace(progress.header.questions[0], metric=metric)
    progress = replay_with(progress, questions=[question])
    progress.take(structs.replace(sample("alpha", 0, 1.0), unsupported=unsupported))
    progress.take(Block(CELL, 0, 0, [], counts=True))
    own = only(progress).own_of("alpha")
    assert (own.standing, own.reason) == ("unsupported", told)


@pytest.mark.parametrize(("ratio", "change"), [(0.951, "improvement"), (0.953, "no change seen")])
def test_an_improvement_is_beyond_the_margin_where_a_regression_back_would_be(
    ratio: float, change: str
) -> None:
    old = campaign({"alpha": 2.0}, spread=0.0)
    new = campaign({"alpha": 2.0 * ratio}, spread=0.0)
    assert {f.change for f in compare(old, new, 0.05) if f.contender == "alpha"} == {change}


def test_a_yardstick_must_have_a_value_in_every_block() -> None:
    seconds = {"plain": 1.0, "alpha": 2.0, "beta": 3.0}
    bad = {("plain", 3): ("failed", "exit 1")}
    found = compare(campaign(seconds, bad=bad), campaign(seconds, seed=1))
    assert {f.contender: f.relative for f in found} == {"plain": False, "alpha": False, "beta": False}


def test_a_pairing_told_from_the_other_side_is_the_same_finding() -> None:
    bad = {("beta", 3): ("mismatch", "outputs differ")}
    for progress in (campaign({"alpha": 2, "beta": 3}), campaign({"alpha": 2, "beta": 3}, bad=bad)):
        for pairing in only(progress).pairings:
            other = pairing.swapped()
            assert (other.a, other.b) == (pairing.b, pairing.a)
            assert other.final == pairing.final.swapped()
            assert (other.corrected is None) == (pairing.corrected is None)
            assert (other.comparison is None) == (pairing.comparison is None)
            if other.comparison is not None and pairing.comparison is not None:
                difference = pairing.comparison.difference
                assert other.comparison.difference == difference.negated()
            assert other.swapped() == pairing
