"""Conclude a campaign: print the summary, write the report, and answer with the exit status."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.markup import escape

from benchmarks.analyse.results import answers
from benchmarks.campaign.particulars import Particulars
from benchmarks.errors import NOT_COMPARABLE
from benchmarks.present import html, markdown, result
from benchmarks.present.terminal import print_summary
from benchmarks.record.journal import FILE_NAME
from benchmarks.record.progress import Progress

MISMATCH = 1


def conclude(
    progress: Progress, directory: Path, console: Console, particulars: Particulars | None = None
) -> int:
    """Print the summary, write the report, and say with the exit status whether all work was equal."""
    particulars = particulars or Particulars()
    found = answers(progress)
    print_summary(console, progress, found, tables=particulars.tables)
    pages = {
        "summary.md": markdown.summary(progress, found),
        "results.json": result.as_json(progress, found),
        "results.csv": result.as_csv(progress, found),
        "report.html": html.build(progress, found),
    }
    for name, text in pages.items():
        (directory / name).write_text(text, encoding="utf-8")
    console.print()
    for written in (*((FILE_NAME,) if (directory / FILE_NAME).exists() else ()), *pages):
        console.print(f"wrote {escape(str(directory / written))}", highlight=False, soft_wrap=True)
    particulars.finish(progress, directory, console)
    samples = [one for block in progress.samples.values() for one in block.values()]
    if samples and not any(sample.status in ("ok", "mismatch") for sample in samples):
        console.print("nothing was measured: every sample failed, as told above", highlight=False)
        return NOT_COMPARABLE
    different = any(own.standing == "mismatch" for answer in found for own in answer.own)
    return MISMATCH if different else 0
