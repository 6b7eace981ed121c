from __future__ import annotations

import pytest

from benchmarks.authoring.difference import difference
from benchmarks.authoring.roles import Vocabulary
from benchmarks.authoring.sides import every_side, mirrored_names
from benchmarks.authoring.specimen import read_specimen
from tests.authoring.expectations import of_change, recorded

# The first test that asks waits for every specimen to be tried.
pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

EXPECTED = recorded("changes")
CELLS = [(case, side) for case, sides in EXPECTED.items() for side in sides]
TOOLKIT = Vocabulary("toolkit", "toolkit_impl", frozenset({"set_retry"}))

BASE = '''"""A base."""
from toolkit import flow, step


@step
def add(n: int) -> int:
    return n + 1


@flow
def pipeline(n: int) -> int:
    """Add."""
    return add(n=n)


def build(size):
    return pipeline
'''


def cost(base, changed):
    found = difference(base, changed, TOOLKIT)
    return (found.lines_added, found.lines_removed, found.tokens_added, found.tokens_removed)


def test_a_changed_line_is_one_removed_and_one_added():
    assert cost(BASE, BASE.replace("@step\n", "@step(retries=3)\n")) == (1, 1, 5, 0)


def test_an_added_line_costs_its_own_tokens():
    changed = BASE.replace("    return add(n=n)", "    m = add(n=n)\n    return add(n=m)")
    assert cost(BASE, changed) == (2, 1, 9, 1)


def test_what_was_changed_is_touched_once():
    changed = BASE.replace("@step\n", "@step(retries=3)\n").replace("@flow\n", "@flow\n@other\n")
    found = difference(BASE, changed, TOOLKIT)
    assert (found.lines, found.tokens) == (2, 7)


def test_docstrings_comments_and_what_serves_the_harness_cost_nothing():
    changed = BASE.replace("A base", "Another").replace('    """Add."""\n', "    # Nothing.\n")
    changed = changed.replace(
        "def build(size):\n    return pipeline\n",
        "INPUTS = {'n': 1}\n\n\ndef check(results):\n    assert results\n",
    )
    assert cost(BASE, changed) == (0, 0, 0, 0)


def test_the_diff_shows_the_lines_that_were_counted():
    found = difference(BASE, BASE.replace("n + 1", "n + 2"), TOOLKIT)
    assert [line for line in found.diff.splitlines()[3:] if line[0] in "+-"] == [
        "-    return n + 1",
        "+    return n + 2",
    ]


def test_every_change_is_made_on_every_side_and_expected():
    assert list(mirrored_names(every_side(), "changes")) == list(EXPECTED)
    assert len(EXPECTED) >= 12


def test_all_sides_make_the_same_change(sides):
    told = {
        case: [
            (one.title, one.constants.get("INPUTS"), one.constants.get("PRINTED"))
            for one in (read_specimen(side.specimen_paths("changes")[case]) for side in sides)
        ]
        for case in EXPECTED
    }
    assert not {case: stories for case, stories in told.items() if any(one != stories[0] for one in stories)}


@pytest.mark.slow
def test_each_change_has_its_effect_and_costs_what_was_last_reviewed(change_rows):
    tried = {cell: of_change(row) for cell, row in change_rows.items() if row.effect != "not tried"}
    assert change_rows.keys() >= set(CELLS)
    assert not {
        (case, side): (found, EXPECTED[case][side])
        for (case, side), found in tried.items()
        if found not in EXPECTED[case][side]
    }


@pytest.mark.slow
def test_no_change_is_without_proof(change_rows):
    proved = {"run", "compiled", "not tried"}
    assert not {cell: row.effect for cell, row in change_rows.items() if row.effect not in proved}
