"""The lists of `make mutants` speak of what is there."""

from __future__ import annotations

from tests.mutation.edits import edits_of
from tests.mutation.lists import PROJECT, accepted, nearest, watched

SOURCE = """
def most(values: list[int], least: int | None = None) -> int | None:
    if TYPE_CHECKING:
        least = 1 + 1
    return max(values) if least is None or len(values) < least else None
"""


def test_every_watched_module_has_tests_that_are_there() -> None:
    modules = watched()
    assert len(modules) > 50
    named = {word for module in modules for word in nearest(module) if word.startswith("tests/")}
    assert not [name for name in sorted(named) if not (PROJECT / name).exists()]


def test_every_accepted_survivor_stands_in_its_module_and_has_a_reason() -> None:
    gone = [
        one
        for one in accepted()
        if not one.reason or one.before not in (PROJECT / one.module).read_text(encoding="utf-8")
    ]
    assert not gone


def test_edits_change_what_a_process_reads_and_each_meaning_once() -> None:
    assert {edit.after for edit in edits_of(SOURCE)} == {
        "return max(values) if not least is None or len(values) < least else None",
        "return max(values) if least is None and len(values) < least else None",
        "return max(values) if least is None or len(values) <= least else None",
        "return max(values) if least is None or len(values) >= least else None",
    }
