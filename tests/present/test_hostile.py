"""Raw files that nobody honest wrote, or that are far too long: a clear message, or a correct page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Never

import msgspec
import pytest

from benchmarks.analyse.results import answers
from benchmarks.errors import RawFileError
from benchmarks.present import html
from benchmarks.present.view import MOST_SIZES
from benchmarks.record.journal import read as read_file
from benchmarks.record.progress import replay
from benchmarks.record.schema import Cell, Contender, Header, Line, Sample
from benchmarks.safe_text import printable
from tests.made_up import Outcome, Plan, campaign, question
from tests.present.conftest import in_all_forms, unsourced
from tests.present.known_truth import known_truth
from tests.present.poison import poisoned
from tests.present.reading import read

MARKUP = "</script></style><img src=x onerror=alert(1)><!--raw data-->\"'>{{7*7}}"
ACTS = "\x1b[31m\x07\u202etxt\x00"


@pytest.mark.parametrize("text", [MARKUP, ACTS, "|`*_[a](javascript:alert(1))", "𝕏" * 300, "\n\n# heading\n"])
def test_texts_of_a_raw_file_are_shown_and_never_act(text: str) -> None:
    forms = in_all_forms(replay(poisoned(text)))
    names = {element.name for element in forms.page.walk()}
    assert "img" not in names
    assert len(list(forms.page.find("script"))) <= 2
    assert not [
        element for element in forms.page.walk() if any(name.startswith("on") for name in element.attributes)
    ]
    if "\n" not in text:
        assert unsourced(forms) == []
    for form in (forms.html, forms.terminal, forms.markdown):
        assert "\x1b" not in form
        assert "\x00" not in form
        assert "\u202e" not in form
    assert "<img" not in forms.markdown
    assert "](javascript" not in forms.markdown


def test_characters_that_act_are_made_visible() -> None:
    assert printable("a\x1b[0m\x7f\u202e\ud800\tb\n") == "a␛[0m␡\ufffd\ufffd\tb\n"


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda lines: [b'{"type":"campaign","schema":1}\n', *lines[1:]], "missing required field"),
        (lambda lines: [lines[0].replace(b'"schema":1', b'"schema":99'), *lines[1:]], "schema version 99"),
        (lambda lines: [lines[0], b"{torn\n", *lines[1:]], "line 2"),
        (lambda lines: lines[1:], "schema version None"),
        (lambda lines: [], "empty"),
        (lambda lines: [lines[0], b'{"type":"sample","cell":1}\n'], "line 2"),
        (lambda lines: [b"\xff\xfe\n"], "line 1"),
    ],
    ids=[
        "missing fields",
        "another schema",
        "torn inside",
        "no first line",
        "empty",
        "wrong type",
        "no text",
    ],
)
def test_a_file_that_is_no_raw_file_is_refused_in_one_line(tmp_path: Path, damage, message: str) -> None:
    file = tmp_path / "raw.jsonl"
    file.write_bytes(b"".join(damage([msgspec.json.encode(line) + b"\n" for line in known_truth()])))
    with pytest.raises(RawFileError, match=message) as refused:
        replay(read_file(file))
    assert "\n" not in str(refused.value)


def test_a_file_cut_off_anywhere_still_gives_a_page(tmp_path: Path) -> None:
    content = b"".join(msgspec.json.encode(line) + b"\n" for line in known_truth())
    first = content.index(b"\n") + 1
    file = tmp_path / "raw.jsonl"
    for cut in (first, first + 700, len(content) // 2, len(content) - 1):
        file.write_bytes(content[:cut])
        progress = replay(read_file(file))
        page = read(html.build(progress, answers(progress)))
        assert "The campaign has not ended" in page.text


def lines_about(*lines: Line) -> Iterator[Line]:
    """A plan of one cell and these further lines."""
    header = next(iter(known_truth()))
    assert isinstance(header, Header)
    yield header
    yield from lines


def test_samples_of_a_cell_that_was_never_planned_change_no_figure() -> None:
    stray = Sample(cell="nowhere", block=0, attempt=0, position=0, contender="nobody", status="ok", at_s=1.0)
    forms = in_all_forms(replay(lines_about(stray)))
    assert "nowhere" not in forms.page.text


def test_a_cell_without_any_known_contender_gives_a_page() -> None:
    header = next(iter(known_truth()))
    assert isinstance(header, Header)
    empty = msgspec.structs.replace(
        header, cells=[msgspec.structs.replace(cell, contenders=["nobody"]) for cell in header.cells]
    )
    page = read(html.build(replay([empty]), ()))
    assert "Nothing was measured" in page.text


def test_a_plan_without_a_baseline_compares_the_orchestrators() -> None:
    lines = list(known_truth())
    header = lines[0]
    assert isinstance(header, Header)
    lines[0] = msgspec.structs.replace(
        header, contenders=[msgspec.structs.replace(one, baseline=False) for one in header.contenders]
    )
    forms = in_all_forms(replay(lines))
    assert "alpha" in forms.page.one(class_="headlines").text


@pytest.mark.parametrize("value", [0.0, -1.0, 1e-300, 1e300])
def test_impossible_figures_are_shown_as_they_are(value: float) -> None:
    def law(engine: str, size: object) -> Outcome:
        return Outcome({}, {"run.wall_ns": value if engine == "alpha" else 1e9})

    lines = campaign([Plan("session", "toy", law, blocks=6)], [question("run", "run.wall_ns")])
    forms = in_all_forms(replay(lines))
    assert forms.page.one(id="overview")


@pytest.mark.slow
def test_a_hundred_thousand_samples_fit_into_a_page_below_a_megabyte() -> None:
    progress = replay(many(100_000, cells=60))
    found = answers(progress)
    page = html.build(progress, found)
    assert len(page.encode()) < html.LARGEST_PAGE_BYTES
    assert read(page).one(class_="headlines").text


class Closed(dict[Any, Any]):
    """All samples of a campaign, for somebody who has no business to look through them."""

    def __iter__(self) -> Never:
        raise AssertionError("looked through every sample of the campaign")

    items = values = keys = __iter__  # type: ignore[assignment]


def test_an_answer_looks_at_the_samples_of_its_own_cell_alone() -> None:
    progress = replay(many(2_400, cells=60))
    expected = answers(progress)
    progress.samples = Closed(progress.samples)
    assert answers(progress) == expected


def test_very_many_cells_are_cut_down_to_what_can_be_read_and_all_forms_say_so() -> None:
    forms = in_all_forms(replay(many(1_200, cells=300)))
    for form in (forms.terminal, forms.markdown):
        assert "100 more cells stand in the raw file alone." in form
    panels = [
        element
        for element in forms.page.find("svg")
        if "run of toy" in element.attributes.get("aria-label", "")
    ]
    assert panels
    assert all(element.attributes["aria-label"].count("n=") <= 3 * MOST_SIZES for element in panels)
    assert f"at most {MOST_SIZES} of up to 50 sizes drawn" in forms.page.text


def test_more_samples_than_a_report_may_hold_are_refused_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("benchmarks.record.progress.MOST_SAMPLES", 100)
    read_so_far = 0

    def counting(lines: Iterator[Line]) -> Iterator[Line]:
        nonlocal read_so_far
        for line in lines:
            read_so_far += 1
            yield line

    with pytest.raises(RawFileError, match="more than 100 samples") as refused:
        replay(counting(many(2_400, cells=60)))
    assert "\n" not in str(refused.value)
    assert read_so_far < 200


def many(samples: int, cells: int) -> Iterator[Line]:
    """So many samples over so many cells of four contenders, without the cost of noise."""
    names = ["plain", "alpha", "beta", "alpha~twin"]
    blocks = samples // (cells * len(names))
    planned = [
        Cell(
            id=f"session/toy/n={number}/tuned",
            probe="session",
            workload=f"toy{number % 6}",
            size={"n": number},
            lane="tuned",
            bytecode="warm",
            meter="time",
            contenders=names,
            minimum_blocks=blocks,
            maximum_blocks=blocks,
            timeout_s=10.0,
            steps=1,
            order=[],
        )
        for number in range(cells)
    ]
    contenders = [Contender(name, name, name == "plain", "alpha" if "~" in name else None) for name in names]
    header = next(iter(known_truth()))
    assert isinstance(header, Header)
    yield msgspec.structs.replace(
        header, cells=planned, contenders=contenders, questions=[question("run", "run.wall_ns")]
    )
    from benchmarks.record.schema import Block

    clock = 0
    for cell in planned:
        for block in range(blocks):
            for position, name in enumerate(names):
                clock += 1
                value = 1e9 + (clock * 7919) % 1_000_003 * 997 + position * 1e8
                yield Sample(cell.id, block, 0, position, name, "ok", clock / 10, {"run.wall_ns": value})
            yield Block(cell.id, block, 0, [], counts=True)
