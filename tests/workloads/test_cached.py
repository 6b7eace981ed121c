"""The cache table: seven changes a side, whether the step was left out, and whether that was right."""

from concurrent.futures import ThreadPoolExecutor
from importlib import import_module

import pytest

from shared.steps.rerun import CHANGES, PLAIN_FLOW, Change, RerunError, judge, observe_rerun
from shared.workloads import find

pytestmark = pytest.mark.slow

TABLE = {
    ("flyte", "least"): {
        "unchanged": (True, "right"),
        "input": (False, "right"),
        "step-code": (True, "stale"),
        "helper-code": (True, "stale"),
        "data-content": (True, "stale"),
        "version-bumped": (False, "right"),
        "returned-file": (True, "stale"),
    },
    ("kfp", "least"): {
        "unchanged": (True, "right"),
        "input": (False, "right"),
        "step-code": (False, "right"),
        "helper-code": (True, "stale"),
        "data-content": (True, "stale"),
        "version-bumped": (False, "right"),
        "returned-file": (True, "stale"),
    },
    # The version is of the step's own code, and a salt.
    ("flyte2", "least"): {
        "unchanged": (True, "right"),
        "input": (False, "right"),
        "step-code": (False, "right"),
        "helper-code": (True, "stale"),
        "data-content": (True, "stale"),
        "version-bumped": (False, "right"),
        "returned-file": (True, "stale"),
    },
    ("flyte2", "key"): {"input": (True, "stale")},
    ("flyte2", "most"): {
        "unchanged": (True, "right"),
        "helper-code": (False, "right"),
        "data-content": (False, "right"),
    },
    ("kfp", "key"): {"input": (True, "stale")},
    ("flyte", "most"): {
        "unchanged": (True, "right"),
        "helper-code": (False, "right"),
        "data-content": (False, "right"),
    },
    # The archive of the embedded source bears the second in which it was made, so no two builds are equal.
    ("kfp", "most"): {"unchanged": (False, "needless")},
}
"""Hit, and whether that was right. Seven rows a side with the least, and those where telling more matters."""
ROWS = [(side, way, change) for (side, way), rows in TABLE.items() for change in rows]


@pytest.fixture(scope="module")
def observed():
    flows = {
        (side, way, change): import_module(f"{side}_impl.cached").flow_of(way, change)
        for side, way, change in ROWS
    }
    with ThreadPoolExecutor(max_workers=3) as pool:
        found = pool.map(lambda row: observe_rerun(flows[row], row[2]), ROWS)
        return dict(zip(ROWS, found, strict=True))


@pytest.mark.parametrize("row", ROWS, ids=" ".join)
def test_the_cache_hits_and_misses_rightly_or_wrongly_as_the_table_says(row, observed):
    side, way, change = row
    assert (observed[row].hit, observed[row].verdict) == TABLE[side, way][change]


def test_plain_python_reruns_everything_and_is_never_stale():
    found = [observe_rerun(PLAIN_FLOW, change) for change in ("unchanged", "version-bumped")]
    assert [(one.hit, one.verdict) for one in found] == [(False, "needless"), (False, "right")]


@pytest.mark.parametrize(
    ("first", "value", "recomputed", "hit", "verdict"),
    [
        (1, 1, 1, True, "right"),
        (1, 1, 2, True, "stale"),
        (1, 2, 2, False, "right"),
        (1, 1, 1, False, "needless"),
        (1, 3, 2, False, "wrong"),
    ],
)
def test_a_hit_or_a_miss_is_judged_by_what_recomputing_gives(first, value, recomputed, hit, verdict):
    assert judge(first, value, recomputed, hit=hit) == verdict


def test_what_was_returned_and_spoiled_is_rightly_made_again():
    assert judge(1, 1, 1, hit=False, spoiled=True) == "right"
    assert judge(1, -1, 1, hit=True, spoiled=True) == "stale"


def observation(**changed):
    return {"first": 1, "value": 1, "recomputed": 2, "hit": True, "verdict": "stale", **changed}


@pytest.mark.parametrize(
    ("actual", "message"),
    [
        (observation(), None),
        (observation(hit=False, value=2, verdict="right"), None),
        (observation(first=7), "first: expected 1, got 7"),
        (observation(value=3, verdict="wrong"), "value: expected 2 of a step that ran, got 3"),
        ({"first": 1}, "value: expected 1, got no such output"),
    ],
    ids=["stale", "right", "another first run", "another result", "no observation"],
)
def test_a_stale_result_is_an_observation_and_another_result_is_a_mismatch(actual, message):
    assert find("cached").mismatch(observation(), actual) == message


def test_a_project_that_fails_tells_its_last_words():
    with pytest.raises(RerunError, match=r"(?s)exit status 1: .*ZeroDivisionError"):
        observe_rerun("1 / 0", "unchanged")


def test_a_change_that_finds_nothing_to_edit_is_refused(monkeypatch):
    monkeypatch.setattr("shared.steps.rerun.CHANGES", {"odd": Change((("numbers.txt", "9", "4"),))})
    with pytest.raises(RerunError, match=r"numbers\.txt has no '9' to edit"):
        observe_rerun(PLAIN_FLOW, "odd")


def test_the_table_has_seven_cases():
    assert list(CHANGES) == [size["case"] for size in find("cached").sizes["standard"]]
    assert len(CHANGES) == 7
