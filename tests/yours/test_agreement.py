"""Outputs are compared where both sides give the same kind of thing every time, and the rest is told."""

from __future__ import annotations

from typing import Any

from benchmarks.yours.agreement import Seen, agree, mismatch


def seen(name: str, *runs: dict[str, Any], **others: str) -> Seen:
    return Seen(name, runs, others)


def test_the_first_contender_that_runs_is_the_truth() -> None:
    found = agree([seen("alpha"), seen("beta", {"n": 1}), seen("gamma", {"n": 1})], 0, ())
    assert found.reference == {"n": 1}
    assert not found.disagreement


def test_different_outputs_are_told_with_both_values() -> None:
    found = agree([seen("alpha", {"n": 1}), seen("beta", {"n": 2})], 0, ())
    assert found.disagreement == "beta gives other outputs than alpha: n: expected 1, got 2"


def test_an_ignored_output_may_differ() -> None:
    found = agree([seen("alpha", {"n": 1, "m": 3}), seen("beta", {"n": 2, "m": 3})], 0, ["n"])
    assert found.reference == {"m": 3}
    assert not found.disagreement


def test_an_output_that_changes_from_run_to_run_is_not_compared() -> None:
    found = agree([seen("alpha", {"n": 1, "t": 5}, {"n": 1, "t": 6}), seen("beta", {"n": 1, "t": 7})], 0, ())
    assert found.reference == {"n": 1}
    assert found.left_out == {"t": "alpha gives another value in every run"}


def test_a_single_output_is_the_same_one_whatever_it_is_called() -> None:
    found = agree([seen("alpha", {"score": 1.5}), seen("beta", {"output": 1.5})], 0, ())
    assert found.reference == {"score": 1.5}
    assert found.renamed["beta"] == {"output": "score"}


def test_what_only_one_side_gives_is_left_out() -> None:
    found = agree([seen("alpha", {"a": 1, "n": 2}), seen("beta", {"b": 1, "n": 2})], 0, ())
    assert found.reference == {"n": 2}
    assert found.left_out == {"a": "beta gives no such output", "b": "only beta gives it"}


def test_what_is_no_data_is_told_with_its_kind() -> None:
    found = agree([seen("alpha", {"n": 1}, model="a Model artifact")], 0, ())
    assert found.left_out == {"model": "alpha gives a Model artifact"}


def test_numbers_may_differ_by_the_tolerance_and_no_more() -> None:
    assert mismatch({"n": 1.0}, {"n": 1.0 + 1e-9}, 1e-6) is None
    assert mismatch({"n": 1.0}, {"n": 1.0 + 1e-3}, 1e-6) is not None


def test_an_output_that_is_missing_later_is_a_mismatch_and_further_ones_are_not() -> None:
    assert mismatch({"n": 1}, {"m": 2}, 0) == "n: expected 1, got no such output"
    assert mismatch({"n": 1}, {"n": 1, "m": 2}, 0) is None
