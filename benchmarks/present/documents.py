"""Pages of the documentation that are written from committed raw files, and from nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from benchmarks.analyse.results import answers
from benchmarks.present import markdown
from benchmarks.present.front import front
from benchmarks.present.sentences import Part
from benchmarks.present.summary import FAMILY, Row, summarise
from benchmarks.present.view import View
from benchmarks.record.progress import Progress


def excerpt(progress: Progress, command: str) -> str:
    """What a campaign shows at a glance: its sentences, its headline figures, and whether to trust them."""
    found = answers(progress)
    told = summarise(progress, found)
    facts = [f"{fact.title}: {_text(fact.parts)}" for fact in front(View.of(progress, found)).facts]
    lines = [f"`{command}`. {'. '.join(map(markdown.safe, facts))}.", ""]
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


def _rows(contenders: Sequence[str], pair: tuple[str, str], rows: Sequence[Row]) -> Iterator[str]:
    a, b = pair
    heads = ("question", *contenders, f"{b} − {a}", f"{b} / {a}", "n", "verdict")
    yield markdown.row(heads)
    yield "|" + "---|" * len(heads)
    for row in rows:
        yield markdown.row((row.ask, *row.own, row.difference, row.ratio, row.n, row.verdict))


def _text(parts: Sequence[Part]) -> str:
    return "".join(part if isinstance(part, str) else part.text for part in parts)
