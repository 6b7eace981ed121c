"""Axes, marks and drawings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.analyse.interval import Interval
from benchmarks.present.charts import axis, marks, panels, rows
from benchmarks.present.charts.svg import element, percent, picture
from benchmarks.present.figures import quantity
from tests.present.reading import read

AXIS = axis.logarithmic([0.1, 10], axis.ratios, pad=1.0)


def test_the_middle_of_a_logarithmic_axis_is_the_geometric_mean() -> None:
    assert AXIS.at(1.0) == pytest.approx(0.5)


def test_a_linear_axis_begins_at_zero() -> None:
    scale = axis.linear([3.0, 4.0], axis.plain_number)
    assert scale.low == 0
    assert scale.ticks[0] == (0.0, "0")


def test_a_clock_has_ticks_that_clocks_have() -> None:
    assert [name for _, name in axis.clock([2300.0], lambda value: quantity(value, "s")).ticks][:2] == [
        "0 µs",
        "600 s",
    ]


@given(st.lists(st.floats(1e-200, 1e200), min_size=1, max_size=20))
def test_every_value_lies_on_the_axis_and_ticks_stay_few(values: list[float]) -> None:
    scale = axis.logarithmic(values, axis.plain_number)
    assert all(scale.low <= value <= scale.high for value in values)
    assert all(0 <= scale.at(value) <= 1 for value in values)
    assert 1 <= len(scale.ticks) <= 7
    assert all(scale.low <= value <= scale.high for value, _ in scale.ticks)


@given(st.lists(st.floats(-1e100, 1e100), min_size=1, max_size=20))
def test_a_linear_axis_holds_every_value(values: list[float]) -> None:
    scale = axis.linear(values, axis.plain_number)
    assert all(scale.low <= value <= scale.high or abs(value) <= 1e-300 for value in values)
    assert len(scale.ticks) <= 8


def test_sizes_too_close_to_each_other_are_not_all_named() -> None:
    named = axis.logarithmic([1, 1000, 1010], axis.plain_number).naming([1, 1000, 1010], axis.plain_number)
    assert [name for _, name in named.ticks] == ["1", "1.01k"]


def test_a_value_beyond_the_axis_is_an_arrow_at_its_end_and_no_mark() -> None:
    drawn = read(str(picture("x", 10, marks.at_value(1, AXIS, 1000.0, 5))))
    assert not list(drawn.find("use"))
    assert drawn.text == "▸"


def test_an_interval_without_bounds_draws_no_whisker() -> None:
    assert marks.whisker(1, AXIS, Interval(1.0, None, None, 3, 0.95), 5) == ""


def test_what_is_not_proven_is_hollow_and_what_is_proven_is_not() -> None:
    for proven in (True, False):
        row = rows.Forest(Interval(2.0, 1.5, 3.0, 8, 0.95), (0.95, 1.05), None, 1, proven=proven)
        drawn = read(str(rows.forest(AXIS, row, "label")))
        assert ("hollow" in drawn.one("use").attributes["class"]) is not proven


def test_margin_and_noise_floor_lie_where_they_were_measured() -> None:
    floor = Interval(1.0, 0.5, 2.0, 8, 0.95)
    row = rows.Forest(Interval(2.0, 1.5, 3.0, 8, 0.95), (0.1, 10.0), floor, 1, proven=True)
    drawn = read(str(rows.forest(AXIS, row, "label")))
    margin, noise = drawn.one("rect", class_="margin"), drawn.one("rect", class_="floor")
    assert (margin.attributes["x"], margin.attributes["width"]) == ("0%", "100%")
    assert noise.attributes["x"] == percent(AXIS.at(0.5))


def test_an_end_has_no_height() -> None:
    curve = panels.Curve(1, (panels.Point(1.0, 5.0),), ((10.0, "✕"),))
    up = axis.logarithmic([1.0, 1000.0], axis.plain_number)
    low = read(str(panels.drawing(AXIS, up, [curve], "label")))
    higher = read(
        str(panels.drawing(AXIS, up, [panels.Curve(1, (panels.Point(1.0, 900.0),), curve.ends)], "label"))
    )
    assert low.one("text", class_="end").attributes == higher.one("text", class_="end").attributes


def test_many_points_are_thinned_from_lowest_to_highest() -> None:
    values = [float(number) for number in range(10_000)]
    kept = marks.thinned(values)
    assert len(kept) == marks.MOST_DOTS
    assert (kept[0], kept[-1]) == (0.0, 9999.0)


def test_colours_and_shapes_repeat_beyond_the_last_and_never_the_baseline() -> None:
    assert marks.colour(0) == "k0"
    assert {marks.colour(place) for place in range(1, 20)} == {
        f"k{number}" for number in range(1, marks.COLOURS)
    }


def test_whatever_stands_in_an_element_is_escaped() -> None:
    drawn = element("text", "<b>&\x1b", fill='"><script>', class_="a")
    assert drawn == '<text fill="&#34;&gt;&lt;script&gt;" class="a">&lt;b&gt;&amp;␛</text>'
