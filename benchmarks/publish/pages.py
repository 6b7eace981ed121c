"""``fvk publish``: write the documentation's figures from committed raw files, or check that they agree."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from benchmarks.analyse.results import answers
from benchmarks.errors import UsageError
from benchmarks.present.documents import documented, excerpt
from benchmarks.present.first_table import committed_file, library_table
from benchmarks.present.markdown import first_screen
from benchmarks.publish import forms_page, history_pages, migration_page, reproducibility_page
from benchmarks.publish.findings_page import CHARTS, DATA, findings
from benchmarks.publish.stated import Stated, read_stated
from benchmarks.record.journal import FILE_NAME, read
from benchmarks.record.progress import Progress, replay
from benchmarks.record.unpublishable import refuse_test_server

README = Path("README.md")
STATED = Path("docs", "findings.toml")
COMMITTED = Path("benchmarks", "present", "committed.json")
"""The first screen's rows, which travel with the distribution for reports that did not measure them."""
MEASUREMENT = Path("docs", "measurement.md")
SELFCHECKS = "selfcheck-"
"""Data of self-checks, which the page on measurement tells; nobody compares contenders by them."""
GLANCE = "quick"
"""The campaign that the README shows."""
RESULTS, CHECKS = "results", "selfcheck"
"""Names of the blocks between two markers."""
DRIFTED = 1


def run(root: Path, *, check: bool, console: Console) -> int:
    """Write the pages below ``root`` from its data; with ``check``, 1 where they differ instead."""
    every = _campaigns(root)
    aside = (SELFCHECKS, reproducibility_page.PREFIX)
    campaigns = {name: one for name, one in every.items() if not name.startswith(aside)}
    again = {name: one for name, one in every.items() if name.startswith(reproducibility_page.PREFIX)}
    controls = [one for name, one in every.items() if name.startswith(SELFCHECKS)]
    stated = read_stated(root / STATED) if (root / STATED).exists() else Stated([], [])
    versions = history_pages.pages(root, DATA)
    told = {name: (one, answers(one)) for name, one in campaigns.items()}
    glance = excerpt(campaigns[GLANCE], " ".join(campaigns[GLANCE].header.command))
    first = "\n".join(first_screen(library_table(told)))
    pages = {
        README: _between(root, README, RESULTS, f"{first}\n{glance}"),
        COMMITTED: committed_file(told),
        MEASUREMENT: _between(root, MEASUREMENT, CHECKS, documented(controls)),
        **findings(stated, campaigns).files,
        **versions,
    }
    if (root / migration_page.WISHES).exists():
        pages[migration_page.PAGE] = migration_page.page(root, campaigns)
    if again:
        pages[reproducibility_page.PAGE] = reproducibility_page.page({GLANCE: campaigns[GLANCE], **again})
    if forms_page.CAMPAIGN in campaigns:
        pages[forms_page.PAGE] = forms_page.page(campaigns[forms_page.CAMPAIGN])
    drawn = [file.relative_to(root) for file in sorted((root / CHARTS).glob("*.svg"))]
    left = [*history_pages.left_over(root, versions), *(name for name in drawn if name not in pages)]
    status = _clear(root, left, check=check, console=console)
    for name, text in pages.items():
        file = root / name
        present = file.read_text(encoding="utf-8") if file.exists() else ""
        if present == text:
            continue
        if check:
            status = DRIFTED
            console.print(f"{name} disagrees with {DATA}; run `fvk publish`", highlight=False)
            console.print(escape(_difference(present, text)), highlight=False, soft_wrap=True)
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
            console.print(f"wrote {name}", highlight=False)
    return status


def _clear(root: Path, files: Sequence[Path], *, check: bool, console: Console) -> int:
    """Remove pages whose data is gone; with ``check``, :data:`DRIFTED` if there are any."""
    for name in files:
        console.print(f"{name} has no data any more{'; run `fvk publish`' if check else ''}", highlight=False)
        if not check:
            (root / name).unlink()
    return DRIFTED if files and check else 0


def _campaigns(root: Path) -> dict[str, Progress]:
    files = sorted((root / DATA).glob(f"*/{FILE_NAME}"))
    own = [file for file in files if not file.parent.name.startswith(history_pages.PREFIX)]
    found = {file.parent.name: replay(read(file)) for file in own}
    for name, progress in found.items():
        refuse_test_server(str(DATA / name), progress.header)
    if GLANCE not in found:
        raise UsageError(f"{DATA / GLANCE}: no campaign there; `fvk run --out {DATA / GLANCE}` measures one")
    return found


def _between(root: Path, page: Path, block: str, text: str) -> str:
    """The page with ``text`` between the two markers of this block."""
    present = (root / page).read_text(encoding="utf-8") if (root / page).exists() else ""
    first, last = f"<!-- {block}:begin", f"<!-- {block}:end -->"
    before, begin, rest = present.partition(first)
    marker, _, after = rest.partition("\n")
    _, end, tail = after.partition(last)
    if not begin or not end:
        raise UsageError(f"{page}: the lines {first} … --> and {last} are missing; put them back")
    return f"{before}{begin}{marker}\n{text}\n{end}{tail}"


def _difference(present: str, wanted: str) -> str:
    lines = difflib.unified_diff(present.splitlines(), wanted.splitlines(), "page", "data", lineterm="", n=0)
    return "\n".join(list(lines)[:12])
