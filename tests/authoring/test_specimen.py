from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.authoring.correction import corrected, earlier
from benchmarks.authoring.specimen import MISTAKE, WORKAROUND, Specimen
from benchmarks.errors import UsageError

SOURCE = '''"""A title.

The intention.
"""

INPUTS = {"n": [1, 2]}
lower = 3


@decorated
def step(n: int) -> int:  # the mistake
    return n


def pipeline():
    return step(
        n=1,  # the mistake
    )


late = 1  # workaround
'''


def specimen(source=SOURCE):
    return Specimen(Path("case.py"), source)


def test_docstring_and_constants_are_read_without_importing():
    one = specimen()
    assert (one.name, one.title, one.intention) == ("case", "A title.", "The intention.")
    assert one.constants == {"INPUTS": {"n": [1, 2]}}


def test_a_marked_head_covers_its_decorators_and_not_its_body():
    assert {10, 11} <= specimen().marked_lines(MISTAKE)
    assert 12 not in specimen().marked_lines(MISTAKE)


def test_a_marked_line_covers_its_whole_statement():
    assert {16, 17, 18} <= specimen().marked_lines(MISTAKE)


def test_markers_are_told_apart_and_counted_by_logical_line():
    assert specimen().marked_count(WORKAROUND) == 1
    assert specimen().marked_lines(WORKAROUND) == {21}


def test_a_marker_inside_a_text_marks_nothing():
    assert specimen('x = "# the mistake"\n').marked_count(MISTAKE) == 0


def test_a_correction_replaces_each_block_of_lines():
    fixed = corrected("\na = 1\nb = 2\nc = 3\n", "\n-a = 1\n+a = 9\n-c = 3\n+c = 7\n+d = 8\n", "case")
    assert fixed == "\na = 9\nb = 2\nc = 7\nd = 8\n"


@pytest.mark.parametrize("source", ["\nb = 1\n", "\na = 1\nx\na = 1\n"])
def test_a_correction_that_fits_nowhere_or_twice_is_refused_by_name(source):
    with pytest.raises(UsageError, match="case: a block of CORRECTION is"):
        corrected(source, "-a = 1\n+a = 2\n", "case")


def test_an_earlier_version_is_told_backwards():
    assert earlier("return n + 2", {"n + 2": "n + 1"}) == "return n + 1"


@pytest.mark.parametrize("definition", ["def pipeline():", "async def pipeline():"])
def test_a_function_is_found_whether_or_not_it_is_awaited(definition):
    assert Specimen(Path("case.py"), f"{definition}\n    pass\n").defines("pipeline")
    assert not Specimen(Path("case.py"), f"{definition}\n    pass\n").defines("attempt")
