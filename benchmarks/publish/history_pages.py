"""``docs/history.md`` and its charts, from the raw files that are committed."""

from __future__ import annotations

from pathlib import Path

from benchmarks.history import chart, page
from benchmarks.history.page import History
from benchmarks.record.journal import FILE_NAME, read
from benchmarks.record.progress import replay

PREFIX = "history-"
"""Begins the name of each folder of ``docs/data`` that holds versions over time."""
PAGE = Path("docs", "history.md")
CHARTS = Path("docs", "history")


def pages(root: Path, data: Path) -> dict[Path, str]:
    """Every file that the committed histories below ``data`` make, with its text; none without any."""
    files = sorted((root / data).glob(f"{PREFIX}*/{FILE_NAME}"))
    histories = [History.read(_name(file), replay(read(file))) for file in files]
    if not histories:
        return {}
    drawn = {one.name: chart.svg(one.trends, f"{one.engine} by version") for one in histories}
    charts = {name: f"{CHARTS.name}/{name}.svg" for name, text in drawn.items() if text}
    found = {PAGE: page.document(histories, charts)}
    return found | {PAGE.parent / file: drawn[name] for name, file in charts.items()}


def left_over(root: Path, wanted: dict[Path, str]) -> list[Path]:
    """Files of this page that no committed history makes any more."""
    there = [PAGE, *(path.relative_to(root) for path in sorted((root / CHARTS).glob("*.svg")))]
    return [path for path in there if path not in wanted and (root / path).exists()]


def _name(file: Path) -> str:
    return file.parent.name.removeprefix(PREFIX)
