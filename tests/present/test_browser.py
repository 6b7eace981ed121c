"""The page in a real Chromium, without a network."""

from __future__ import annotations

import bz2
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.analyse.results import answers
from benchmarks.present import html
from benchmarks.present.cost_model import CostQuestion, forecast, settings
from benchmarks.present.sections.yours import forecast_text
from benchmarks.present.view import View
from benchmarks.record.progress import replay
from tests.present.browsing import Chromium, Visit, chromium, require
from tests.present.conftest import Forms, in_all_forms
from tests.present.pictures import take
from tests.present.poison import poisoned

pytestmark = pytest.mark.slow

A4_PX, LETTER_PX = 703, 725
"""Widths between the page's margins at 96 pixels an inch."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Chromium]:
    require()
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def file(everything: Forms, tmp_path_factory: pytest.TempPathFactory) -> Path:
    written = tmp_path_factory.mktemp("page") / "report.html"
    written.write_text(everything.html, encoding="utf-8")
    return written


@pytest.fixture(scope="module")
def short(everything: Forms, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same page with a few rows a table: what axe says of one row it says of a hundred, only slower."""
    written = tmp_path_factory.mktemp("short") / "report.html"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(html, "TABLE_ROWS", (6,))
        written.write_text(html.build(everything.progress, everything.answers), encoding="utf-8")
    return written


