"""Pages that are written from committed data agree with it, or the check says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.errors import UsageError
from benchmarks.publish import migration_page
from benchmarks.selfcheck.results import keeping
from tests.endtoend.documents import publish, root

__all__ = ["root"]

MOVING = 'title = "t"\nquestion = ["run"]\nmove = [{source = "flyte", target = "kfp"}]\n'


def test_what_was_just_written_passes_the_check(root: Path) -> None:
    assert publish(root) == 0
    assert publish(root, check=True) == 0


def test_only_the_block_between_the_markers_is_written(root: Path) -> None:
    publish(root)
    text = (root / "README.md").read_text()
    assert text.startswith("# Title\n\n<!-- results:begin -->\n")
    assert text.endswith("<!-- results:end -->\n\nafter\n")
    assert "outdated" not in text
    assert "alpha is faster" in text


@pytest.mark.parametrize("page", ["README.md", "docs/findings.md"])
def test_a_figure_changed_by_hand_fails_the_check(root: Path, page: str) -> None:
    publish(root)
    file = root / page
    file.write_text(file.read_text().replace("n=10", "n=99", 1))
    assert publish(root, check=True) == 1


def test_the_page_on_moving_is_written_and_checked_where_its_settings_are(root: Path) -> None:
    (root / migration_page.WISHES).write_text(MOVING)
    assert publish(root) == 0
    page = root / migration_page.PAGE
    page.write_text(page.read_text().replace("From flyte", "From fly"))
    assert publish(root, check=True) == 1
    (root / migration_page.WISHES).unlink()
    assert publish(root, check=True) == 0


def test_without_data_or_markers_it_says_what_to_do(root: Path) -> None:
    (root / "README.md").write_text("# Title\n")
    with pytest.raises(UsageError, match="put them back"):
        publish(root)
    with pytest.raises(UsageError, match="fvk run --out"):
        publish(root / "elsewhere")


def test_a_committed_selfcheck_stands_in_the_page_on_measurement_and_is_held_there(root: Path) -> None:
    publish(root)
    assert "No run of them is committed yet." in (root / "docs" / "measurement.md").read_text()
    delays = [
        {
            "campaign": 0,
            "added_s": 0.02,
            "printed": "+20.1 ms [19.2, 21.0]",
            "n": 20,
            "close": True,
            "covered": True,
        },
        {
            "campaign": 1,
            "added_s": 0.02,
            "printed": "+23.0 ms [22.0, 24.0]",
            "n": 20,
            "close": False,
            "covered": False,
        },
    ]
    with keeping("delay", root / "docs" / "data" / "selfcheck-delay") as keep:
        for row in delays:
            keep(row)
    assert publish(root, check=True) == 1
    assert publish(root) == 0
    text = (root / "docs" / "measurement.md").read_text()
    assert "| 0 | +20.1 ms [19.2, 21.0] | 20 | yes | yes |" in text
    assert (
        "a delay of 20 ms was recovered within 10 % in 1 of 2 campaigns and lay inside the interval in 1"
        in text
    )
    assert publish(root, check=True) == 0
    assert "selfcheck" not in (root / "docs" / "findings.md").read_text().replace("fvk selfcheck", "")
