from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.analyse.results import answers
from benchmarks.errors import UsageError
from benchmarks.publish import claims, lookup
from benchmarks.record.schema import Contender, Table
from tests.campaigns import ALPHA, BETA, PLAIN, campaign

ROOT = Path(__file__).parents[2]


def mistake(case, side, stage, effect, line):
    named = {"line": line}
    seen = {"stage": stage, "effect": effect, "named": named, "result": 2, "right": "11"}
    return {"case": case, "side": side, **seen}


TABLES = {
    "mistakes": Table(
        "mistakes",
        [
            mistake("one", "left", "import", "stopped", "message"),
            mistake("one", "right", "run", "stopped", "no"),
            mistake("two", "left", "never", "wrong result", "-"),
            mistake("two", "right", "compile", "not shown", "no"),
        ],
    ),
    "changes": Table(
        "changes",
        [
            {"case": "step", "side": "left", "lines": 3, "tokens": 20},
            {"case": "retry", "side": "left", "lines": 1, "tokens": 5},
        ],
    ),
}


def test_a_row_is_told_for_every_side():
    assert lookup.told("mistakes/one", TABLES, ()) == "one: left import; right run"


def test_a_wrong_result_is_told_with_the_right_one():
    told = lookup.told("mistakes/two", TABLES, ())
    assert told == "two: left never, wrong result (2 where '11' is right); right compile, not shown"


def test_a_summary_counts_only_what_shows_something():
    left, right = lookup.told("mistakes", TABLES, ()).split("; ")
    assert left.startswith("left stops 1 of 2 mistakes before a run and 0 in it, lets 1 through")
    assert left.endswith("shows the author's line in 1 of 1 messages")
    assert right.startswith("right stops 0 of 1 mistakes before a run and 1 in it, lets 0 through")


def test_costs_are_summed_by_side():
    assert lookup.told("changes", TABLES, ()) == "left: 4 lines and 25 tokens for 2 changes"


def test_one_thing_is_told_as_one():
    assert lookup.told("changes/retry", TABLES, ()) == "retry: left 1 line, 5 tokens"


def test_a_verdict_is_on_the_named_pair_however_many_take_part():
    everybody = (PLAIN, ALPHA, BETA, Contender("gamma", "gamma"))
    progress = campaign({"plain": 1, "alpha": 2, "beta": 3, "gamma": 9}, contenders=everybody)
    told = lookup.told("question/run@toy", {}, answers(progress), ("beta", "alpha"))
    assert "alpha is faster" in told
    assert "gamma" not in told
    assert "not in the committed data" in lookup.told(
        "question/run@toy", {}, answers(progress), ("beta", "omega")
    )


def test_what_the_data_lacks_is_said_and_not_left_out():
    assert lookup.told("code/chain", TABLES, ()) == "code/chain: not in the committed data yet"
    assert lookup.told("question/run@chain", {}, ()) == "run of chain: not in the committed data yet"


@pytest.mark.parametrize(
    ("wanted", "message"), [("nope", "no part 'nope'"), ("mistakes/nope", "no such case")]
)
def test_evidence_that_does_not_exist_is_refused(wanted, message):
    with pytest.raises(UsageError, match=message):
        lookup.told(wanted, TABLES, ())


def test_there_are_claims_of_every_kind_and_each_says_what_it_must():
    said = claims.read_claims(ROOT / claims.CLAIMS).claim
    assert len(said) >= 30
    assert {one.answer for one in said} == set(claims.REPLIES)
    assert len({one.said for one in said}) == len(said)
    for one in said:
        assert one.where
        assert bool(one.evidence) == (one.answer == "measured"), one.said
        assert one.command or one.answer != "measured", one.said
        assert not one.command or one.answer in ("measured", "cluster only"), one.said
        assert one.why or one.answer == "measured", one.said


def test_a_claims_file_that_cannot_be_used_is_one_clear_line(tmp_path):
    file = tmp_path / "claims.toml"
    file.write_text('title = "T"\n[[claim]]\nsaid = "x"\nwhere = "y"\nanswer = "maybe"\n')
    with pytest.raises(UsageError, match=r"claims.toml: Invalid enum value 'maybe'"):
        claims.read_claims(file)


def test_the_ledger_agrees_with_the_committed_data():
    assert (ROOT / claims.PAGE).read_text() == claims.page(ROOT), "run `fvk authoring claims`"
