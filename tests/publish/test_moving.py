"""What a move gains and loses is told from rows alone, and the way back is its mirror."""

from __future__ import annotations

import pytest

from benchmarks.authoring.capabilities import VERDICTS
from benchmarks.authoring.mistakes import STAGES
from benchmarks.publish import moving
from tests.publish.rows import feature, mistake

MISTAKES = [
    ("never: wrong result", "run", moving.CAUGHT, moving.LOST),
    ("never: wrong artefact", "never: harmless", moving.GONE, moving.LOST),
    ("import", "never: harmless", moving.GONE, moving.REFUSED),
    ("run", "mypy", moving.EARLIER, moving.LATER),
]
FEATURES = [
    ("not possible", 0, "works locally", 0, moving.GAINED, moving.GIVEN_UP),
    ("not possible", 0, "compiles only", 0, moving.GAINED, moving.GIVEN_UP),
    ("works with more lines", 4, "works locally", 0, moving.LESS_WORK, moving.MORE_WORK),
    ("works with more lines", 4, "works with more lines", 1, moving.LESS_WORK, moving.MORE_WORK),
    ("compiles only", 0, "works with more lines", 3, moving.LESS_WORK, moving.MORE_WORK),
]


@pytest.mark.parametrize(("before", "after", "there", "back"), MISTAKES)
def test_each_way_in_which_a_mistake_may_move_has_its_kind_and_its_mirror(
    before: str, after: str, there: moving.MoveKind, back: moving.MoveKind
) -> None:
    rows = [mistake("a", before), mistake("b", after)]
    assert [one.kind for one in moving.mistakes(rows, "a", "b").moved] == [there]
    assert [one.kind for one in moving.mistakes(rows, "b", "a").moved] == [back]


@pytest.mark.parametrize(("before", "lines", "after", "more", "there", "back"), FEATURES)
def test_each_way_in_which_a_feature_may_move_has_its_kind_and_its_mirror(
    before: str, lines: int, after: str, more: int, there: moving.MoveKind, back: moving.MoveKind
) -> None:
    rows = [feature("a", before, lines), feature("b", after, more)]
    assert [one.kind for one in moving.capabilities(rows, "a", "b").moved] == [there]
    assert [one.kind for one in moving.capabilities(rows, "b", "a").moved] == [back]


def test_what_ends_as_before_is_counted_and_what_was_not_tried_on_both_sides_is_named() -> None:
    rows = [mistake("a", "run", "same"), mistake("b", "run", "same")]
    rows += [
        mistake("a", "run", "alone"),
        mistake("a", "run", "untried"),
        mistake("b", "not tried", "untried"),
    ]
    balance = moving.mistakes(rows, "a", "b")
    assert (balance.moved, balance.same, balance.untried) == ((), 1, ("alone", "untried"))


def test_a_type_checker_that_stops_it_first_is_told_with_what_would_stop_it_without() -> None:
    checked = {**mistake("b", "mypy"), "stage_without_mypy": "run"}
    (moved,) = moving.mistakes([mistake("a", "never: wrong result"), checked], "a", "b").moved
    assert (moved.before, moved.after) == ("never: wrong result", "mypy (without it: run)")
    rows = moving.unchecked([mistake("a", "import"), checked])
    assert [one.kind for one in moving.mistakes(rows, "a", "b").moved] == [moving.LATER]


def test_stages_and_verdicts_are_those_that_authoring_tells() -> None:
    assert moving.STAGES == STAGES
    assert (*moving.VERDICTS, "not tried") == VERDICTS
