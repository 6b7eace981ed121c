"""A plan tells how long it takes from what was measured, and never less than that."""

from __future__ import annotations

import msgspec

from benchmarks.commands.plan import Pace, estimate, told
from tests.campaigns import cell, header

SMALL = msgspec.structs.replace(cell("session/toy/n=1/tuned"), steps=1)
LARGE = msgspec.structs.replace(cell("session/toy/n=50/tuned"), steps=50, smaller=SMALL.id)
WORK = (SMALL.id, ("compile", "run"), ())


def test_a_measured_cell_has_its_own_pace_for_as_many_contenders_as_it_has() -> None:
    assert estimate([SMALL], {WORK: 2.0}) == {SMALL.id: Pace(6.0)}


def test_a_larger_size_takes_at_least_its_steps_times_as_long() -> None:
    assert estimate([SMALL, LARGE], {WORK: 2.0})[LARGE.id] == Pace(300.0, grown=True)


def test_beyond_two_measured_sizes_a_line_is_drawn_through_them() -> None:
    larger = msgspec.structs.replace(cell("session/toy/n=100/tuned"), steps=99, smaller=LARGE.id)
    known = {WORK: 1.0, (LARGE.id, *WORK[1:]): 2.0}
    assert estimate([SMALL, LARGE, larger], known)[larger.id] == Pace(9.0, grown=True)


def test_samples_that_did_other_work_say_nothing() -> None:
    assert estimate([SMALL], {(SMALL.id, ("compile",), ()): 2.0}) == {}


def test_the_plan_says_what_is_not_known_and_when_it_ends_in_any_case() -> None:
    head = msgspec.structs.replace(header(SMALL, LARGE), limit_s=270.0, budget_s=240.0)
    assert "2 of 2 cells were never measured" in told(head, {})
    text = told(head, estimate(head.cells, {WORK: 1.0}))
    assert "its minimum after 15 min 18 s" in text
    assert "1 cell is told from smaller sizes" in text
    assert "after 4 min 30 s no cell begins a block, but for those that a headline needs" in text
