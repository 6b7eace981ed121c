"""What everything ran on: contenders, settings, machine, packages, and whatever else was observed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from benchmarks.present import figures
from benchmarks.present.sections.observed import flat, words
from benchmarks.present.sections.section import DataTable, SectionLine, plain
from benchmarks.present.sections.yours import is_about_yours
from benchmarks.present.sentences import CAMPAIGN, Cited, Part, named
from benchmarks.present.view import View
from benchmarks.record.schema import Question
from benchmarks.safe_text import one_line, shortened

_SHOWN_TABLES = ("mistakes", "capabilities", "code", "changes", "caching", "cached", "cache")
_MOST_PACKAGES = 400


def tables(view: View) -> Iterator[DataTable]:
    """Contenders, machine, packages, and every observed table that no section of its own shows."""
    yield _contenders(view)
    yield from _questions(view)
    yield from _machine(view)
    for table in view.progress.tables:
        if table.rows and table.name not in _SHOWN_TABLES and not is_about_yours(table):
            yield flat(view, table)


def _contenders(view: View) -> DataTable:
    """Who took part, in which versions, with which settings: the ledger's short form."""
    lines = []
    for contender in view.header.contenders:
        part = (
            f"twin of {contender.twin_of}"
            if contender.twin_of
            else "baseline"
            if contender.baseline
            else "orchestrator"
        )
        told = {**contender.versions, **({"python": contender.python} if contender.python else {})}
        versions = ", ".join(f"{name} {version}" for name, version in told.items())
        versions += f"; environment {contender.environment}" if contender.environment else ""
        lanes = [Cited(contender.lanes.get(lane, figures.NONE), (CAMPAIGN,)) for lane in ("default", "tuned")]
        items = (
            plain(named(contender.name)),
            plain(Cited(f"{part}: {contender.form}" if contender.form else part, (CAMPAIGN,))),
            plain(Cited(versions, (CAMPAIGN,))),
            *map(plain, lanes),
        )
        lines.append(SectionLine(items, (CAMPAIGN,)))
    heads: tuple[tuple[Part, ...], ...] = (
        ("contender",),
        ("part",),
        ("versions",),
        ("default lane",),
        ("tuned lane",),
    )
    caption = (
        "Contenders and their settings; FAIRNESS.md gives each its reason and its mirror on the other side"
    )
    return DataTable((caption,), heads, tuple(lines))


def _questions(view: View) -> Iterator[DataTable]:
    """The questions as they were written down before the first sample."""
    lines = [
        SectionLine(
            tuple(plain(Cited(one_line(text, 300), (CAMPAIGN,))) for text in _question(question)), (CAMPAIGN,)
        )
        for question in view.header.questions
    ]
    if lines:
        heads = ("question", "asked", "metric", "same within", "not noticed below", "headline cell", "note")
        yield DataTable(
            ("Questions and margins, written down before the first sample",),
            tuple((head,) for head in heads),
            tuple(lines),
        )


def _question(question: Question) -> tuple[str, ...]:
    noticeable = question.noticeable
    return (
        question.id,
        question.ask,
        question.metric,
        f"±{question.margin * 100:.3g} %",
        figures.NONE if noticeable is None else figures.round_quantity(noticeable, question.unit),
        question.headline or figures.NONE,
        question.note or figures.NONE,
    )


def _machine(view: View) -> Iterator[DataTable]:
    header = view.header
    facts: dict[str, object] = {
        "started": header.started_at,
        "profile": header.profile,
        "seed": header.seed,
        "command": " ".join(header.command),
        "budget": f"{header.budget_s:g} s",
        "digest of the questions": header.questions_sha256,
        "raw file's schema": header.schema,
    }
    for group, values in header.fingerprint.items():
        if group == "packages":
            continue
        if isinstance(values, dict):
            facts |= {f"{group}: {name}": value for name, value in values.items()}
        else:
            facts[group] = values
    yield _facts("The campaign and the machine", facts)
    packages = header.fingerprint.get("packages")
    if isinstance(packages, dict) and packages:
        listed = dict(list(packages.items())[:_MOST_PACKAGES])
        text = ", ".join(f"{name} {words(version)}" for name, version in listed.items())
        yield _facts("Installed packages", {"packages": text})


def _facts(caption: str, facts: dict[str, Any]) -> DataTable:
    lines = [
        SectionLine(
            (
                plain(Cited(one_line(name, 80), (CAMPAIGN,))),
                plain(Cited(shortened(words(value), 12_000), (CAMPAIGN,))),
            ),
            (CAMPAIGN,),
        )
        for name, value in facts.items()
    ]
    return DataTable((caption,), (("what",), ("value",)), tuple(lines))
