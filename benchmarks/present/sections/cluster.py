"""The section on: And on my cluster."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

from benchmarks.analyse.results import Answer
from benchmarks.present.charts import axis, gantt, rows
from benchmarks.present.figures import quantity
from benchmarks.present.roles import own_of, pairing_of
from benchmarks.present.sections.answers import answer_table, raw_table
from benchmarks.present.sections.section import (
    DataTable,
    Figure,
    Item,
    Section,
    SectionLine,
    cut,
    plain,
    repeat,
    sources,
    unmeasured,
)
from benchmarks.present.sentences import Cited, Sentence, listed, named, sentence
from benchmarks.present.statements import absence, place, statement
from benchmarks.present.view import View
from benchmarks.record.schema import Cell, Sample, TimelineSpan
from benchmarks.record.unpublishable import on_test_servers
from benchmarks.safe_text import one_line

ASK = "And on my cluster?"
READING = (
    "Above: one run a side, the one whose length is the median; one row a step, from the run's creation on, "
    "by the clocks of the side's own server. Below: where the seconds of that run's steps went, summed. The "
    "darkest tint is the step's own container; all else is the platform. What a server does not tell is not "
    "drawn. A bar with a dashed edge ends before it begins: two clocks of the cluster disagree, and nothing "
    "was set right."
)
PARTS = ("queue", "schedule", "start", "code", "teardown")
"""Of a step, by the engine's own server."""
POD_PARTS = ("pod.schedule", "pod.start", "pod.run")
WORDS = {
    "setup": "until the first step",
    "driver": "pods that drive steps",
    "queue": "until Kubernetes is asked",
    "schedule": "waiting for a node",
    "start": "image and container",
    "code": "the step's container",
    "teardown": "until the step is closed",
    "finish": "after the last step",
    "step": "a step, not told apart",
    "pod.schedule": "waiting for a node, by Kubernetes",
    "pod.start": "image and container, by Kubernetes",
    "pod.run": "the step's container, by Kubernetes",
}
"""What each stretch is called on the page."""
_TINT = {"pod.schedule": "schedule", "pod.start": "start", "pod.run": "code"}
_MOST_CELLS, _MOST_STEPS, _MOST_SENTENCES, _MOST_RUNS = 4, 24, 6, 60


def section(view: View) -> Section:
    """Timelines, where the seconds go, and the runs with their pages."""
    answers = [answer for answer in view.answers if answer.cell.target == "cluster"]
    cells = [cell for cell in view.header.cells if cell.target == "cluster"]
    if not cells:
        return unmeasured("cluster", ASK, "fvk run --target cluster")
    shown = [cell for cell in cells if _runs(view, cell)][:_MOST_CELLS]
    told = (*_warnings(view), *_sentences(view, answers))
    return Section(
        "cluster",
        ASK,
        told[:_MOST_SENTENCES],
        READING,
        tuple(figure for cell in shown for figure in (_gantt(view, cell), _seconds(view, cell))),
        tables=(_targets(view),) if answers else (),
        details=(
            answer_table(view, answers, "Every figure by the clusters' clocks"),
            _runs_table(view),
            raw_table(view, answers),
        ),
        command=repeat(view.header, answers) + " --target cluster" if answers else "fvk run --target cluster",
        shown=tuple(answers),
    )


def _warnings(view: View) -> Iterator[Sentence]:
    tested = on_test_servers(view.header)
    if tested:
        yield sentence(
            "Measured on test servers of ",
            *listed([named(name) for name in tested]),
            ": these figures say nothing of a real cluster.",
            kind="failed",
        )
    skewed = [
        sample for _, sample in _all_samples(view) if any(one.end_ns < one.start_ns for one in sample.spans)
    ]
    if skewed:
        yield sentence(
            "Clocks of a cluster disagree: in ",
            Cited(str(len(skewed)), tuple(dict.fromkeys(one.cell for one in skewed))),
            " samples a stretch ends before it begins.",
            kind="failed",
        )


