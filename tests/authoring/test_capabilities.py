from __future__ import annotations

import pytest

from benchmarks.authoring.capabilities import VERDICTS
from benchmarks.authoring.controls import FAILS, NOT_MARKED, PASSES, try_controls
from benchmarks.authoring.sides import every_side, mirrored_names
from benchmarks.authoring.specimen import WORKAROUND, Specimen, read_specimen
from tests.authoring.expectations import of_capability, recorded

# The first test that asks waits for every specimen to be tried.
pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

EXPECTED = recorded("capabilities")
CELLS = [(case, side) for case, sides in EXPECTED.items() for side in sides]
SAME = ("KIND", "EXPECTED", "RUNS", "FAILS", "CACHING")


@pytest.fixture(scope="module")
def specimens(sides):
    return {
        (case, side.name): read_specimen(path)
        for side in sides
        for case, path in side.specimen_paths("capabilities").items()
    }


def test_every_feature_is_tried_on_every_side_and_expected():
    assert list(mirrored_names(every_side(), "capabilities")) == list(EXPECTED)
    assert len(EXPECTED) >= 30


def test_all_sides_try_the_same_feature(sides, specimens):
    told = {
        case: [
            (one.title, {name: one.constants.get(name) for name in SAME})
            for one in (specimens[case, side.name] for side in sides)
        ]
        for case in EXPECTED
    }
    assert not {case: stories for case, stories in told.items() if any(one != stories[0] for one in stories)}


def test_each_verdict_is_the_one_last_reviewed(capability_rows):
    tried = {cell: of_capability(row) for cell, row in capability_rows.items() if row.verdict != "not tried"}
    assert capability_rows.keys() >= set(CELLS)
    assert not {
        (case, side): (told, EXPECTED[case][side])
        for (case, side), told in tried.items()
        if told not in EXPECTED[case][side]
    }


def test_every_verdict_but_not_tried_has_its_evidence(capability_rows):
    rows = capability_rows.items()
    assert not {cell: row for cell, row in rows if row.verdict not in VERDICTS or not row.evidence}


def test_a_workaround_stands_beside_the_direct_way_that_fails(specimens, capability_rows):
    worked_around = [
        cell
        for cell in CELLS
        if specimens[cell].marked_count(WORKAROUND) and capability_rows[cell].verdict != "not tried"
    ]
    assert worked_around
    assert not [
        cell
        for cell in worked_around
        if not specimens[cell].defines("attempt")
        or capability_rows[cell].verdict == "works locally"
        or not capability_rows[cell].direct
    ]


def test_each_feature_is_proved_by_an_output_a_check_or_the_compiled_text(specimens):
    unproved = {
        cell
        for cell, one in specimens.items()
        if one.defines("pipeline")
        and not ({"EXPECTED", "IN_SPEC"} & one.constants.keys() or one.defines("check"))
    }
    assert not unproved


CONTROLLED = ("parallel_limit", "partial_failure", "secret", "step_order")
"""Features whose probes once passed without them."""


def test_without_its_feature_a_source_has_other_lines_in_place_of_the_marked_ones(tmp_path):
    source = "if True:\n    a = 1  # without: a = 2\n    b = 3  # without:\n    c = 4\n"
    assert Specimen(tmp_path, source).without_feature() == "if True:\n    a = 2\n    c = 4\n"
    assert Specimen(tmp_path, "a = 1\n").without_feature() == ""


def test_a_probe_that_passes_without_its_feature_is_told(tmp_path, sides):
    import dataclasses

    side = next(one for one in sides if one.name == "flyte")
    (tmp_path / "capabilities").mkdir()
    source = side.specimen_paths("capabilities")["step_order"].read_text(encoding="utf-8")
    blind = (
        source.replace("IN_SPEC", "OTHER")
        .replace("word = read()", "")
        .replace("written = write()", "written = write()\n    word = read()")
    )
    (tmp_path / "capabilities" / "step_order.py").write_text(blind, encoding="utf-8")
    (row,) = try_controls((dataclasses.replace(side, folder=tmp_path),), tmp_path / "tried")
    assert (row.shown_by, row.verdict) == ("run", PASSES)


@pytest.mark.slow
@pytest.mark.parametrize("case", CONTROLLED)
def test_a_probe_fails_once_the_lines_that_are_its_feature_are_gone(case, tmp_path):
    rows = try_controls(every_side(), tmp_path, case)
    assert {row.side: row.verdict for row in rows} == dict.fromkeys((one.name for one in every_side()), FAILS)


def test_every_mark_is_tried_by_a_test(specimens):
    assert {case for (case, _), one in specimens.items() if one.without_feature()} == set(CONTROLLED)
    assert NOT_MARKED
