"""``docs/findings.md``: each finding with its verdict, the campaigns behind it, and all else they say."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.analyse.results import answers
from benchmarks.present import markdown
from benchmarks.present.html import SECTIONS
from benchmarks.present.page_header import facts
from benchmarks.present.sections.section import DataTable, Section
from benchmarks.present.sentences import joined
from benchmarks.present.view import View
from benchmarks.publish.findings_chart import chart
from benchmarks.publish.judging import Judged, Ruling, family_of, judge, verdict
from benchmarks.publish.stated import Drawn, Planned, Stated, StatedFinding
from benchmarks.record.progress import Progress
from benchmarks.safe_text import code_span

DATA = Path("docs", "data")
PAGE = Path("docs", "findings.md")
CHARTS = Path("docs", "charts")
_INTRODUCTION = """\
# Findings

Where Flyte and Kubeflow Pipelines bend and break, beside plain Python. Written by `fvk publish` from
`docs/findings.toml`, which tells what was said and where a figure must lie for it, and from the raw files in
`docs/data`; `fvk publish --check` fails where this page and the data disagree. No verdict or figure is typed
by hand. Every figure stands with its 95 % interval and n, the number of blocks or samples it rests on. A
finding is *reproduced* when all its intervals lie where it says, *refuted* when one lies elsewhere, *not
decided* in between. Times are of the machine that is named; ratios, powers and sizes are what carries over.
"""
_MARKS: Mapping[Ruling, str] = {"agrees": "✓", "disagrees": "✗", "open": "?", "missing": "–", "noted": "·"}


_DETAILS = {"limits": 2, "short-steps": 1}
"""How many of a section's hidden tables the page shows: what grows, what it reaches, what a step costs."""


@dataclass(frozen=True)
class Pages:
    """What is written: files below the project's root, by their place."""

    files: Mapping[Path, str]


def findings(stated: Stated, campaigns: Mapping[str, Progress]) -> Pages:
    """The page and its charts; ``campaigns`` by the name of the data."""
    views = {name: View.of(progress, answers(progress)) for name, progress in campaigns.items()}
    charts = dict(_charts(stated, views))
    judged = [(finding, judge(finding, views)) for finding in stated.finding]
    lines = [_INTRODUCTION]
    if judged:
        lines += [*_overview(judged), *_in_detail(judged, stated, views, charts)]
    lines += [*_campaigns(stated, views), *_all_else(views)]
    return Pages({PAGE: "\n".join(lines).rstrip() + "\n", **charts})


def _charts(stated: Stated, views: Mapping[str, View]) -> Iterator[tuple[Path, str]]:
    for finding in stated.finding:
        view = views.get(finding.chart.campaign) if finding.chart else None
        if finding.chart is None or view is None:
            continue
        family = family_of(view, finding.chart.question, finding.chart.workload, finding.chart.size, "tuned")
        if family is not None and family.grows:
            yield _chart_file(finding.chart), chart(view, family)


def _chart_file(drawn: Drawn) -> Path:
    words = (drawn.campaign, drawn.workload, *map(str, drawn.size.values()), drawn.question)
    return CHARTS / f"{'-'.join(words)}.svg"


def _overview(judged: list[tuple[StatedFinding, list[Judged]]]) -> Iterator[str]:
    yield from (markdown.row(("", "finding", "verdict", "what the data says")), "|---|---|---|---|")
    for number, (finding, evidence) in enumerate(judged, start=1):
        told = verdict([one.ruling for one in evidence])
        shown = next((one.told for one in evidence if one.ruling != "missing"), "–")
        yield f"| {number} | {markdown.safe(finding.said)} | **{told}** | {markdown.safe(shown)} |"
    yield ""


