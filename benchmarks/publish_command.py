"""``fvk publish``: write the documentation's figures from committed raw files, or check that they agree."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from benchmarks.errors import UsageError
from benchmarks.migration import page as migration
from benchmarks.present.documents import excerpt
from benchmarks.present.findings.page import CHARTS, DATA, findings
from benchmarks.present.findings.stated import Stated, read_stated
from benchmarks.record.journal import FILE_NAME, read
from benchmarks.record.progress import Progress, replay

README = Path("README.md")
STATED = Path("docs", "findings.toml")
GLANCE = "quick"
"""The campaign that the README shows."""
BEGIN, END = "<!-- results:begin", "<!-- results:end -->"
DRIFTED = 1


def run(root: Path, *, check: bool, console: Console) -> int:
    """Write README's block and the pages below ``root``; with ``check``, 1 where they differ instead."""
    campaigns = _campaigns(root)
    stated = read_stated(root / STATED) if (root / STATED).exists() else Stated([], [])
    pages = {README: _readme(root, campaigns[GLANCE]), **findings(stated, campaigns).files}
    if (root / migration.WISHES).exists():
        pages[migration.PAGE] = migration.page(root, campaigns)
    status = _without_source(root, pages, check=check, console=console)
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


def _without_source(root: Path, pages: Mapping[Path, str], *, check: bool, console: Console) -> int:
    """Charts that nothing draws any more are removed, or found fault with."""
    left = [file for file in sorted((root / CHARTS).glob("*.svg")) if file.relative_to(root) not in pages]
    for file in left:
        if check:
            console.print(f"{file.relative_to(root)} has no data; run `fvk publish`", highlight=False)
        else:
            file.unlink()
    return DRIFTED if check and left else 0


def _campaigns(root: Path) -> dict[str, Progress]:
    files = sorted((root / DATA).glob(f"*/{FILE_NAME}"))
    found = {file.parent.name: replay(read(file)) for file in files}
    if GLANCE not in found:
        raise UsageError(f"{DATA / GLANCE}: no campaign there; `fvk run --out {DATA / GLANCE}` measures one")
    return found


def _readme(root: Path, progress: Progress) -> str:
    text = (root / README).read_text(encoding="utf-8")
    before, begin, rest = text.partition(BEGIN)
    marker, _, after = rest.partition("\n")
    _, end, tail = after.partition(END)
    if not begin or not end:
        raise UsageError(f"{README}: the lines {BEGIN} … --> and {END} are missing; put them back")
    return f"{before}{begin}{marker}\n{excerpt(progress, ' '.join(progress.header.command))}\n{end}{tail}"


def _difference(present: str, wanted: str) -> str:
    lines = difflib.unified_diff(present.splitlines(), wanted.splitlines(), "page", "data", lineterm="", n=0)
    return "\n".join(list(lines)[:12])
