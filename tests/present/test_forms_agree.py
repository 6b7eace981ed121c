"""Every form of every committed raw file gives the same verdicts and figures."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from msgspec.structs import replace
from rich.console import Console

from benchmarks.analyse.results import Answer, answers
from benchmarks.present import figures, html, markdown, result
from benchmarks.present.first_table import FirstTable, first_table
from benchmarks.present.headlines import headlines
from benchmarks.present.roles import pairing_of, roles_of
from benchmarks.present.statements import undecided
from benchmarks.present.summary import verdict_text
from benchmarks.present.terminal import print_summary
from benchmarks.record.journal import read
from benchmarks.record.progress import Progress, replay
from benchmarks.safe_text import markdown_text

DATA = Path(__file__).parents[2] / "docs" / "data"
CAMPAIGNS = sorted(path.parent.name for path in DATA.glob("*/raw.jsonl"))


def words(text: str) -> str:
    """The words of a text, however its lines are broken."""
    return " ".join(text.split())


def terminal(progress: Progress, found: tuple[Answer, ...]) -> str:
    console = Console(file=io.StringIO(), width=400)
    print_summary(console, progress, found)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def missing(form: str, told: FirstTable, shown: str) -> Iterator[str]:
    """The texts of the first table that a form lacks."""
    for row in told.rows:
        for text in told.texts(row):
            wanted = markdown_text(text) if form == "markdown" else text
            if words(wanted) not in words(shown):
                yield f"{form}: {row.key}: {text}"
    for line in told.choose:
        wanted = markdown_text(line) if form == "markdown" else line
        if words(wanted) not in words(shown):
            yield f"{form}: {line}"


@pytest.mark.parametrize("name", CAMPAIGNS)
def test_all_forms_of_a_committed_campaign_say_the_same(name: str) -> None:
    progress = replay(read(DATA / name / "raw.jsonl"))
    found = answers(progress)
    told = first_table(progress, found)
    page = html.build(progress, found)
    forms = {
        "terminal": terminal(progress, found),
        "markdown": markdown.summary(progress, found),
        "page": unescape(re.sub(r"<[^>]+>", " ", page.partition('id="overview"')[0])),
    }
    assert [text for form, shown in forms.items() for text in missing(form, told, shown)] == []
    whole = json.loads(result.as_json(progress, found))
    assert whole["first_table"]["rows"] == [list(told.texts(row)) for row in told.rows]
    rows = whole["results"]
    lines = list(csv.DictReader(io.StringIO(result.as_csv(progress, found))))
    assert [line["verdict"] for line in lines] == [row["verdict"] for row in rows]
    assert [line["estimate"] for line in lines] == [
        "" if row["estimate"] is None else repr(row["estimate"]) for row in rows
    ]
    assert not [row for row in rows if row["kind"] == "ratio" and not _said(row, progress, found, forms)]


def _said(
    row: dict[str, object], progress: Progress, found: tuple[Answer, ...], forms: dict[str, str]
) -> bool:
    """Whether the ratio and verdict of a row of ``results.json`` stand in the terminal and in Markdown."""
    answer = next(one for one in found if (one.cell.id, one.question.id) == (row["cell"], row["question"]))
    pairing = pairing_of(answer, (str(row["against"]), str(row["contender"])))
    assert pairing is not None
    assert pairing.comparison is not None
    assert row["verdict"] == verdict_text(pairing, answer.question)
    ratio = pairing.comparison.ratio
    assert ratio is not None
    assert (row["estimate"], row["low"], row["high"]) == (ratio.estimate, ratio.low, ratio.high)
    several = len(roles_of(progress.header).pairs) > 1
    estimate = f"{figures.digits(ratio.estimate)}×" if several else figures.ratio(ratio).partition(" ")[0]
    return estimate in forms["terminal"] and figures.ratio(ratio) in forms["markdown"]


def test_a_number_of_blocks_has_a_singular() -> None:
    for name in CAMPAIGNS:
        progress = replay(read(DATA / name / "raw.jsonl"))
        for row in first_table(progress, answers(progress)).rows:
            assert not re.search(r"\b1 blocks", row.sure), (name, row)


def test_same_never_leads_where_another_cell_of_the_question_has_a_noticeable_winner() -> None:
    offenders = []
    for name in CAMPAIGNS:
        progress = replay(read(DATA / name / "raw.jsonl"))
        found = answers(progress)
        roles = roles_of(progress.header)
        leads = [one.about.text for one in headlines(roles, found) if one.kind == "same" and one.about]
        for answer in found if len(roles.pairs) == 1 else ():
            for pair in roles.pairs:
                pairing = pairing_of(answer, pair)
                if pairing and answer.question.ask in leads and not undecided(pairing, answer.question):
                    offenders.append((name, answer.question.id, answer.cell.id))
    assert offenders == [] or all(len(roles_of(_header(name)).pairs) > 1 for name, *_ in offenders)


def _header(name: str):
    return replay(read(DATA / name / "raw.jsonl")).header


def test_text_that_a_spreadsheet_would_compute_is_inert() -> None:
    progress = replay(read(DATA / "arguments" / "raw.jsonl"))
    for block in progress.samples.values():
        for name, sample in list(block.items()):
            if sample.status == "failed":
                block[name] = replace(sample, reason='=HYPERLINK("x")')
    text = result.as_csv(progress, answers(progress))
    assert "'=HYPERLINK" in text
    assert not re.search(r'(^|,)"?=HYPERLINK', text)
