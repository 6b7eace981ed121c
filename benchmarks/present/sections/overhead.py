"""The section on: What does the orchestrator add to the Python I already have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from benchmarks.analyse.interval import Interval
from benchmarks.analyse.results import Answer
from benchmarks.present import figures
from benchmarks.present.charts import axis, rows
from benchmarks.present.cost_model import Model, settings
from benchmarks.present.cost_terms import Term
from benchmarks.present.roles import comparison_of, own_of, pairing_of
from benchmarks.present.sections.answers import answer_table, raw_table
from benchmarks.present.sections.routing import home
from benchmarks.present.sections.section import Figure, Section, repeat, unmeasured
from benchmarks.present.sentences import CAMPAIGN, Cited, Part, Sentence, named, sentence
from benchmarks.present.statements import absence, added, place, statement
from benchmarks.present.summary import absence_mark, own_text
from benchmarks.present.view import View

ASK = "What does the orchestrator add to the Python I already have?"
READING = (
    "Above, every dot is one fresh process and the large mark its estimate with the interval; below, the "
    "difference to plain Python within the same blocks. Left is less."
)


def section(view: View) -> Section:
    """One estimation plot, and what a step and a megabyte add."""
    answers = [
        answer for family in view.families if home(family) == "overhead" for _, answer in family.answers
    ]
    main = foremost(view, answers)
    if main is None:
        return unmeasured("overhead", ASK, "fvk run --workload training,chain")
    return Section(
        "overhead",
        ASK,
        tuple(_sentences(view, main)),
        READING,
        (_figure(view, main),),
        details=(
            answer_table(view, answers, "Everything measured once, not at growing sizes"),
            raw_table(view, [main]),
        ),
        command=repeat(view.header, answers),
        shown=(main,),
    )


def foremost(view: View, answers: list[Answer]) -> Answer | None:
    """The headline answer on a run that has the baseline; else any that has it; else any."""

    def rank(answer: Answer) -> tuple[bool, bool, bool]:
        baseline = own_of(answer, view.roles.baseline or "")
        known = baseline is not None and baseline.standing == "measured"
        return known, answer.headline, answer.question.metric.startswith("run.")

    return max(answers, key=rank, default=None)


def _sentences(view: View, main: Answer) -> Iterator[Sentence]:
    baseline = view.roles.baseline or ""
    for name in view.roles.orchestrators:
        pairing = pairing_of(main, (baseline, name))
        own = own_of(main, name)
        if own is not None and own.standing != "measured":
            yield absence(main, own)
        elif pairing is not None:
            yield added(main, pairing)
    for pair in view.roles.pairs:
        pairing = pairing_of(main, pair)
        if pairing is not None and pairing.comparison is not None and baseline not in pair:
            yield statement(main, pairing)
    for setting in settings(view):
        where = f" in {setting.title} (" if setting.key == "local" else f" to {setting.title} ("
        told = [(model, model.steps) for model in setting.models]
        yield _per_unit("One more step adds ", told, (where, *_lane(setting.lane)))
        megabytes = [(model, model.payload) for model in setting.models if model.payload is not None]
        if megabytes:
            cited = Cited(setting.payload_title, megabytes[0][1].source)
            yield _per_unit(
                "One more megabyte handed on adds ", megabytes, (where, cited, ", ", *_lane(setting.lane))
            )


def _lane(lane: str) -> tuple[Part, ...]:
    return (Cited(f"{lane} lane", (CAMPAIGN,)), ").")


def _per_unit(lead: str, terms: Sequence[tuple[Model, Term]], tail: tuple[Part, ...]) -> Sentence:
    parts: list[Part] = [lead]
    for number, (model, term) in enumerate(terms):
        slope = term.per_unit()
        told = f"{figures.quantity(slope.estimate, 's')} {figures.bounds(slope, 's')}, n={slope.n},"
        parts += [" and " if number else "", Cited(told, term.source), " with ", named(model.contender)]
    return sentence(*parts, *tail, kind="added")


def _figure(view: View, answer: Answer) -> Figure:
    unit = answer.question.unit
    raw = [value for own in answer.own if own.contender in view.roles.shown for _, value in own.values]
    scale = axis.logarithmic(raw, axis.quantities(unit))
    above = rows.RowChart(
        tuple(_raw_row(view, answer, name, scale) for name in view.roles.shown),
        scale,
        (answer.cell.id,),
        ("each process",),
    )
    charts = [above, *_differences(view, answer)]
    caption: tuple[Part, ...] = (
        Cited(answer.question.ask, (CAMPAIGN,)),
        " ",
        Cited(place(answer.cell), (answer.cell.id,)),
    )
    return Figure(caption, rows=tuple(charts))


def _raw_row(view: View, answer: Answer, name: str, scale: axis.Axis) -> rows.RowOf:
    own = own_of(answer, name)
    told = own_text(own, answer.question)
    cell = (answer.cell.id,)
    label = f"{name}: {told}"
    if own is None or own.standing != "measured":
        drawn = rows.absent(scale, absence_mark(own), label)
        return rows.RowOf((named(name),), view.place(name), drawn, (), cell)
    values = [value for _, value in own.values]
    drawn = rows.strip(view.place(name), scale, values, own.interval, label)
    return rows.RowOf((named(name),), view.place(name), drawn, (Cited(told, cell),), cell)


def _differences(view: View, answer: Answer) -> Iterator[rows.RowChart]:
    baseline = view.roles.baseline
    if baseline is None:
        return
    found: dict[str, Interval] = {}
    for name in view.roles.orchestrators:
        comparison = comparison_of(answer, (baseline, name))
        if comparison is not None:
            found[name] = comparison.difference
    if not found:
        return
    ends = [
        end
        for interval in found.values()
        for end in (interval.low, interval.estimate, interval.high)
        if end is not None
    ]
    scale = axis.linear(ends, axis.quantities(answer.question.unit))
    cell = (answer.cell.id,)
    drawn = []
    for name, interval in found.items():
        told = figures.estimate(interval, answer.question, signed=True)
        picture = rows.lone(view.place(name), scale, interval, f"{name} − {baseline}: {told}", from_value=0.0)
        figure = (Cited(f"{told}, n={interval.n}", cell),)
        drawn.append(
            rows.RowOf((named(name), " − ", named(baseline)), view.place(name), picture, figure, cell)
        )
    yield rows.RowChart(tuple(drawn), scale, cell, ("added to ", named(baseline)))
