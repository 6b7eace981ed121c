"""Pages of the documentation that are written from committed raw files, and from nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from benchmarks.analyse.results import Answer, answers
from benchmarks.present import markdown, page_header, selfcheck_results
from benchmarks.present.summary import FAMILY, Row, grids, summarise
from benchmarks.present.view import View
from benchmarks.record.progress import Progress
from benchmarks.safe_text import code_span


def excerpt(progress: Progress, command: str) -> str:
    """What a campaign shows at a glance: its sentences, its headline figures, and whether to trust them."""
    found = answers(progress)
    told = summarise(progress, found)
    lines = [
        "<details><summary>The five main questions with their intervals, and how far to trust them</summary>",
        "",
    ]
    lines += [f"{code_span(command)}. {'. '.join(map(markdown.safe, facts(progress, found)))}.", ""]
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
    return "\n".join([*lines, "", "</details>"])


def _asked(row: Row) -> str:
    return row.ask


def facts(progress: Progress, found: Sequence[Answer]) -> list[str]:
    """Versions, machine, when and how much, as the report's head has them."""
    return [f"{title}: {text}" for title, text in page_header.facts(View.of(progress, found)).items()]


def documented(campaigns: Iterable[Progress]) -> str:
    """The block of docs/measurement.md: what each committed self-check found, with its command."""
    lines = [line for progress in campaigns for line in _documented(progress)]
    return "\n".join(lines) if lines else "No run of them is committed yet."


def _documented(progress: Progress) -> Iterator[str]:
    header = progress.header
    machine = header.fingerprint.get("machine")
    told = machine if isinstance(machine, dict) else {}
    cores = told.get("cores_allowed") or told.get("cores", "?")
    place = f"{told.get('cpu_model') or 'unknown processor'}, {cores} cores"
    yield f"{code_span(' '.join(header.command))} ({markdown.safe(place)}, {header.started_at[:10]}):"
    yield ""
    if found := selfcheck_results.rows(progress, "aa"):
        wrong = sum(row.get("different") is True for row in found)
        yield f"- {wrong} of {len(found)} campaigns called one thing different from itself."
    if found := selfcheck_results.rows(progress, "delay"):
        yield f"- In words: {selfcheck_results.delay_told(found)[0]}."
        yield ""
        yield markdown.row(("campaign", "recovered", "n", "within 10 %", "inside the interval"))
        yield "|" + "---|" * 5
        for row in found:
            marks = ("yes" if row.get(name) is True else "no" for name in ("close", "covered"))
            yield markdown.row((str(row.get("campaign")), str(row.get("printed")), str(row.get("n")), *marks))
    for check in ("referee", "overhead"):
        yield from (
            f"- {markdown.safe(str(row.get('told')))}" for row in selfcheck_results.rows(progress, check)
        )
    yield ""
