"""The drawing says what the figures say, and stands alone."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from benchmarks.history.chart import svg
from benchmarks.history.trend import trends
from tests.history.known import known

SVG = "{http://www.w3.org/2000/svg}"


def drawn(*arguments: object, **more: object) -> ET.Element:
    return ET.fromstring(svg(trends(known(*arguments, **more)), "toy by version"))  # type: ignore[arg-type]


def kinds(picture: ET.Element, name: str) -> list[str]:
    return [one.get("class", "") for one in picture.iter(f"{SVG}{name}")]


def test_every_version_has_a_mark_and_its_interval_and_the_moved_one_another_shape() -> None:
    picture = drawn({"1": 1.0, "2": 1.0, "3": 1.5})
    assert [kind for kind in kinds(picture, "path") if kind != "line"] == ["steady", "steady", "moved"]
    assert [kind for kind in kinds(picture, "line") if "whisker" in kind] == [
        "whisker steady",
        "whisker steady",
        "whisker moved",
    ]
    shapes = {one.get("class"): one.get("d") for one in picture.iter(f"{SVG}path")}
    assert shapes["steady"] != shapes["moved"]


def test_heights_are_in_proportion_to_the_figures() -> None:
    picture = drawn({"1": 1.0, "2": 2.0, "3": 4.0}, spread=0.0)
    places = [one.get("transform", "") for one in picture.iter(f"{SVG}path") if one.get("transform")]
    first, second, third = (float(re.findall(r"[\d.]+", place)[1]) for place in places)
    assert abs((first - second) * 2 - (second - third)) < 1


def test_a_version_without_a_figure_has_a_cross_with_its_reason() -> None:
    picture = drawn({"1": 1.0, "2": 1.0}, failing=("1",))
    reasons = [one.text or "" for one in picture.iter(f"{SVG}title")]
    assert any("1: failed: exit 1 in import: ImportError" in reason for reason in reasons)
    assert any("9: does not install" in reason for reason in reasons)


def test_it_fetches_nothing() -> None:
    text = svg(trends(known({"1": 1.0, "2": 1.0})), "toy")
    assert set(re.findall(r"https?://[^\"' )]+", text)) == {"http://www.w3.org/2000/svg"}


def test_without_any_figure_there_is_no_drawing() -> None:
    assert svg(trends(known({"1": 1.0, "2": 1.0}, failing=("1", "2"))), "toy") == ""
