"""The closing summary as Markdown, for a pull request or a README."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from benchmarks.analyse.results import Answer
from benchmarks.present.summary import Section, sections
from benchmarks.record.progress import Progress


def summary(progress: Progress, answers: Sequence[Answer]) -> str:
    """The same rows as the terminal shows."""
    lines: list[str] = []
    for section in sections(progress, answers):
        lines += [f"### {_safe(section.title)}", "", *_table(section), ""]
        lines += [f"- {_safe(remark)}" for remark in section.remarks]
        lines.append("")
    if any(answer.headline for answer in answers):
        lines += ["\\* headline question: its verdict is corrected for the whole family (Holm).", ""]
    return "\n".join(lines)


def _table(section: Section) -> Iterator[str]:
    heads = ["question", *section.contenders]
    if section.pair:
        a, b = section.pair
        heads += [f"{b} − {a}", f"{b} / {a}", "n", "verdict", "noise (A/A)"]
    yield "| " + " | ".join(map(_safe, heads)) + " |"
    yield "|" + "---|" * len(heads)
    for row in section.rows:
        compared = (row.difference, row.ratio, row.n, row.verdict, row.noise) if section.pair else ()
        yield "| " + " | ".join(map(_safe, (row.question, *row.own, *compared))) + " |"


def _safe(text: str) -> str:
    """Text that cannot end a table cell, start markup or HTML."""
    for character, replacement in (
        ("\\", "\\\\"),
        ("|", "\\|"),
        ("<", "&lt;"),
        ("\n", " "),
        ("*", "\\*"),
        ("`", "'"),
    ):
        text = text.replace(character, replacement)
    return text