def visible_rows(visit: Visit) -> list[str]:
    return visit.page.eval_on_selector_all(
        ".overview tbody tr",
        "rows => rows.filter(row => row.offsetParent !== null || row.offsetHeight).map(row => row.innerText)",
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_requested_and_nothing_complains(browser: Chromium, file: Path, scheme: str) -> None:
    with browser.visit(file, color_scheme=scheme) as visit:
        assert visit.requests == [file.as_uri()]
        assert visit.messages == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_with_everything_opened(browser: Chromium, short: Path, scheme: str) -> None:
    with browser.visit(short, color_scheme=scheme) as visit:
        visit.page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        assert visit.violations() == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_a_phone(browser: Chromium, short: Path, scheme: str) -> None:
    with browser.visit(short, width=360, color_scheme=scheme) as visit:
        assert visit.violations() == []


@pytest.mark.parametrize("width", [320, 360, 768, 1280, 2200])
def test_no_screen_has_to_scroll_sideways(browser: Chromium, file: Path, width: int) -> None:
    with browser.visit(file, width=width) as visit:
        assert visit.width() <= width
        visit.page.locator("label:has(#show-amount)").click()
        assert visit.page.is_checked("#show-amount")
        assert visit.width() <= width


def test_the_keyboard_filters_and_the_address_remembers(browser: Chromium, file: Path) -> None:
    with browser.visit(file) as visit:
        before = visible_rows(visit)
        visit.page.focus("input[name=workload]")
        visit.page.keyboard.press("ArrowRight")
        after = visible_rows(visit)
        assert after != before
        assert all("training" in row for row in after)
        assert "workload=training" in visit.page.url
        visit.page.reload()
        assert visible_rows(visit) == after


def test_one_row_a_question_holds_under_every_lane(browser: Chromium, file: Path) -> None:
    with browser.visit(file, fragment="#lane=default") as visit:
        rows = visible_rows(visit)
        assert rows
        assert all("default lane" in row for row in rows)
        questions = [row.split()[0] for row in rows]
        assert len(questions) == len(set(questions))


def test_ratios_turn_into_seconds_and_back(browser: Chromium, file: Path) -> None:
    with browser.visit(file) as visit:
        assert visit.page.locator(".as-ratio svg").first.is_visible()
        visit.page.focus("#show-ratio")
        visit.page.keyboard.press("ArrowRight")
        assert visit.page.locator(".as-amount svg").first.is_visible()
        assert not visit.page.locator(".as-ratio svg").first.is_visible()
        assert "show=amount" in visit.page.url


def test_a_row_leads_to_its_section_and_the_filters_stay(browser: Chromium, file: Path) -> None:
    with browser.visit(file, fragment="#show=amount", reduced_motion="reduce") as visit:
        visit.page.locator(".overview tbody a").first.click()
        assert visit.page.url.endswith("#loop&show=amount")
        assert visit.page.locator("#loop h2").bounding_box()["y"] < 900


def test_arrows_walk_through_a_matrix_and_enter_opens_the_message(browser: Chromium, file: Path) -> None:
    with browser.visit(file) as visit:
        visit.page.locator("#mistakes .matrix summary").first.focus()
        visit.page.keyboard.press("ArrowRight")
        text = visit.page.evaluate("document.activeElement.textContent")
        assert text.startswith("import")
        visit.page.keyboard.press("Enter")
        assert visit.page.locator("#mistakes pre").nth(1).is_visible()
        assert "Cannot convert value" in visit.page.locator("#mistakes pre").nth(1).inner_text()


def test_what_has_the_focus_shows_it(browser: Chromium, file: Path) -> None:
    with browser.visit(file) as visit:
        visit.page.keyboard.press("Tab")
        assert visit.page.evaluate("document.activeElement.className") == "skip"
        assert visit.page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
        assert visit.page.locator(".skip").bounding_box()["x"] >= 0


@pytest.mark.parametrize("key", ["local", "pods"])
def test_the_calculator_says_what_the_analysis_says(
    browser: Chromium, file: Path, everything: Forms, key: str
) -> None:
    wish = CostQuestion(steps=30, work_s=2.5, megabytes=4, width=7, runs_a_day=12)
    view = View.of(everything.progress, everything.answers)
    setting = next(one for one in settings(view) if one.key == key)
    with browser.visit(file) as visit:
        for name in ("steps", "work_s", "megabytes", "width", "runs_a_day"):
            visit.page.fill(f"#in-{name}", f"{getattr(wish, name):g}")
        visit.page.locator(f"label:has(#in-{key})").click()
        assert visit.page.is_checked(f"#in-{key}")
        boxes = visit.page.locator("#results .result").all_inner_texts()
    for model, box in zip(setting.models, boxes, strict=True):
        told = re.match(r"(.*) (\[.*\]) a run, (n=\d+), (.*)", forecast_text(forecast(model, wish), wish))
        assert told is not None
        for piece in told.groups():
            assert piece in box


def test_the_calculator_says_when_it_leaves_what_was_measured(browser: Chromium, file: Path) -> None:
    with browser.visit(file) as visit:
        visit.page.fill("#in-steps", "100000")
        assert "outside the measured range" in visit.page.inner_text("#results")
        visit.page.fill("#in-steps", "-1")
        assert "Steps" in visit.page.inner_text("#results")
        assert "a run" not in visit.page.inner_text("#results")


def test_every_digit_that_the_calculator_writes_names_its_cells(browser: Chromium, file: Path) -> None:
    with browser.visit(file) as visit:
        assert visit.page.eval_on_selector_all(
            "#results p", "all => all.every(one => one.closest('[data-cell]'))"
        )


def test_without_script_the_page_answers_everything(browser: Chromium, file: Path) -> None:
    with browser.visit(file) as scripted:
        expected = scripted.page.locator(".answer").all_inner_texts()
        rows = visible_rows(scripted)
    with browser.visit(file, java_script_enabled=False) as visit:
        assert visit.page.locator(".answer").all_inner_texts() == expected
        assert not visit.page.locator("#calculator").is_visible()
        assert visit.page.locator("#yours table").first.is_visible()
        visit.page.locator("#loop .behind > summary").click()
        assert visit.page.locator("#loop .command code").is_visible()
        visit.page.locator("#filters label:has(#show-amount)").click()
        assert visit.page.locator(".as-amount svg").first.is_visible()
        shown = visit.page.locator(".overview tbody tr >> visible=true").all_inner_texts()
        assert len(shown) == len(rows)


@pytest.mark.parametrize(("size", "width"), [("A4", A4_PX), ("Letter", LETTER_PX)])
def test_paper_shows_what_disclosures_hide(browser: Chromium, file: Path, size: str, width: int) -> None:
    with browser.visit(file, width=width, java_script_enabled=False) as visit:
        visit.page.emulate_media(media="print")
        hidden = visit.page.locator("details").count()
        assert hidden > 5
        assert visit.page.locator("#loop .command code").is_visible()
        assert visit.page.locator("#mistakes pre").first.is_visible()
        assert not visit.page.locator("#filters").is_visible()
        assert visit.page.pdf(format=size, prefer_css_page_size=False).startswith(b"%PDF")


@pytest.mark.parametrize("width", [A4_PX, LETTER_PX])
def test_no_chart_is_wider_than_the_paper(browser: Chromium, file: Path, width: int) -> None:
    with browser.visit(file, width=width) as visit:
        visit.page.emulate_media(media="print")
        for figure in visit.page.locator("figure").all():
            box = figure.bounding_box()
            assert box["x"] + box["width"] <= width + 1


def test_nothing_moves_for_who_wants_no_motion(browser: Chromium, file: Path) -> None:
    with browser.visit(file, reduced_motion="reduce") as visit:
        assert visit.page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def test_the_raw_file_can_be_downloaded_whole(browser: Chromium, file: Path, tmp_path: Path) -> None:
    with browser.visit(file) as visit:
        with visit.page.expect_download() as started:
            visit.page.locator(".download").click()
        assert started.value.suggested_filename == "raw.jsonl.bz2"
        started.value.save_as(tmp_path / "raw.jsonl.bz2")
        digest = hashlib.sha256(bz2.decompress((tmp_path / "raw.jsonl.bz2").read_bytes())).hexdigest()
        assert digest in visit.page.inner_text("#raw")


@pytest.mark.parametrize(
    "text",
    ["</script><script>hacked=1</script>", "<img src=x onerror=hacked=1>", '" onfocus=hacked=1 autofocus="'],
)
def test_nothing_in_a_raw_file_is_executed(browser: Chromium, tmp_path: Path, text: str) -> None:
    written = tmp_path / "report.html"
    progress = replay(poisoned(text))
    written.write_text(in_all_forms(progress).html, encoding="utf-8")
    assert answers(progress)
    with browser.visit(written) as visit:
        assert visit.page.evaluate("typeof hacked") == "undefined"
        assert visit.requests == [written.as_uri()]
        assert visit.messages == []
        assert visit.violations() == []


def test_pictures_of_all_three_views_can_be_taken(browser: Chromium, file: Path, tmp_path: Path) -> None:
    taken = take(browser, file, tmp_path)
    assert len(taken) == 6
    assert all(picture.read_bytes().startswith(b"\x89PNG") for picture in taken)
