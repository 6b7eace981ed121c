"""The section on: How fast is the edit-run loop on my laptop, with the defaults, and tuned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from benchmarks.analyse.results import Answer
from benchmarks.present.charts import axis, rows
from benchmarks.present.roles import own_of, pairing_of
from benchmarks.present.sections.answers import answer_table, raw_table
from benchmarks.present.sections.routing import home
from benchmarks.present.sections.section import Figure, Section, repeat, sources, unmeasured
from benchmarks.present.sentences import CAMPAIGN, Cited, Part, Sentence, named
from benchmarks.present.statements import absence, place, statement
from benchmarks.present.summary import absence_mark, own_text
from benchmarks.present.view import Family, View
from benchmarks.safe_text import one_line

ASK = "How fast is the edit-run loop on my laptop, with the defaults, and tuned?"
READING = (
    "One group of rows a phase, one row a contender; every dot is one fresh process. The scale is "
    "logarithmic: each grid line is a multiple of the one before."
)
_RUNS = ("run.wall_ns", "rerun.wall_ns")
"""The loop's last phases: their home is what a run adds to plain Python, and they are shown here as well."""
_WHOLE = ("edit_run.wall_ns", "process.wall_ns", "run.wall_ns")
"""Metrics that span the loop, or its longest part."""
_MOST_GROUPS = 12
_MOST_SENTENCES = 5


def section(view: View) -> Section:
    """The phases of the loop as strips of raw points."""
    answers = [answer for family in view.families if _belongs(family) for _, answer in family.answers]
    if not answers:
        return unmeasured("loop", ASK, "fvk run --workload training")
    shown = _shown(answers)
    told = tuple(_sentences(view, [answer for answer in shown if answer.question.metric in _WHOLE] or shown))
    return Section(
        "loop",
        ASK,
        told[:_MOST_SENTENCES],
        READING,
        (_figure(view, shown),),
        details=(answer_table(view, answers, "Every phase, lane and start"), raw_table(view, shown)),
        command=repeat(view.header, answers),
        shown=tuple(shown),
    )


def _belongs(family: Family) -> bool:
    return home(family) == "loop" or (not family.grows and family.question.metric in _RUNS)


def _shown(answers: list[Answer]) -> list[Answer]:
    """All phases of one workload, tuned and warm before others; of every other cell, the longest part."""
    cells = Counter(answer.cell.id for answer in answers)
    first = {answer.cell.id: answer.cell for answer in reversed(answers)}

    def rank(cell: str) -> tuple[bool, bool, int]:
        return first[cell].lane == "tuned", first[cell].bytecode == "warm", cells[cell]

    main = max(cells, key=rank)
    phases = [answer for answer in answers if answer.cell.id == main]
    others = [answer for answer in answers if answer.cell.id != main and answer.question.metric in _WHOLE]
    return [*phases, *others][:_MOST_GROUPS]


def _sentences(view: View, answers: list[Answer]) -> Iterator[Sentence]:
    for answer in answers:
        for pair in view.roles.pairs:
            pairing = pairing_of(answer, pair)
            if pairing is not None and pairing.comparison is not None:
                yield statement(answer, pairing)
        for name in view.roles.orchestrators:
            own = own_of(answer, name)
            if own is not None and own.standing not in ("measured", "untested"):
                yield absence(answer, own)


def _figure(view: View, shown: list[Answer]) -> Figure:
    values = [
        value
        for answer in shown
        for own in answer.own
        if own.contender in view.roles.shown
        for _, value in own.values
    ]
    scale = axis.logarithmic(values, axis.quantities("s"))
    drawn = tuple(row for answer in shown for row in _rows(view, answer, scale))
    chart = rows.RowChart(drawn, scale, sources(shown))
    return Figure(("The phases of the loop",), rows=(chart,))


def _rows(view: View, answer: Answer, scale: axis.Axis) -> Iterator[rows.RowOf]:
    cell = (answer.cell.id,)
    heading: tuple[Part, ...] = (
        Cited(answer.question.id, (CAMPAIGN,)),
        " · ",
        Cited(place(answer.cell), cell),
    )
    for name in view.roles.shown:
        own = own_of(answer, name)
        if own is None or (own.standing == "unsupported" and name == view.roles.baseline):
            continue
        told = own_text(own, answer.question)
        label = f"{answer.question.id}, {place(answer.cell)}, {name}: {told}"
        mark = view.place(name)
        if own.standing == "measured":
            values = [value for _, value in own.values]
            drawn = rows.strip(mark, scale, values, own.interval, label)
            figure: tuple[Part, ...] = (Cited(told, cell),)
        else:
            drawn = rows.absent(scale, absence_mark(own), label)
            figure = (Cited(one_line(own.reason, 70), cell),)
        yield rows.RowOf((named(name),), mark, drawn, figure, cell, heading)
        heading = ()
