"""Every figure that a finding of docs/findings.toml rests on is one that its campaign measures."""

from __future__ import annotations

import shlex
from dataclasses import replace
from pathlib import Path

from benchmarks.cli import load
from benchmarks.plan import profiles, questions
from benchmarks.plan.overrides import at_most, at_sizes, in_lanes
from benchmarks.plan.schedule import cells
from benchmarks.publish.stated import Evidence, Planned, read_stated
from benchmarks.record.schema import Cell
from shared import workloads
from tests.campaigns import PLAIN

STATED = read_stated(Path(__file__).parents[2] / "docs" / "findings.toml")
EVIDENCE = [one for finding in STATED.finding for one in finding.evidence]
BY_WORKLOAD = {"break-even": "chain", "table": ""}


def planned(campaign: Planned) -> list[Cell]:
    """The cells of a campaign, read from its command line as ``fvk run`` reads it."""
    command = load("run")
    told = command.make_context("run", shlex.split(campaign.options)).params
    profile = in_lanes(profiles.find(told["profile"]), told["lane"] or [])
    chosen = [workloads.find(name) for name in told["workload"][0].split(",")]
    if told["size"]:
        profile, chosen = at_sizes(profile, chosen, told["size"])
    if told["blocks"]:
        profile = replace(profile, minimum_blocks=told["blocks"])
    if told["most_blocks"]:
        profile = at_most(profile, told["most_blocks"])
    asked = questions.select(questions.load(), told["question"] or [])
    return cells(profile, chosen, asked, [PLAIN], 1)


PLANS = {campaign.name: planned(campaign) for campaign in STATED.campaign}


def asked(evidence: Evidence) -> list[str]:
    campaign = next(one for one in STATED.campaign if one.name == evidence.campaign)
    words = shlex.split(campaign.options)
    return words[words.index("--question") + 1].split(",") if "--question" in words else []


def test_a_finding_rests_on_cells_that_its_campaign_has() -> None:
    assert EVIDENCE
    for evidence in EVIDENCE:
        assert rests_on_cells(evidence), evidence


def rests_on_cells(evidence: Evidence) -> bool:
    """Whether the campaign has the cells that this kind of evidence needs."""
    if evidence.kind == "equal":
        return len(PLANS[evidence.campaign]) > 1
    workload = BY_WORKLOAD.get(evidence.kind, evidence.workload) or evidence.workload
    found = [
        cell
        for cell in PLANS[evidence.campaign]
        if cell.workload == workload and evidence.size.items() <= cell.size.items()
    ]
    needs = [bool(found)]
    if evidence.kind in ("growth", "slope", "reach", "break-even"):
        needs.append(len(found) >= 3)
    if evidence.kind in ("value", "ratio", "failures"):
        needs.append(evidence.size in [cell.size for cell in found])
    if evidence.kind == "lanes":
        needs.append({"default", "tuned"} <= {cell.lane for cell in found})
    if evidence.failed is not None:
        needs.append(max(cell.size[axis(cell)] for cell in found) >= evidence.failed)
    needs.append(evidence.kind in ("table", "break-even") or evidence.question in asked(evidence))
    return all(needs)


def axis(cell: Cell) -> str:
    return next(name for name, value in cell.size.items() if not isinstance(value, str))


def test_a_campaign_of_the_file_has_cells_and_a_time() -> None:
    assert not [one.name for one in STATED.campaign if not PLANS[one.name] or one.minutes <= 0]
