"""What holds for every page, whatever was measured."""

from __future__ import annotations

import base64
import bz2
import hashlib
import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from benchmarks.analyse.results import Answer, answers
from benchmarks.present import figures, html
from benchmarks.present.sections import authoring, caching, capabilities, loop, mistakes, yours
from benchmarks.present.statements import place
from benchmarks.present.summary import noise_text, own_text
from benchmarks.record.journal import read as read_file
from benchmarks.record.progress import replay
from benchmarks.record.schema import Brought, Header, Table, Yours
from tests.present.conftest import Forms, in_all_forms, unsourced
from tests.present.known_truth import known_truth
from tests.present.reading import Element, numbers, read
from tests.present.wide import wide


@pytest.fixture(params=["known", "everything"])
def forms(request: pytest.FixtureRequest) -> Forms:
    return request.getfixturevalue(request.param)


def body(forms: Forms) -> Element:
    return forms.page.one("body")


def test_every_digit_names_the_cell_it_was_computed_from(forms: Forms) -> None:
    assert unsourced(forms) == []


def test_the_numbers_of_a_row_are_those_of_the_cell_it_names(forms: Forms) -> None:
    by_cell: dict[str, set[str]] = {}
    for answer in forms.answers:
        by_cell.setdefault(answer.cell.id, set()).update(_figures(answer))
    rows = [row for row in body(forms).find("tr", class_="f") if row.sources and len(row.sources) == 1]
    assert len(rows) > 5
    for row in rows:
        cells = [child for child in row.children if isinstance(child, Element)]
        shown = set().union(
            *(numbers(cell.text) for cell in cells if "num" in cell.attributes.get("class", ""))
        )
        assert row.sources
        assert shown <= by_cell[row.sources[0]], row.text


def _figures(answer: Answer) -> set[str]:
    """Every number that may stand in a row about this cell."""
    told = [noise_text(answer), place(answer.cell), *(own_text(own, answer.question) for own in answer.own)]
    for pairing in (*answer.pairings, *([answer.twin] if answer.twin else [])):
        if pairing.comparison is not None:
            found = pairing.comparison
            told += [
                figures.estimate(found.difference, answer.question, signed=True),
                figures.ratio(found.ratio),
            ]
            told += [str(found.n), figures.quantity(found.smallest_difference or 0, answer.question.unit)]
    return set().union(*map(numbers, told))


def test_every_number_of_a_chart_is_in_a_table_of_its_section(forms: Forms) -> None:
    for section in body(forms).find("section", class_="question"):
        tables = set().union(*(numbers(table.text) for table in section.find("table")), set())
        for figure in section.find("figure"):
            for drawing in figure.find("svg", role="img"):
                missing = numbers(drawing.attributes["aria-label"]) - tables
                assert not missing, (
                    f"{section.attributes['id']}: {missing} of {drawing.attributes['aria-label']}"
                )


def test_the_ten_questions_stand_in_their_order(known: Forms) -> None:
    asked = [section.one("h2").text for section in body(known).find("section", class_="question")]
    assert len(asked) == 10
    design = [
        "add to the Python",
        "How short can a step",
        "edit-run loop",
        "Which mistakes",
        "fall over",
        "orchestrator code",
        "caching",
        "express what we need",
        "my pipeline",
        "trust these numbers",
    ]
    assert all(words in question for words, question in zip(design, asked, strict=True))


@pytest.mark.parametrize("key", ["mistakes", "authoring", "caching", "capabilities"])
def test_a_question_that_was_not_measured_says_so_with_the_command_that_would(known: Forms, key: str) -> None:
    section = body(known).one("section", id=key)
    assert "Not measured in this campaign." in section.text
    assert "fvk " in section.text


def test_every_measured_question_names_the_command_that_repeats_it(everything: Forms) -> None:
    for section in body(everything).find("section", class_="question"):
        commands = [element.text for element in section.find("code")]
        assert any(command.startswith("fvk ") for command in commands) or "Not measured" in section.text


def test_every_drawing_has_words_for_who_cannot_see_it(everything: Forms) -> None:
    for drawing in body(everything).find("svg"):
        hidden = drawing.attributes.get("aria-hidden") == "true"
        inside_one = any(parent.name == "svg" for parent in _parents(drawing))
        assert hidden or inside_one or len(drawing.attributes.get("aria-label", "")) > 10


def _parents(element: Element) -> list[Element]:
    found = []
    while element.parent is not None:
        element = element.parent
        found.append(element)
    return found


def test_failed_unsupported_and_untested_have_three_marks_and_no_height(everything: Forms) -> None:
    text = body(everything).text
    assert "✕ failed" in text
    assert "⊘ cannot" in text
    limits = body(everything).one("section", id="limits")
    ends = [
        element for element in limits.find("text") if "end" in element.attributes.get("class", "").split()
    ]
    assert {element.text for element in ends} == {"✕", "⌧"}
    assert {element.attributes["y"] for element in ends} == {"13"}, (
        "an end lies on top, whatever was measured before"
    )


def test_what_is_not_proven_is_hollow(known: Forms) -> None:
    rows = list(body(known).find("tr", class_="o"))
    for row in rows:
        ratio = next(element for element in row.find(class_="as-ratio"))
        hollow = any("hollow" in mark.attributes["class"].split() for mark in ratio.find("use"))
        assert hollow is ("not proven" in row.one("td", class_="verdict").text)
    assert any("not proven" in row.text for row in rows)


