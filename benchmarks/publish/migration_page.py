"""``docs/migration.md``: files and lines, mistakes, features and speed of every move, as Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.analyse.results import Answer, Pairing, answers
from benchmarks.authoring.sides import Side, every_side
from benchmarks.errors import UsageError
from benchmarks.present import figures
from benchmarks.present.markdown import row, safe
from benchmarks.present.page_header import facts
from benchmarks.present.roles import pairing_of
from benchmarks.present.statements import size_text
from benchmarks.present.summary import verdict_text
from benchmarks.present.view import View
from benchmarks.publish import moving
from benchmarks.publish.migration_settings import PlannedMove, Wishes, read_wishes
from benchmarks.publish.moving import Balance, MoveKind
from benchmarks.publish.rewriting import Rewriting, rewritings
from benchmarks.record.progress import Progress
from benchmarks.safe_text import code_span

WISHES = Path("docs", "migration.toml")
PAGE = Path("docs", "migration.md")
INTRODUCTION = """\
Written by `fvk publish` from `docs/migration.toml`, the implementations of this repository and the raw
files in `docs/data`; `fvk publish --check` fails where this page and they disagree. Every workload is written
once on each side, as that side's documentation recommends, and computes the same: what differs between two
files of one name is what a move from the one to the other has to change.

- *Files and lines*: logical lines and tokens of canonical source, without comments, docstrings and what
  serves the harness. A line that was changed is touched once.
- *Mistakes*: the first of mypy, import, compile and run that stops each. *No mistake any more*: it gives the
  right result. *No longer caught*: it gives a wrong result or artefact, and nobody says so.
- *Features*: what a tiny pipeline shows, and how many lines more than the direct way it takes.
- *Speed*: of one campaign. Every figure stands with its 95 % interval and n, the blocks it rests on."""
Rows = Sequence[Mapping[str, Any]]
MigrationPlace = tuple[str, str, str]
"""Workload, size and lane."""
Figures = Mapping[MigrationPlace, Mapping[str, tuple[Answer, Pairing]]]
"""By place, then by question."""


@dataclass(frozen=True)
class MigrationData:
    """What the raw files hold: each table's rows by name, and every campaign."""

    tables: Mapping[str, Rows]
    campaigns: Mapping[str, View]


def gathered(campaigns: Mapping[str, Progress]) -> MigrationData:
    """From campaigns by name; of two tables of one name, the later's rows replace the rows of its sides."""
    tables: dict[str, list[Mapping[str, Any]]] = {}
    views: dict[str, View] = {}
    for name, progress in campaigns.items():
        for table in progress.tables:
            sides = {one.get("side") for one in table.rows}
            kept = [one for one in tables.get(table.name, []) if one.get("side") not in sides]
            tables[table.name] = [*kept, *table.rows]
        views[name] = View.of(progress, answers(progress))
    return MigrationData(tables, views)


def page(root: Path, campaigns: Mapping[str, Progress]) -> str:
    """The whole page; raises :class:`~benchmarks.errors.UsageError` for a side that is not installed."""
    wishes, data = read_wishes(root / WISHES), gathered(campaigns)
    sides = {side.name: side for side in every_side()}
    lines = [f"# {safe(wishes.title)}", "", INTRODUCTION, ""]
    for move in wishes.move:
        lines += _move(move, wishes, _side(sides, move.source), _side(sides, move.target), data)
    if wishes.remark:
        lines += ["## What this page cannot say", "", *(f"- {remark}" for remark in wishes.remark)]
    return "\n".join(lines).rstrip() + "\n"


def _side(sides: Mapping[str, Side], name: str) -> Side:
    if name not in sides:
        raise UsageError(f"{WISHES}: no side {name!r} is installed; there are {', '.join(sides)}")
    return sides[name]


def _move(
    move: PlannedMove, wishes: Wishes, source: Side, target: Side, data: MigrationData
) -> Iterator[str]:
    yield from (f"## From {safe(move.source)} to {safe(move.target)}", "")
    counted = tuple(rewritings(source, target))
    yield from _files(move, counted)
    yield from _observed(move, "Mistakes", data.tables.get("mistakes"), moving.mistakes, moving.MISTAKES)
    yield from _observed(
        move, "Features", data.tables.get("capabilities"), moving.capabilities, moving.CAPABILITIES
    )
    yield from _speed(move, wishes, data)


def _files(move: PlannedMove, counted: Sequence[Rewriting]) -> Iterator[str]:
    yield from ("### Files and lines", "")
    yield row(
        ("workload", "files", f"lines of {move.source}", "touched", "added", "removed", "tokens touched")
    )
    yield "|" + "---|" * 7
    for one in counted:
        cost = one.cost
        numbers = (one.files, one.before, cost.lines, cost.lines_added, cost.lines_removed, cost.tokens)
        yield row((one.workload, *map(str, numbers)))
    totals = (
        sum(one.files for one in counted),
        sum(one.before for one in counted),
        *(sum(getattr(one.cost, name) for one in counted) for name in _COSTS),
    )
    yield row(("all", *map(str, totals)))
    yield ""


