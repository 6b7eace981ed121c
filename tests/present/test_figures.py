"""How a figure is written, traced from the value to the text."""

from __future__ import annotations

import pytest

from benchmarks.analyse.interval import Interval
from benchmarks.present import figures
from tests.made_up import question

SECONDS = question("run", "run.wall_ns")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.02, "20.0 ms"),
        (0.000_000_5, "0.500 µs"),
        (0.9996, "1.00 s"),
        (1234.4, "1234 s"),
        (-0.0125, "−12.5 ms"),
        (0, "0 µs"),
        (1e300, "1.00e+300 s"),
    ],
)
def test_seconds_have_three_digits_and_a_unit_that_fits(value: float, text: str) -> None:
    assert figures.quantity(value, "s") == text


@pytest.mark.parametrize(("value", "text"), [(999, "999 B"), (999.8, "1.00 kB"), (2.5e9, "2.50 GB")])
def test_bytes_are_decimal(value: float, text: str) -> None:
    assert figures.quantity(value, "B") == text


def test_a_difference_has_its_sign() -> None:
    assert figures.quantity(0.02, "s", signed=True) == "+20.0 ms"
    assert figures.quantity(-0.02, "s", signed=True) == "−20.0 ms"


def test_nothing_is_minus_zero() -> None:
    assert figures.digits(-0.0001) == "0.000"


def test_an_interval_stands_in_the_unit_of_its_estimate() -> None:
    interval = Interval(0.5, -0.01, 1.2, 8, 0.95)
    assert figures.estimate(interval, SECONDS) == "500 ms [−10.0, 1200]"


def test_too_few_values_are_said_to_be_too_few() -> None:
    assert figures.estimate(Interval(0.5, None, None, 3, 0.95), SECONDS) == "500 ms [no interval]"


@pytest.mark.parametrize(("value", "text"), [(0, "0"), (0.01, "10 ms"), (1e6, "1000000 s")])
def test_a_chosen_value_claims_no_precision(value: float, text: str) -> None:
    assert figures.round_quantity(value, "s") == text


@pytest.mark.parametrize(
    ("seconds", "text"), [(20, "20.0 s"), (150, "2.50 min"), (5400, "1.50 h"), (1e6, "11.6 d")]
)
def test_long_times_are_told_in_long_units(seconds: float, text: str) -> None:
    assert figures.long_time(seconds) == text


def test_limits_are_told_as_their_sources_write_them() -> None:
    assert (figures.binary(128 * 1024), figures.binary(1536 * 1024)) == ("128 KiB", "1.5 MiB")
