"""Pages of the documentation that are written from committed raw files, and from nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from benchmarks.analyse.results import Answer, answers
from benchmarks.present import markdown
from benchmarks.present.front import front
from benchmarks.present.sentences import Part
from benchmarks.present.summary import FAMILY, Row, grids, summarise
from benchmarks.present.view import View
from benchmarks.record.progress import Progress


def excerpt(progress: Progress, command: str) -> str:
    """What a campaign shows at a glance: its sentences, its headline figures, and whether to trust them."""
    found = answers(progress)
    told = summarise(progress, found)
    lines = [f"`{command}`. {'. '.join(map(markdown.safe, facts(progress, found)))}.", ""]
    lines += [f"- {markdown.safe(sentence)}" for sentence in told.headlines]
    lines.append("")
    for section in told.sections:
        rows = [row for row in section.rows if row.question.endswith("*")]
        if rows and section.pairs:
            lines += [f"**{markdown.safe(section.title)}**", ""]
            for grid in grids(replace(section, rows=tuple(rows)), _asked, noise=False):
                lines += [*markdown.drawn(grid), ""]
    lines += [markdown.safe(FAMILY), ""] if told.has_family else []
    lines += [f"- {check.title}: {markdown.safe(check.sentence.text)}" for check in told.checks]
    return "\n".join(lines)


def _asked(row: Row) -> str:
    return row.ask


def facts(progress: Progress, found: Sequence[Answer]) -> list[str]:
    """Versions, machine, when and how much, as the report's head has them."""
    return [f"{fact.title}: {_text(fact.parts)}" for fact in front(View.of(progress, found)).facts]


def _text(parts: Sequence[Part]) -> str:
    return "".join(part if isinstance(part, str) else part.text for part in parts)