def _sentences(view: View, answers: Sequence[Answer]) -> Iterator[Sentence]:
    for answer in answers:
        if answer.question.metric not in ("cluster.run.wall_ns", "cluster.added.wall_ns"):
            continue
        for pair in view.roles.pairs:
            pairing = pairing_of(answer, pair)
            if pairing is not None and pairing.comparison is not None:
                yield statement(answer, pairing)
        for name in view.roles.orchestrators:
            own = own_of(answer, name)
            if own is not None and own.standing in ("failed", "mismatch"):
                yield absence(answer, own)
            elif own is not None and own.uncompared:
                yield sentence(
                    named(name),
                    " took ",
                    Cited(_length(own.interval.estimate if own.interval else 0.0), (answer.cell.id,)),
                    "; its ",
                    Cited(one_line(own.uncompared, 160), (answer.cell.id,)),
                    ", so that no verdict rests on it.",
                    kind="unproven",
                    who=name,
                )


def _all_samples(view: View) -> Iterator[tuple[Cell, Sample]]:
    for cell in view.header.cells:
        if cell.target == "cluster":
            for contender in cell.contenders:
                for _, sample in view.progress.samples_of(cell.id, contender):
                    yield cell, sample


def _runs(view: View, cell: Cell) -> dict[str, Sample]:
    """By contender, the sample whose run's length is the median."""
    found = {}
    for name in view.roles.shown:
        told = [
            (length, sample)
            for _, sample in view.progress.samples_of(cell.id, name)
            if sample.spans and (length := sample.metrics.get("cluster.run.wall_ns")) is not None
        ]
        if told:
            told.sort(key=lambda one: one[0])
            found[name] = told[(len(told) - 1) // 2][1]
    return found


def _gantt(view: View, cell: Cell) -> Figure:
    runs = _runs(view, cell)
    ends = [(one.end_ns - _begin(sample)) / 1e9 for sample in runs.values() for one in sample.spans]
    scale = axis.linear(ends, axis.quantities("s"))
    drawn = tuple(
        row for name, sample in runs.items() for row in _gantt_rows(view, cell, name, sample, scale)
    )
    chart = rows.RowChart(drawn, scale, (cell.id,))
    caption = ("A median run a side, step by step: ", Cited(place(cell), (cell.id,)))
    return Figure(caption, rows=(chart,))


def _begin(sample: Sample) -> int:
    whole = [one.start_ns for one in sample.spans if one.name == "run"]
    return whole[0] if whole else min(one.start_ns for one in sample.spans)


def _gantt_rows(view: View, cell: Cell, name: str, sample: Sample, scale: axis.Axis) -> Iterator[rows.RowOf]:
    begin = _begin(sample)
    heading: tuple[Cited | str, ...] = (named(name),)
    steps: dict[str, list[TimelineSpan]] = {}
    for one in sorted(sample.spans, key=lambda span: span.start_ns):
        if one.name not in ("run", "setup", "finish", "attempt"):
            steps.setdefault(one.step, []).append(one)
    told, left_out = cut(list(steps.items()), _MOST_STEPS)
    for step, spans in told:
        parts = _told_apart(spans)
        drawn = [
            gantt.GanttBar(
                _TINT.get(one.name, one.name),
                (one.start_ns - begin) / 1e9,
                (one.end_ns - begin) / 1e9,
                f"{WORDS[one.name]}: {_length(one.seconds)}",
            )
            for one in parts
        ]
        whole = [one for one in spans if one.name in ("step", "driver")]
        figure = _length(whole[0].seconds) if whole else "not told by this server"
        label = f"{place(cell)}, {name}, {step}: " + ", ".join(one.label for one in drawn)
        source = (cell.id,)
        yield rows.RowOf(
            (Cited(one_line(step, 40), source),),
            view.place(name),
            gantt.bars(scale, drawn, label),
            (Cited(figure, source),),
            source,
            heading,
        )
        heading = ()
    if left_out:
        yield rows.RowOf(
            (Cited(f"{left_out} more steps", (cell.id,)),),
            None,
            gantt.bars(scale, (), "more steps"),
            (),
            (cell.id,),
        )


def _told_apart(spans: Sequence[TimelineSpan]) -> list[TimelineSpan]:
    """A step's parts by the engine's server; else by Kubernetes; else the step as a whole."""
    for parts in (PARTS, POD_PARTS):
        found = [one for one in spans if one.name in parts]
        if found:
            return found
    return [one for one in spans if one.name in ("step", "driver")]


def _seconds(view: View, cell: Cell) -> Figure:
    runs = _runs(view, cell)
    sums = {name: _sums(sample) for name, sample in runs.items()}
    totals = [sum(length for _, length in told if length > 0) for told in sums.values()]
    scale = axis.linear(totals, axis.quantities("s"))
    drawn = []
    for name, told in sums.items():
        words = ", ".join(f"{WORDS[kind]} {_length(length)}" for kind, length in told)
        inside = sum(length for kind, length in told if kind in ("code", "pod.run"))
        around = sum(length for kind, length in told if kind not in ("code", "pod.run"))
        short = f"{_length(inside)} in containers, {_length(around)} around them"
        source = (cell.id,)
        tinted = [(_TINT.get(kind, kind), length) for kind, length in told]
        drawn.append(
            rows.RowOf(
                (named(name),),
                view.place(name),
                gantt.stacked(scale, tinted, f"{place(cell)}, {name}: {words}"),
                (Cited(short if _names_code(told) else words, source),),
                source,
            )
        )
    chart = rows.RowChart(tuple(drawn), scale, (cell.id,))
    return Figure(("Where the seconds of these runs went: ", Cited(place(cell), (cell.id,))), rows=(chart,))


def _names_code(told: Sequence[tuple[str, float]]) -> bool:
    """Whether the step's own container is told apart from what is around it."""
    return any(kind in ("code", "pod.run") for kind, _ in told)


def _sums(sample: Sample) -> list[tuple[str, float]]:
    """Seconds by stretch, in the order of a run; a caller's own pod overlaps its steps and is left out."""
    names = {one.name for one in sample.spans}
    parts = PARTS if names & set(PARTS) else POD_PARTS if names & set(POD_PARTS) else ("step",)
    found = []
    for name in ("setup", *parts, "finish"):
        told = [one.seconds for one in sample.spans if one.name == name]
        if told:
            found.append((name, sum(told)))
    return found


_WAYS = (
    ("local", "run.wall_ns", "local run"),
    ("local", "steps.wall_ns", "its pods' commands as processes"),
    ("container", "steps.wall_ns", "the same in containers"),
    ("cluster", "cluster.run.wall_ns", "on the cluster"),
)
"""How the same work is run: the target, the metric, and what the column is called."""


def _targets(view: View) -> DataTable:
    """The same work as processes, in containers and on a cluster: one row a workload, size and contender."""
    kinds: dict[str, list[Answer]] = {}
    for answer in view.answers:
        cell = answer.cell
        if cell.lane == "tuned" and cell.bytecode == "warm" and cell.concurrent == 1:
            size = ",".join(f"{name}={value}" for name, value in cell.size.items())
            kinds.setdefault(f"{cell.workload} {size}".strip(), []).append(answer)
    lines = []
    for work, answers in kinds.items():
        if any(answer.cell.target == "cluster" for answer in answers):
            source = sources(answers)
            for name in view.roles.shown:
                ways = [plain(Cited(_one_way(answers, name, *way[:2]), source)) for way in _WAYS]
                lines.append(SectionLine((plain(Cited(work, source)), plain(named(name)), *ways), source))
    heads = (("work",), ("who",), *((way[2],) for way in _WAYS))
    caption = ("The same work as processes here, in containers here, and on the clusters: medians",)
    return DataTable(caption, heads, tuple(lines))


def _one_way(answers: Sequence[Answer], name: str, target: str, metric: str) -> str:
    for answer in answers:
        if (answer.cell.target, answer.question.metric) == (target, metric):
            own = own_of(answer, name)
            values = [value for _, value in own.values] if own else []
            return _length(median(values)) if values else one_line(own.reason if own else "–", 60)
    return "not in this campaign"


def _runs_table(view: View) -> DataTable:
    """Every run with its page in its server's own console."""
    lines = []
    found = [(cell, sample) for cell, sample in _all_samples(view) if sample.run.get("id")]
    shown, left_out = cut(found, min(_MOST_RUNS, view.most_rows))
    for cell, sample in shown:
        source = (cell.id,)
        length = sample.metrics.get("cluster.run.wall_ns")
        lines.append(
            SectionLine(
                (
                    Item((Cited(one_line(sample.run["id"], 60), source),), link=sample.run.get("url", "")),
                    plain(named(sample.contender)),
                    plain(Cited(place(cell), source)),
                    plain(Cited(_length(length / 1e9) if length is not None else "not told", source)),
                    plain(Cited(one_line(sample.reason or sample.run.get("state", ""), 120), source)),
                ),
                source,
            )
        )
    heads = (("run, with a link to its console",), ("who",), ("cell",), ("length",), ("how it ended",))
    return DataTable(("The runs",), heads, tuple(lines), left_out)


def _length(seconds: float) -> str:
    return quantity(seconds, "s") if seconds else "0 s"
