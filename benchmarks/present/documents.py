"""Pages of the documentation that are written from committed raw files, and from nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from benchmarks.analyse.results import Answer, answers
from benchmarks.present import markdown
from benchmarks.present.front import front
from benchmarks.present.html import SECTIONS
from benchmarks.present.sections.section import DataTable, Section
from benchmarks.present.sentences import Part
from benchmarks.present.summary import FAMILY, Row, summarise
from benchmarks.present.view import View
from benchmarks.record.progress import Progress

_INTRODUCTION = """\
# Findings

Written by `fvk publish` from the raw files in `docs/data`; `fvk publish --check` fails where this page and
the data disagree. Every figure stands with its 95 % interval and n, the number of blocks it rests on. Times
are of the machine that is named; differences and ratios within a block are what carries over.
"""


def excerpt(progress: Progress, command: str) -> str:
    """What a campaign shows at a glance: its sentences, its headline figures, and whether to trust them."""
    found = answers(progress)
    told = summarise(progress, found)
    lines = [f"`{command}`. {'. '.join(map(markdown.safe, facts(progress, found)))}.", ""]
    lines += [f"- {markdown.safe(sentence)}" for sentence in told.headlines]
    lines.append("")
    for section in told.sections:
        rows = [row for row in section.rows if row.question.endswith("*")]
        if rows and section.pair:
            lines += [
                f"**{markdown.safe(section.title)}**",
                "",
                *_rows(section.contenders, section.pair, rows),
                "",
            ]
    lines += [markdown.safe(FAMILY), ""] if told.has_family else []
    lines += [f"- {check.title}: {markdown.safe(check.sentence.text)}" for check in told.checks]
    return "\n".join(lines)


def facts(progress: Progress, found: Sequence[Answer]) -> list[str]:
    """Versions, machine, when and how much, as the report's head has them."""
    return [f"{fact.title}: {_text(fact.parts)}" for fact in front(View.of(progress, found)).facts]


def _rows(contenders: Sequence[str], pair: tuple[str, str], rows: Sequence[Row]) -> Iterator[str]:
    a, b = pair
    heads = ("question", *contenders, f"{b} − {a}", f"{b} / {a}", "n", "verdict")
    yield markdown.row(heads)
    yield "|" + "---|" * len(heads)
    for row in rows:
        yield markdown.row((row.ask, *row.own, row.difference, row.ratio, row.n, row.verdict))


def findings(campaigns: Mapping[str, Progress]) -> str:
    """One page over several campaigns, by the readers' questions; ``campaigns`` by the name of the data."""
    lines = [_INTRODUCTION]
    for name, progress in campaigns.items():
        view = View.of(progress, answers(progress))
        command = " ".join(progress.header.command)
        lines += [f"## From `docs/data/{name}`", "", f"`{command}`", ""]
        lines += [f"- {fact.title}: {markdown.safe(_text(fact.parts))}" for fact in front(view).facts]
        lines.append("")
        for section in (make(view) for make in SECTIONS):
            if section.measured:
                lines += _section(section)
    return "\n".join(lines).rstrip() + "\n"


def _section(section: Section) -> Iterator[str]:
    yield f"### {section.ask}"
    yield ""
    yield from (f"- {markdown.safe(sentence.text)}" for sentence in section.answer)
    yield ""
    for table in (*section.tables, *(section.details[:1] if section.key == "limits" else ())):
        yield from _table(table)
    if section.command:
        yield f"Repeat it: `{section.command}`"
        yield ""


def _table(table: DataTable) -> Iterator[str]:
    yield f"*{markdown.safe(_text(table.caption))}*"
    yield ""
    yield markdown.row([_text(head) for head in table.heads])
    yield "|" + "---|" * len(table.heads)
    for line in table.lines:
        yield markdown.row([_text(item.parts) for item in line.items])
    yield ""


def _text(parts: Sequence[Part]) -> str:
    return "".join(part if isinstance(part, str) else part.text for part in parts)
