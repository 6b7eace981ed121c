"""docs/history.md is made from committed raw files alone, and held to them."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.history import authoring
from benchmarks.publish.history_pages import PAGE
from benchmarks.record.journal import Journal
from benchmarks.record.progress import Progress
from tests.endtoend.documents import publish, root
from tests.history.known import CELL, known, told

pytestmark = pytest.mark.slow

CHART = Path("docs", "history", "toy.svg")
__all__ = ["root"]


def commit(root: Path, progress: Progress, name: str = "history-toy") -> None:
    with Journal(root / "docs" / "data" / name / "raw.jsonl") as journal:
        journal.append(progress.header)
        for table in progress.tables:
            journal.append(table)
        for taken in progress.samples.values():
            for sample in taken.values():
                journal.append(sample)
        for block in progress.blocks[CELL]:
            journal.append(block)


@pytest.fixture
def history(root: Path) -> Path:
    tables = (
        *authoring.wanted(asked=True),
        told("mistakes", "1", a="never:_wrong_result"),
        told("mistakes", "2", a="import"),
    )
    commit(root, known({"1": 1.0, "2": 1.5}, failing=(), tables=tables))
    return root


def test_without_any_history_there_is_no_page_and_nothing_breaks(root: Path) -> None:
    assert publish(root) == 0
    assert publish(root, check=True) == 0
    assert not (root / PAGE).exists()


def test_the_page_tells_moves_authoring_and_what_has_no_figure(history: Path) -> None:
    assert publish(history) == 0
    text = (history / PAGE).read_text()
    assert "◆ 2.0 moved run, for the worse" in text
    assert "newly caught" in text
    assert "does not install: there is no tinysdk==9" in text
    assert "](history/toy.svg)" in text
    assert (history / CHART).exists()
    assert publish(history, check=True) == 0


@pytest.mark.parametrize("page", [PAGE, CHART])
def test_a_page_or_chart_changed_by_hand_fails_the_check(history: Path, page: Path) -> None:
    publish(history)
    file = history / page
    file.write_text(file.read_text().replace("2.0", "7.7", 1))
    assert publish(history, check=True) == 1
    publish(history)
    assert publish(history, check=True) == 0


def test_a_page_whose_data_is_gone_fails_the_check_and_is_removed(history: Path) -> None:
    publish(history)
    (history / "docs" / "data" / "history-toy" / "raw.jsonl").unlink()
    assert publish(history, check=True) == 1
    publish(history)
    assert not (history / PAGE).exists()
    assert not (history / CHART).exists()


def test_histories_are_no_part_of_the_findings(history: Path) -> None:
    publish(history)
    assert "history-toy" not in (history / "docs" / "findings.md").read_text()
