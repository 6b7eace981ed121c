"""The section on: How fast is the edit-run loop on my laptop, with the defaults, and tuned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from benchmarks.analyse.results import Answer
from benchmarks.present.charts import axis, rows
from benchmarks.present.roles import own_of, pairing_of
from benchmarks.present.safe_text import one_line
from benchmarks.present.sections.answers import answer_table, raw_table
from benchmarks.present.sections.routing import home
from benchmarks.present.sections.section import Figure, Section, repeat, sources, unmeasured
from benchmarks.present.sentences import CAMPAIGN, Cited, Part, Sentence, named
from benchmarks.present.statements import absence, place, statement
from benchmarks.present.summary import ABSENT, own_text
from benchmarks.present.view import View

ASK = "How fast is the edit-run loop on my laptop, with the defaults, and tuned?"
READING = (
    "One group of rows a phase, one row a contender; every dot is one fresh process. The scale is "
    "logarithmic: each grid line is a multiple of the one before."
)
_WHOLE = ("edit_run", "process")
"""First words of metrics that span the whole loop: the others are parts of it."""
_MOST_GROUPS = 12


def section(view: View) -> Section:
    """The phases of the loop as strips of raw points."""
    answers = [answer for family in view.families if home(family) == "loop" for _, answer in family.answers]
    if not answers:
        return unmeasured("loop", ASK, "fvk run --workload training")
    shown = _shown(answers)
    return Section(
        "loop",
        ASK,
        tuple(_sentences(view, answers)),
        READING,
        (_figure(view, shown),),
        details=(answer_table(view, answers, "Every phase, lane and start"), raw_table(view, shown)),
        command=repeat(view.header, answers),
        shown=tuple(shown),
    )


def _whole(answer: Answer) -> bool:
    return answer.question.metric.partition(".")[0] in _WHOLE


def _shown(answers: list[Answer]) -> list[Answer]:
    """All phases of one workload, tuned and warm; of other lanes and starts, the whole loop alone."""
    workload, _ = Counter(answer.cell.workload for answer in answers).most_common(1)[0]
    of_it = [answer for answer in answers if answer.cell.workload == workload]
    first = (of_it[0].cell.lane, of_it[0].cell.bytecode)
    phases = [answer for answer in of_it if (answer.cell.lane, answer.cell.bytecode) == first]
    others = [answer for answer in of_it if answer not in phases and _whole(answer)]
    commands = [answer for answer in answers if answer not in of_it and _whole(answer)]
    return [*phases, *others, *commands][:_MOST_GROUPS]


def _sentences(view: View, answers: list[Answer]) -> Iterator[Sentence]:
    """The whole loop in every lane; without any, the headline phases."""
    told = (
        [answer for answer in answers if _whole(answer)]
        or [one for one in answers if one.headline]
        or answers[:1]
    )
    for answer in told[:4]:
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
            drawn = rows.absent(scale, ABSENT[own.standing], label)
            figure = (Cited(one_line(own.reason, 70), cell),)
        yield rows.RowOf((named(name),), mark, drawn, figure, cell, heading)
        heading = ()