def test_a_link_leads_to_something_on_the_page(everything: Forms) -> None:
    ids = [element.attributes["id"] for element in everything.page.walk() if "id" in element.attributes]
    assert len(ids) == len(set(ids))
    for link in body(everything).find("a"):
        target = link.attributes["href"]
        assert target.startswith("data:application/x-bzip2;base64,") or target.removeprefix("#") in ids


def test_nothing_is_fetched_and_only_our_own_two_texts_act(everything: Forms) -> None:
    head = everything.page.one("head")
    policy = next(
        element.attributes["content"]
        for element in head.find("meta")
        if element.attributes.get("http-equiv") == "Content-Security-Policy"
    )
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    script = next(one for one in body(everything).find("script") if "type" not in one.attributes)
    for kind, element in (("script", script), ("style", head.one("style"))):
        text = "".join(child for child in element.children if isinstance(child, str))
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy
    for element in everything.page.walk():
        assert not {"src", "style"} & element.attributes.keys()
        assert not [name for name in element.attributes if name.startswith("on")]
    assert not re.search(r"url\(|@import", everything.html.split("</style>")[0])


def test_the_script_is_small() -> None:
    assert (html.FOLDER / "page.js").stat().st_size <= 25_000


def test_the_same_raw_file_gives_the_same_bytes(everything: Forms) -> None:
    again = replay(wide())
    assert html.build(again, answers(again)) == everything.html


def test_the_embedded_raw_file_rebuilds_the_page(everything: Forms, tmp_path: Path) -> None:
    link = body(everything).one("a", class_="download")
    packed = base64.b64decode(link.attributes["href"].partition("base64,")[2])
    file = tmp_path / "raw.jsonl"
    file.write_bytes(bz2.decompress(packed))
    again = replay(read_file(file))
    assert html.build(again, answers(again)) == everything.html


def test_a_page_with_one_orchestrator_compares_it_with_plain_python() -> None:
    forms = in_all_forms(replay(wide(blocks=6, names=("plain", "alpha"))))
    assert "alpha" in forms.page.one(class_="headlines").text
    assert "plain" in forms.page.one(class_="headlines").text


def test_three_orchestrators_are_compared_pair_by_pair() -> None:
    engines = {"gamma": "alpha"}
    forms = in_all_forms(replay(wide(blocks=6, names=("plain", "alpha", "beta", "gamma"), engines=engines)))
    choices = {element.attributes["value"] for element in body(forms).find("input", name_="pair")}
    pairs = [element for element in body(forms).find("input") if element.attributes.get("name") == "pair"]
    assert len(pairs) == 3 or len(choices) == 3
    assert len(list(forms.page.one(class_="headlines").find("li"))) <= 5


def test_the_sections_are_modules_of_their_own() -> None:
    assert {authoring, capabilities, caching, loop, mistakes, yours} <= {
        __import__("sys").modules[section.__module__] for section in html.SECTIONS
    }


def test_an_unended_element_is_noticed() -> None:
    with pytest.raises(AssertionError, match="never ended"):
        read("<p>text")


def test_a_pipeline_that_somebody_brought_stands_in_its_section() -> None:
    header, *lines = wide(blocks=6)
    assert isinstance(header, Header)
    pipeline = Brought("alpha", "flows/mine.py", "train", "0" * 64, refused={"steps": "no image"})
    rows = [{"name": "gives", "side": side, "value": f"model of {side}"} for side in ("alpha", "beta")]
    mine = replace(header, yours=Yours([pipeline]))
    forms = in_all_forms(replay([mine, Table("your pipelines", rows), *lines]))
    section = body(forms).one("section", id="yours")
    assert "alpha runs train of flows/mine.py; steps: no image." in section.text
    assert "model of beta" in section.one("table").text


def test_margins_and_notes_of_the_questions_are_on_the_page(everything: Forms) -> None:
    section = body(everything).one("section", id="validity")
    table = next(one for one in section.find("table") if "written down before" in one.one("caption").text)
    for asked in everything.progress.header.questions:
        assert asked.ask in table.text
        assert f"±{asked.margin * 100:.3g} %" in table.text


def test_the_counted_source_stands_side_by_side_with_what_is_there_because_of_the_sdk() -> None:
    rows = [
        {"workload": "chain", "side": side, "orchestrator_lines": lines, "runs": runs}
        for side, lines, runs in (
            ("alpha", 3, [["sdk", "@task"], ["plain", "\n<x> = 1"], ["harness", "main()"]]),
            ("beta", 5, [["sdk", "@component"], ["wrapping", "return f()"]]),
        )
    ]
    without = [{"workload": "fan_out", "side": "alpha", "orchestrator_lines": 1, "runs": "nonsense"}]
    forms = in_all_forms(replay([*known_truth(), Table("code", [*rows, *without])]))
    (listing,) = forms.page.one(id="authoring").find("details", class_="listing")
    assert listing.one("summary").text == ("chain: alpha 3 orchestrator lines, beta 5 orchestrator lines")
    assert [pre.text for pre in listing.find("pre")] == ["@task <x> = 1main()", "@componentreturn f()"]
    assert [bold.text for bold in listing.find("b")] == ["@task", "@component"]
    assert unsourced(forms) == []
