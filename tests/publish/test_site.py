"""The static site is made from docs alone, and every link of it leads somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from benchmarks.errors import UsageError
from benchmarks.publish.site import write_site

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("published") / "site"
    write_site(ROOT, directory)
    return directory


def test_every_link_of_the_site_leads_to_a_file_and_a_place(site: Path) -> None:
    broken = []
    for page in [site / "index.html", *(site / "docs").rglob("*.html"), *site.glob("*.html")]:
        for target in re.findall(r'(?:href|src)="([^"]+)"', page.read_text(encoding="utf-8")):
            path, _, anchor = target.partition("#")
            if re.match(r"[a-z]+:", target):
                continue
            file = (page.parent / path).resolve() if path else page
            ids = re.findall(r'id="([^"]+)"', file.read_text(encoding="utf-8")) if file.is_file() else []
            if not file.is_file() or (anchor and anchor not in ids):
                broken.append((page.relative_to(site).as_posix(), target))
    assert broken == []


def test_the_answer_page_has_the_table_of_the_readme(site: Path) -> None:
    shown = (site / "index.html").read_text(encoding="utf-8")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    row = next(line for line in readme.splitlines() if line.startswith("| Import the SDK"))
    assert [text for text in row.strip("| ").split(" | ") if text not in shown] == []


def test_every_campaign_has_its_report_and_figures(site: Path) -> None:
    for campaign in (ROOT / "docs" / "data").iterdir():
        names = {file.name for file in (site / "data" / campaign.name).iterdir()}
        assert names == {"raw.jsonl", "report.html", "results.csv", "results.json", "summary.md"}


def test_a_folder_with_other_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(UsageError, match="holds other files"):
        write_site(ROOT, tmp_path)
