"""Which outputs of somebody's own pipelines can be compared, with what, and whether they agree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.campaign.sampling import OutputRules
from benchmarks.record.schema import Yours
from benchmarks.yours.trust import with_secrets
from shared.comparison import first_mismatch

Outputs = Mapping[str, Any]


@dataclass(frozen=True)
class Seen:
    """What one contender's first runs gave."""

    contender: str
    runs: tuple[Outputs, ...]
    """The outputs that are data, of one run or two; empty if it could not run."""
    others: Mapping[str, str]
    """Outputs that are no data, with what they are."""


@dataclass(frozen=True)
class Agreement:
    """What every sample's outputs will be compared with."""

    reference: Outputs
    """The outputs that are compared; empty if there is nothing to compare."""
    renamed: Mapping[str, Mapping[str, str]]
    """By contender: outputs that are compared under the reference's name."""
    left_out: Mapping[str, str]
    """Outputs that are not compared, and why."""
    disagreement: str
    """One line if two contenders gave different outputs already; empty otherwise."""


def agree(seen: Sequence[Seen], tolerance: float, ignored: Sequence[str]) -> Agreement:
    """Take the first contender that ran as the truth, and find what the others have in common with it.

    Outputs that differ between two runs of one contender, that are no data, or that only one contender
    gives, are left out. With one contender that runs, its own outputs are the reference: they show later
    whether every sample still does the same.
    """
    ran = [one for one in seen if one.runs]
    left_out = {name: f"{one.contender} gives {what}" for one in seen for name, what in one.others.items()}
    left_out |= dict.fromkeys(ignored, "left out as asked")
    if not ran:
        return Agreement({}, {}, left_out, "")
    first = ran[0]
    renamed = {one.contender: _renames(first, one) for one in ran}
    runs = {one.contender: [_rename(run, renamed[one.contender]) for run in one.runs] for one in ran}
    for one in ran:
        left_out |= _changing(one, runs[one.contender], tolerance)
        left_out |= _missing(first, one, runs)
    truth = {name: value for name, value in runs[first.contender][0].items() if name not in left_out}
    different = [
        f"{one.contender} gives other outputs than {first.contender}: {found}"
        for one in ran
        if (found := mismatch(truth, runs[one.contender][0], tolerance))
    ]
    return Agreement(truth, renamed, left_out, different[0] if different else "")


def mismatch(expected: Outputs, actual: Outputs, tolerance: float) -> str | None:
    """One line on the first output that differs, of those that are expected; ``None`` if none does."""
    common = {name: value for name, value in actual.items() if name in expected}
    return first_mismatch(expected, common, dict.fromkeys(expected, tolerance))


def rules(yours: Yours) -> OutputRules:
    """How a campaign compares these pipelines' outputs, and what it tells their probes."""

    def differs(_: str, expected: Outputs, actual: Outputs) -> str | None:
        return mismatch(expected, actual, yours.tolerance)

    return OutputRules(differs, lambda _: (), requests(yours), tuple(yours.variables))


def requests(yours: Yours) -> dict[str, dict[str, Any]]:
    """By contender, what its probe is told of the pipeline; refused phases are not tried again."""
    return {
        one.contender: {
            "file": str(Path(one.file).absolute()),
            "name": one.name,
            "inputs": one.inputs,
            "refused": one.refused,
            "lane": one.lane,
            "renamed": one.renamed,
        }
        for one in with_secrets(yours).pipelines
    }


def _renames(first: Seen, other: Seen) -> dict[str, str]:
    """One output on both sides is the same one, whatever it is called."""
    ours, theirs = list(first.runs[0]), list(other.runs[0])
    return {theirs[0]: ours[0]} if len(ours) == len(theirs) == 1 and ours != theirs else {}


def _rename(outputs: Outputs, names: Mapping[str, str]) -> dict[str, Any]:
    return {names.get(name, name): value for name, value in outputs.items()}


def _changing(one: Seen, runs: Sequence[Outputs], tolerance: float) -> dict[str, str]:
    return {
        name: f"{one.contender} gives another value in every run"
        for name, value in runs[0].items()
        if any(mismatch({name: value}, run, tolerance) for run in runs[1:])
    }


def _missing(first: Seen, other: Seen, runs: Mapping[str, Sequence[Outputs]]) -> dict[str, str]:
    ours, theirs = runs[first.contender][0], runs[other.contender][0]
    missing = dict.fromkeys(ours.keys() - theirs.keys(), f"{other.contender} gives no such output")
    return missing | dict.fromkeys(theirs.keys() - ours.keys(), f"only {other.contender} gives it")