_COSTS = ("lines", "lines_added", "lines_removed", "tokens")


def _observed(
    move: PlannedMove,
    title: str,
    rows: Rows | None,
    weigh: Callable[[Rows, str, str], Balance],
    kinds: Sequence[MoveKind],
) -> Iterator[str]:
    """One table of the cases that do not end as before, and how many do."""
    yield from (f"### {title}", "")
    balance = weigh(rows, move.source, move.target) if rows else None
    if balance is None or not (balance.moved or balance.same):
        yield from (
            f"Not in `docs/data` yet for both: `fvk authoring --engine {move.source},{move.target}`.",
            "",
        )
        return
    yield f"{_counts(balance, kinds)}."
    if weigh is moving.mistakes and rows:
        alone = moving.mistakes(moving.unchecked(rows), move.source, move.target)
        yield f"Where nobody runs mypy: {_counts(alone, kinds)}."
    if balance.untried:
        yield f"Not tried on both sides: {safe(', '.join(balance.untried))}."
    yield ""
    if balance.moved:
        yield row(("", "case", "what", move.source, move.target))
        yield "|" + "---|" * 5
        for kind in kinds:
            for one in balance.moved:
                if one.kind is kind:
                    better = "better" if kind.good else "worse"
                    told = (f"{better}: {kind.title}", one.case, one.title, one.before, one.after)
                    yield row(tuple(text.replace("``", "") for text in told))
        yield ""


def _counts(balance: Balance, kinds: Sequence[MoveKind]) -> str:
    counts = [f"{sum(one.kind is kind for one in balance.moved)} {kind.title}" for kind in kinds]
    return f"{'; '.join(counts)}; {balance.same} as before"


def _speed(move: PlannedMove, wishes: Wishes, data: MigrationData) -> Iterator[str]:
    """One row a workload and size, one column a question: ratio, verdict and n."""
    yield from ("### Speed", "")
    found = {name: _figures(move, wishes, view) for name, view in data.campaigns.items()}
    # One campaign only: what two machines or two days differ by is no part of a move.
    name = max(found, key=lambda one: _compared(found[one]), default="")
    by_place = found.get(name, {})
    if not by_place:
        yield from (f"Not in `docs/data` yet: `{wishes.command}`.", "")
        return
    view = data.campaigns[name]
    asked = {question.id: question.ask for question in view.header.questions}
    shown = [one for one in wishes.question if any(one in told_of for told_of in by_place.values())]
    yield f"From `docs/data/{name}`: {code_span(' '.join(view.header.command))}."
    yield from (f"{title}: {safe(told)}." for title, told in facts(view).items())
    yield f"Each figure is {move.target} / {move.source}: below 1, {move.target} takes less."
    yield ""
    yield from (f"- *{safe(one)}*: {safe(asked[one])}" for one in shown)
    yield ""
    yield row(("workload", "size", "lane", *shown))
    yield "|" + "---|" * (3 + len(shown))
    for place, told_of in sorted(by_place.items()):
        yield row((*place, *(_verdict(*told_of[one]) if one in told_of else figures.NONE for one in shown)))
    yield ""
    yield from _reasons(by_place)


def _figures(move: PlannedMove, wishes: Wishes, view: View) -> Figures:
    by_place: dict[MigrationPlace, dict[str, tuple[Answer, Pairing]]] = {}
    for answer in view.answers:
        pairing, cell = pairing_of(answer, (move.source, move.target)), answer.cell
        if pairing is not None and answer.question.id in wishes.question and cell.bytecode == "warm":
            place = (cell.workload, size_text(cell), cell.lane)
            by_place.setdefault(place, {})[answer.question.id] = (answer, pairing)
    return by_place


def _compared(found: Figures) -> tuple[int, int]:
    """How many comparisons have an interval, and how many there are at all."""
    made = [pairing.comparison for told in found.values() for _, pairing in told.values()]
    there = [one for one in made if one is not None]
    return sum(one.difference.low is not None for one in there), len(there)


def _verdict(answer: Answer, pairing: Pairing) -> str:
    comparison = pairing.comparison
    if comparison is None:
        return "not comparable"
    ratio = comparison.ratio
    difference = figures.estimate(comparison.difference, answer.question, signed=True)
    told = figures.ratio(ratio) if ratio else difference
    return f"{told}, n={comparison.n}, {verdict_text(pairing, answer.question)}"


def _reasons(by_place: Figures) -> Iterator[str]:
    """Why something could not be compared, each reason once with where it was met."""
    met: dict[str, list[str]] = {}
    for place, found in sorted(by_place.items()):
        for name, (_, pairing) in found.items():
            if pairing.comparison is None:
                where = f"{name} of {' '.join(part for part in place[:2] if part)}, {place[2]} lane"
                places = met.setdefault(pairing.final.reason, [])
                places += [] if where in places else [where]
    if met:
        yield from ("Not comparable, and why:", "")
        for reason, places in met.items():
            more = f" and {len(places) - 3} more" if len(places) > 3 else ""
            yield f"- {safe(reason)} ({safe('; '.join(places[:3]))}{more})"
        yield ""
