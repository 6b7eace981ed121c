"""Sizes and lanes that the command line asks for take the place of a profile's."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.errors import UsageError
from benchmarks.plan.overrides import at_most, at_sizes, in_lanes, parse
from benchmarks.plan.profiles import QUICK, find
from tests.campaigns import TOY

PAYLOAD = replace(TOY, name="payload", sizes={"quick": ({"kind": "file", "bytes": 1},)})


def test_several_values_of_a_parameter_are_several_sizes() -> None:
    assert parse("n=10,100") == [{"n": 10}, {"n": 100}]
    assert parse("kind=file,text,bytes=1") == [{"kind": "file", "bytes": 1}, {"kind": "text", "bytes": 1}]


@pytest.mark.parametrize("text", ["10", "n=", "=10", ""])
def test_what_is_no_size_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(UsageError, match="n=10,100"):
        parse(text)


def test_a_size_goes_to_the_workloads_that_have_its_parameters_smallest_first() -> None:
    _, (toy, payload) = at_sizes(QUICK, [TOY, PAYLOAD], ["n=100,10"])
    assert toy.sizes["quick"] == ({"n": 10}, {"n": 100})
    assert payload.sizes["quick"] == PAYLOAD.sizes["quick"]


def test_a_size_that_fits_nothing_names_what_the_workloads_have() -> None:
    with pytest.raises(UsageError, match=r"payload \(kind, bytes\)"):
        at_sizes(QUICK, [PAYLOAD], ["n=10"])


def test_asked_sizes_are_all_measured_except_in_the_slow_lane() -> None:
    profile, _ = at_sizes(QUICK, [TOY], ["n=1,2,3"])
    assert {(rule.lane, rule.sizes) for rule in profile.rules} == {("tuned", None), ("default", 1)}


def test_only_the_cells_of_an_asked_lane_are_planned() -> None:
    assert {rule.lane for rule in in_lanes(QUICK, ["tuned"]).rules} == {"tuned"}
    with pytest.raises(UsageError, match="there are default, tuned"):
        in_lanes(QUICK, ["fast"])


def test_no_cell_takes_more_blocks_than_asked_for() -> None:
    profile = at_most(find("standard"), 4)
    assert (profile.minimum_blocks, profile.maximum_blocks) == (4, 4)
    assert max(rule.maximum_blocks or 0 for rule in profile.rules) == 4
    assert {rule.minimum_blocks for rule in profile.rules} == {None, 1, 3}
