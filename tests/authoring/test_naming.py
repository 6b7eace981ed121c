from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.authoring.naming import named_by_outcome, named_by_type_checker
from benchmarks.authoring.probing import ProbeOutcome
from benchmarks.authoring.specimen import Specimen
from benchmarks.authoring.typecheck import without_false_alarms

CASE = Specimen(Path("case.py"), 'STEP = "add"\nARGUMENT = "n"\n')
LINES = frozenset({7})


@pytest.mark.parametrize(
    ("message", "log", "where"),
    [
        ("in add: n", "", ("message", "message")),
        ("in 'case.add'", "input n", ("message", "log")),
        ("address of none", "", ("no", "no")),
    ],
)
def test_step_and_argument_count_as_whole_words_in_message_or_log(message, log, where):
    named = named_by_outcome(CASE, LINES, ProbeOutcome("run", message=message, log=log))
    assert (named.step, named.argument) == where


@pytest.mark.parametrize(
    ("outcome", "where"),
    [
        (ProbeOutcome("run", frames=(("/x/case.py", 7),)), "message"),
        (ProbeOutcome("run", frames=(("/x/case.py", 8), ("/x/other.py", 7), ("/x/lowercase.py", 7))), "no"),
        (ProbeOutcome("run", message='File "case.py", line 7'), "message"),
        (ProbeOutcome("run", log="case.py:7: oops"), "log"),
        (ProbeOutcome("run", log="case.py:70: oops"), "no"),
        (ProbeOutcome("run", log='File "/x/ca\n   se.py", line 7, in add'), "log"),
        (ProbeOutcome("run", log='File "/x/case.py", line 70, in add'), "no"),
    ],
)
def test_the_line_counts_where_it_is_the_marked_line_of_the_users_file(outcome, where):
    assert named_by_outcome(CASE, LINES, outcome).line == where


def test_what_a_mistake_does_not_have_is_not_asked():
    named = named_by_outcome(Specimen(Path("case.py"), ""), frozenset(), ProbeOutcome("run", message="add n"))
    assert (named.step, named.argument, named.line) == ("-", "-", "-")


def test_a_type_checkers_line_is_its_first_number():
    named = named_by_type_checker(CASE, LINES, ('line 7: Name "add" already defined on line 3',))
    assert (named.step, named.argument, named.line) == ("message", "no", "message")


def test_an_error_that_the_right_file_has_too_is_no_catch():
    found = ("line 5: Incompatible return", 'line 9: "NamedTuple" not callable')
    assert without_false_alarms(found, ('line 7: "NamedTuple" not callable',)) == (found[0],)
