"""Cells on a cluster: each of the three workloads has one in every profile, and several runs at once too."""

from __future__ import annotations

import pytest

from benchmarks.plan import profiles, questions
from benchmarks.plan.overrides import at_once
from benchmarks.plan.profiles import ON_CLUSTER
from benchmarks.plan.schedule import cells
from benchmarks.record.schema import Contender
from shared.workloads import find

SIDES = [Contender("plain", "plain", baseline=True), Contender("flyte", "flyte"), Contender("kfp", "kfp")]


@pytest.mark.parametrize("profile", profiles.PROFILES)
@pytest.mark.parametrize("workload", ON_CLUSTER)
def test_every_profile_has_a_cell_on_a_cluster(profile: str, workload: str) -> None:
    drawn = cells(profiles.find(profile, ["cluster"]), [find(workload)], questions.load(), SIDES, 0)
    assert drawn
    assert {cell.target for cell in drawn} == {"cluster"}


def test_no_limit_of_a_quick_look_ends_a_campaign_on_a_cluster() -> None:
    assert profiles.find("quick").limit_s is not None
    assert profiles.find("quick", ["cluster"]).limit_s is None


def test_several_runs_at_once_are_another_cell() -> None:
    profile = profiles.find("quick", ["cluster"])
    (alone,) = cells(profile, [find("chain")], questions.load(), SIDES, 0)
    (four,) = cells(at_once(profile, 4), [find("chain")], questions.load(), SIDES, 0)
    assert (alone.concurrent, four.concurrent) == (1, 4)
    assert four.id == f"{alone.id}/4-at-once"
    rate = next(question for question in questions.load() if question.id == "cluster-throughput")
    assert (rate.is_answered_by(alone), rate.is_answered_by(four)) == (False, True)
