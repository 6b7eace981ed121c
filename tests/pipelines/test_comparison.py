"""Outputs are equal, or the first difference is named."""

import math

import pytest

from shared.comparison import first_mismatch


@pytest.mark.parametrize(
    ("expected", "actual", "found"),
    [
        ({"a": 1}, {"a": 2}, "a: expected 1, got 2"),
        ({"a": 1}, {}, "a: expected 1, got no such output"),
        ({}, {"b": 1}, "b: expected no such output, got 1"),
        ({"a": [1, 2]}, {"a": [1]}, "a: expected 2 values, got 1"),
        ({"a": [1, [2, 3]]}, {"a": [1, [2, 4]]}, "a[1][1]: expected 3, got 4"),
        ({"a": {"b": 1}}, {"a": {"b": 2}}, "a.b: expected 1, got 2"),
        ({"a": {"b": 1}}, {"a": {"c": 1}}, "a: expected {'b': 1}, got {'c': 1}"),
        ({"a": True}, {"a": 1}, "a: expected True, got 1"),
        ({"a": "1"}, {"a": 1}, "a: expected '1', got 1"),
        ({"a": 0.1}, {"a": math.nextafter(0.1, 1)}, "a: expected 0.1, got 0.10000000000000002"),
        ({"a": None}, {"a": 0}, "a: expected None, got 0"),
    ],
)
def test_the_first_difference_is_named_with_both_values(expected, actual, found):
    assert first_mismatch(expected, actual) == found


@pytest.mark.parametrize(
    "value", [1, 1.5, "x", None, True, [], [[1], {"a": [2.5]}], math.nan, math.inf, {"k": None}]
)
def test_a_value_equals_itself(value):
    assert first_mismatch({"a": value}, {"a": value}) is None


def test_whole_numbers_equal_the_floats_that_kfp_makes_of_them():
    assert first_mismatch({"a": [1, 2]}, {"a": [1.0, 2.0]}) is None


def test_a_tuple_equals_the_list_that_json_makes_of_it():
    assert first_mismatch({"a": (1, 2)}, {"a": [1, 2]}) is None


def test_a_tolerance_holds_for_the_output_that_it_names_and_no_other():
    expected, actual = {"a": [1.0], "b": 1.0}, {"a": [1.0 + 1e-9], "b": 1.0 + 1e-9}
    assert first_mismatch(expected, actual, {"a": 1e-6, "b": 1e-6}) is None
    assert first_mismatch(expected, actual, {"a": 1e-6}) == "b: expected 1.0, got 1.000000001"


def test_a_difference_beyond_the_tolerance_is_found():
    assert first_mismatch({"a": 1.0}, {"a": 1.0 + 1e-5}, {"a": 1e-6}) is not None


def test_a_long_value_is_shortened_to_one_readable_line():
    assert len(first_mismatch({"a": "x" * 10_000}, {"a": 1})) < 200
