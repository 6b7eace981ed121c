from __future__ import annotations

import pytest

from benchmarks.authoring.mistakes import STAGES, try_mistakes
from benchmarks.authoring.sides import Side, every_side, mirrored_names
from benchmarks.authoring.specimen import read_specimen
from benchmarks.errors import UsageError
from tests.authoring.expectations import of_mistake, recorded

# The first test that asks waits for every specimen to be tried.
pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

EXPECTED = recorded("mistakes")
CELLS = [(case, side) for case, sides in EXPECTED.items() for side in sides]
SAME = ("KIND", "STEP", "ARGUMENT", "INPUTS", "RIGHT", "COMMAND")


def test_every_mistake_is_written_on_every_side_and_expected():
    assert list(mirrored_names(every_side(), "mistakes")) == list(EXPECTED)
    assert len(EXPECTED) >= 25


def test_a_mistake_without_a_mirror_is_named(tmp_path):
    for name, files in (("left", ("a.py", "b.py", "_beside.py")), ("right", ("a.py",))):
        (tmp_path / name / "mistakes").mkdir(parents=True)
        for file in files:
            (tmp_path / name / "mistakes" / file).touch()
    sides = [Side(name, tmp_path / name, "") for name in ("left", "right")]
    with pytest.raises(UsageError, match="right/mistakes/b"):
        mirrored_names(sides, "mistakes")


def told(side, case):
    specimen = read_specimen(side.specimen_paths("mistakes")[case])
    return (
        specimen.title,
        specimen.intention,
        {name: specimen.constants.get(name) for name in SAME},
    )


def test_all_sides_tell_the_same_story(sides):
    stories = {case: [told(side, case) for side in sides] for case in EXPECTED}
    assert not {
        case: of_case for case, of_case in stories.items() if any(one != of_case[0] for one in of_case)
    }
    ill_told = [
        case
        for case, ((title, intention, _), *_) in stories.items()
        if not title.endswith(".") or not intention.startswith("Right: ")
    ]
    assert not ill_told


def test_each_mistake_is_stopped_where_it_was_when_last_reviewed(mistake_rows):
    tried = {cell: of_mistake(row) for cell, row in mistake_rows.items() if row.stage != "not tried"}
    assert mistake_rows.keys() >= set(CELLS)
    assert not {
        (case, side): (found, EXPECTED[case][side])
        for (case, side), found in tried.items()
        if found not in EXPECTED[case][side]
    }


def test_the_corrected_file_runs_right_or_the_row_says_that_nothing_is_shown(mistake_rows):
    rows = mistake_rows.items()
    assert not {cell for cell, row in rows if (row.effect == "not shown") != (row.control != "right")}


def test_a_row_that_nothing_stopped_shows_what_it_produced(mistake_rows):
    wrong = [row for row in mistake_rows.values() if row.effect == "wrong result"]
    assert wrong
    assert all(row.stage == "never" and row.result != row.right for row in wrong)


def test_every_stage_stops_something(mistake_rows):
    assert {row.stage for row in mistake_rows.values()} >= set(STAGES)


def test_an_unknown_case_is_refused_with_the_names_there_are(sides, tmp_path):
    with pytest.raises(UsageError, match=r"no case 'nope' among the mistakes; there are any_type"):
        try_mistakes(sides, tmp_path, "nope")