def _in_detail(
    judged: list[tuple[StatedFinding, list[Judged]]],
    stated: Stated,
    views: Mapping[str, View],
    charts: Mapping[Path, str],
) -> Iterator[str]:
    planned = {campaign.name: campaign for campaign in stated.campaign}
    for number, (finding, evidence) in enumerate(judged, start=1):
        told = verdict([one.ruling for one in evidence])
        yield from (f"## {number}. {markdown.safe(finding.said)}", "", f"**{told.capitalize()}.**", "")
        yield from (f"- {_MARKS[one.ruling]} {markdown.safe(one.told)}" for one in evidence)
        yield ""
        if finding.why:
            yield from (f"Why: {markdown.safe(finding.why)}", "")
        if finding.chart and (file := _chart_file(finding.chart)) in charts:
            name = f"{finding.chart.question} of {finding.chart.workload}"
            yield from (f"![{markdown.safe(name)}]({file.relative_to(PAGE.parent).as_posix()})", "")
        commands = dict.fromkeys(
            _command(planned[one.campaign], views.get(one.campaign)) for one in finding.evidence
        )
        yield from ("Repeat it: " + "; ".join(code_span(command) for command in commands), "")


def _command(planned: Planned, view: View | None) -> str:
    """What measured it, as the raw file has it; where nothing did yet, what would."""
    words = view.header.command if view else ["fvk", *planned.arguments(DATA / planned.name)]
    return shlex.join(words)


def _campaigns(stated: Stated, views: Mapping[str, View]) -> Iterator[str]:
    yield from ("## The campaigns", "")
    yield "`make findings` measures those that `docs/data` lacks, and writes this page."
    yield ""
    heads = ("campaign", "what it is about", "measured", "amount", "failed", "disturbed blocks", "command")
    yield from (markdown.row(heads), "|" + "---|" * len(heads))
    planned = {campaign.name: campaign for campaign in stated.campaign}
    for name in (*planned, *(name for name in views if name not in planned)):
        plan, view = planned.get(name), views.get(name)
        title = plan.title if plan else "–"
        if view is not None:
            head = facts(view)
            told = (head["Measured"], head["Amount"], _failed(view.progress), _disturbed(view.progress))
        else:
            about = f"about {plan.minutes:g} min" if plan else "–"
            told = ("not yet", about, "–", "–")
        command = shlex.join(view.header.command) if view else _command(planned[name], None)
        yield f"{markdown.row((name, title, *told))[:-1]}| {code_span(command)} |"
    yield ""
    machines = {(head["Machine"], head["Versions"]) for head in map(facts, views.values())}
    yield from (
        f"- {markdown.safe(machine)}; {markdown.safe(versions)}" for machine, versions in sorted(machines)
    )
    yield ""


def _failed(progress: Progress) -> str:
    samples = [sample for block in progress.samples.values() for sample in block.values()]
    return f"{sum(sample.status == 'failed' for sample in samples)} of {len(samples)}"


def _disturbed(progress: Progress) -> str:
    counted = [block for cell in progress.header.cells for block in progress.counted_blocks(cell.id)]
    return f"{sum(bool(block.flags) for block in counted)} of {len(counted)}"


def _all_else(views: Mapping[str, View]) -> Iterator[str]:
    yield from (
        "## All that the campaigns say",
        "",
        "`fvk report docs/data/NAME` shows one with its charts.",
        "",
    )
    for name, view in views.items():
        yield from ("<details>", f"<summary>{name}</summary>", "")
        for section in (make(view) for make in SECTIONS):
            if section.measured:
                yield from _section(section)
        yield from ("</details>", "")


def _section(section: Section) -> Iterator[str]:
    yield from (f"### {section.ask}", "")
    yield from (f"- {markdown.safe(sentence.text)}" for sentence in section.answer)
    yield ""
    for table in (*section.tables, *section.details[: _DETAILS.get(section.key, 0)]):
        yield from _table(table)
    if section.command:
        yield from (f"Repeat it: {code_span(section.command)}", "")


def _table(table: DataTable) -> Iterator[str]:
    yield from (f"*{markdown.safe(joined(table.caption))}*", "")
    yield markdown.row([joined(head) for head in table.heads])
    yield "|" + "---|" * len(table.heads)
    for line in table.lines:
        yield markdown.row([joined(item.parts) for item in line.items])
    yield ""
