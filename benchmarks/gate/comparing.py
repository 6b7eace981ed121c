"""Compare two campaigns: one table, one exit status."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from benchmarks.analyse.regression import Finding, compare, obstacles, package_changes
from benchmarks.errors import DONE, FOUND, NOT_COMPARABLE
from benchmarks.present import figures
from benchmarks.present.markdown import row, safe
from benchmarks.record.journal import read
from benchmarks.record.progress import replay

_HEADS = ("question", "cell", "contender", "new / old", "n", "finding")


def compare_files(
    old: Path, new: Path, margin: float, *, anyway: bool, markdown: Path | None, console: Console
) -> int:
    """Compare two campaigns; 0 without, 1 with a regression beyond ``margin``, 3 if not comparable."""
    before, after = replay(read(old)), replay(read(new))
    different = obstacles(before, after)
    if different and not anyway:
        tell_obstacles(different, console)
        return NOT_COMPARABLE
    found = compare(before, after, margin)
    remarks = (*different, *package_changes(before, after))
    return conclude(found, remarks, margin, markdown, console)


def tell_obstacles(different: Sequence[str], console: Console) -> None:
    """Say why two campaigns are not comparable, and what to do."""
    console.print("not comparable: the two campaigns ran under different conditions", highlight=False)
    for line in different:
        console.print(f"  · {escape(line)}", highlight=False, soft_wrap=True)
    console.print("run both on one machine, or add --anyway to compare regardless", highlight=False)


def conclude(
    found: Sequence[Finding], remarks: Sequence[str], margin: float, markdown: Path | None, console: Console
) -> int:
    """Show the findings, write them for a pull request, and answer with the exit status."""
    if not found:
        console.print("not comparable: the two campaigns have no figure in common; run the same questions")
        return NOT_COMPARABLE
    _show(found, remarks, margin, console)
    if markdown:
        markdown.write_text(_markdown(found, remarks, margin), encoding="utf-8")
        console.print(f"wrote {escape(str(markdown))}", highlight=False, soft_wrap=True)
    bad = any(finding.change in ("regression", "gone") for finding in found)
    return FOUND if bad else DONE


def _cells(finding: Finding) -> tuple[str, ...]:
    comparison = finding.comparison
    basis = " (relative to plain Python)" if finding.relative else ""
    told = f"{finding.change}{f' ({finding.reason})' if finding.reason else ''}"
    return (
        finding.question.id,
        finding.cell,
        finding.contender,
        f"{figures.ratio(comparison.ratio)}{basis}" if comparison else figures.NONE,
        str(comparison.n) if comparison else figures.NONE,
        told,
    )


def _conclusion(found: Sequence[Finding], margin: float) -> str:
    worse = sum(finding.change == "regression" for finding in found)
    gone = sum(finding.change == "gone" for finding in found)
    better = sum(finding.change == "improvement" for finding in found)
    left = sum(finding.change == "not compared" for finding in found)
    return (
        f"{len(found) - left} figures compared at a margin of {margin:.0%}: {counted(worse, 'regression')}, "
        f"{gone} gone, {counted(better, 'improvement')} (corrected together by Hochberg's procedure)"
        + (f"; {left} not compared" if left else "")
    )


def counted(number: int, noun: str) -> str:
    """``1 regression``, ``2 regressions``."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


_FIRST = ("regression", "gone", "improvement", "not compared", "no change seen")


def _changed_first(found: Sequence[Finding]) -> list[Finding]:
    return sorted(found, key=lambda finding: _FIRST.index(finding.change))


def _show(found: Sequence[Finding], remarks: Sequence[str], margin: float, console: Console) -> None:
    table = Table(*_HEADS)
    for finding in _changed_first(found):
        table.add_row(*map(escape, _cells(finding)))
    console.print(table)
    for remark in remarks:
        console.print(f"  · {escape(remark)}", highlight=False, soft_wrap=True)
    console.print(_conclusion(found, margin), highlight=False)


def _markdown(found: Sequence[Finding], remarks: Sequence[str], margin: float) -> str:
    lines = [f"**{_conclusion(found, margin)}**", "", row(_HEADS), "|" + "---|" * len(_HEADS)]
    lines += [row(_cells(finding)) for finding in _changed_first(found)]
    lines += ["", *(f"- {safe(remark)}" for remark in remarks), ""]
    return "\n".join(lines)
