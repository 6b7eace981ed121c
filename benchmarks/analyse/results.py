"""From a raw file to answers: for every question and cell, each contender's own figure and every verdict."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Literal

from benchmarks.analyse.comparison import Comparison
from benchmarks.analyse.family import Corrected, Member, correct
from benchmarks.analyse.interval import Interval
from benchmarks.analyse.paired import compare_blocks, single
from benchmarks.analyse.verdict import Kind, Verdict, decide, not_comparable
from benchmarks.record import registered
from benchmarks.record.progress import Progress
from benchmarks.record.schema import Cell, Contender, Header, Question, Sample

Standing = Literal["measured", "unsupported", "failed", "mismatch", "untested"]

NANOSECONDS = 1e9


@dataclass(frozen=True)
class Own:
    """One contender's own figure in one cell, in the question's unit."""

    contender: str
    standing: Standing
    interval: Interval | None
    """``None`` unless measured."""
    reason: str
    """Why there is no figure, or what went wrong in some samples; empty otherwise."""
    samples: int
    bad: int
    """Samples that failed or gave other outputs."""
    values: tuple[tuple[int, float], ...] = ()
    """(block, value), for raw points."""
    uncompared: str = ""
    """Why the outputs could not be read, so that no verdict may rest on the figure; else empty."""
    resolution: float = 0.0
    """What the clock behind the figure can tell apart, in the question's unit; 0 for this machine's."""


@dataclass(frozen=True)
class Pairing:
    """``b`` against ``a``."""

    a: str
    b: str
    comparison: Comparison | None
    verdict: Verdict
    corrected: Corrected | None = None
    """Only for members of the headline family."""

    @property
    def final(self) -> Verdict:
        """The verdict that may be printed: corrected where the pairing belongs to the family."""
        return self.corrected.verdict if self.corrected else self.verdict

    def swapped(self) -> Pairing:
        """``a`` against ``b``: the same findings, told from the other side."""
        corrected = self.corrected
        if corrected is not None:
            corrected = replace(corrected, verdict=corrected.verdict.swapped())
        comparison = None if self.comparison is None else self.comparison.swapped()
        return Pairing(self.b, self.a, comparison, self.verdict.swapped(), corrected)


@dataclass(frozen=True)
class Answer:
    """All that one cell says to one question."""

    question: Question
    cell: Cell
    own: tuple[Own, ...]
    pairings: tuple[Pairing, ...]
    """Every pair of contenders, the baseline first; the twin apart."""
    twin: Pairing | None
    """A/A: what this cell calls a difference between a contender and itself."""
    blocks: int
    stopped: str
    """Why the cell ended, or ``unfinished``."""

    @property
    def headline(self) -> bool:
        """Whether the answer belongs to the corrected family."""
        return self.question.headline == self.cell.id

    def own_of(self, contender: str) -> Own:
        """One contender's figure."""
        return next(own for own in self.own if own.contender == contender)


def answers(progress: Progress) -> tuple[Answer, ...]:
    """Every answer of a campaign, in the order of its questions and cells, headlines corrected together."""
    found = [
        _answer(progress, question, cell)
        for question in progress.header.questions
        for cell in progress.header.cells
        if question.is_answered_by(cell)
    ]
    return tuple(_corrected(found, progress.header))


def _answer(progress: Progress, question: Question, cell: Cell) -> Answer:
    contenders = [contender for contender in progress.header.contenders if contender.name in cell.contenders]
    own = tuple(_own(progress, question, cell, contender) for contender in contenders)
    by_name = {figure.contender: figure for figure in own}
    real = [contender.name for contender in contenders if contender.twin_of is None]
    twins = [contender for contender in contenders if contender.twin_of in real]
    pairings = tuple(_pairing(question, by_name[a], by_name[b]) for a, b in combinations(real, 2))
    twin = _pairing(question, by_name[str(twins[0].twin_of)], by_name[twins[0].name]) if twins else None
    stop = progress.stops.get(cell.id)
    blocks = len(progress.counted_blocks(cell.id))
    return Answer(question, cell, own, pairings, twin, blocks, stop.reason if stop else "unfinished")


def _own(progress: Progress, question: Question, cell: Cell, contender: Contender) -> Own:
    samples = list(_samples(progress, cell, contender.name))
    bad = [sample for sample in samples if sample.status != "ok" and question.metric not in sample.metrics]
    scale = NANOSECONDS if question.metric.endswith("_ns") else 1.0
    values = progress.values(cell.id, contender.name, question.metric)
    scaled = {block: value / scale for block, value in values.items()}
    standing, reason = _standing(question, samples, bool(scaled))
    interval = single(list(scaled.values())) if standing == "measured" else None
    return Own(
        contender.name,
        standing,
        interval,
        reason,
        len(samples),
        len(bad),
        tuple(scaled.items()),
        _uncompared(cell, samples),
        _resolution(question, samples),
    )


def _uncompared(cell: Cell, samples: list[Sample]) -> str:
    """Why equal work is not proved; a local run without outputs is one whose command prints none."""
    told = [one.unsupported["outputs"] for one in samples if "outputs" in one.unsupported]
    return f"outputs not compared ({told[-1]})" if told and cell.target == "cluster" else ""


def _resolution(question: Question, samples: list[Sample]) -> float:
    """The coarsest stamp behind a cluster's figure; what this machine's clock took is as fine as any."""
    if question.target != "cluster" or question.metric == "cluster.submit.wall_ns" or question.unit != "s":
        return 0.0
    from_pods = 1e9 if question.metric.startswith("cluster.pod.") else 0.0
    told = (sample.metrics.get("cluster.resolution_ns", 0.0) for sample in samples)
    return max([from_pods, *told]) / NANOSECONDS


def _samples(progress: Progress, cell: Cell, contender: str) -> Iterator[Sample]:
    """Samples of counted blocks, and every bad one: a failure in a disturbed block is a failure too."""
    counted = {(block.block, block.attempt) for block in progress.counted_blocks(cell.id)}
    for key, sample in progress.samples_of(cell.id, contender):
        if key in counted or sample.status != "ok":
            yield sample


def _standing(question: Question, samples: list[Sample], measured: bool) -> tuple[Standing, str]:
    """One mismatch voids the contender's cell: what did other work may not be called faster."""
    if not samples:
        return "untested", "no sample was taken"
    for status in ("mismatch", "failed"):
        told = [sample for sample in samples if sample.status == status]
        if told and (status == "mismatch" or not measured):
            return ("mismatch" if status == "mismatch" else "failed"), told[-1].reason
    if measured:
        failed = [s for s in samples if s.status == "failed" and question.metric not in s.metrics]
        return "measured", f"{len(failed)} of {len(samples)} failed: {failed[-1].reason}" if failed else ""
    if question.target == "cluster" and samples[-1].status == "ok":
        return "untested", "not told by this server"  # which is no word on whether this side can do it
    return "unsupported", _refusal(question, samples[-1])


def _refusal(question: Question, sample: Sample) -> str:
    """Why this contender has no such figure: its own words for that phase, or for the whole sample."""
    if question.target == "cluster":
        return sample.reason
    phase = question.metric.partition(".")[0]
    aliases = {"build": "compile", "artefact": "compile", "edit_run": "run", "peak": "load"}
    for name in (phase, aliases.get(phase, phase), "compile", "run"):
        if name in sample.unsupported and name in (phase, aliases.get(phase)):
            return sample.unsupported[name]
    return sample.reason or "this contender has no such phase"


def _pairing(question: Question, a: Own, b: Own) -> Pairing:
    for own in (a, b):
        if own.standing != "measured":
            return Pairing(a.contender, b.contender, None, not_comparable(f"{own.contender}: {own.reason}"))
    for own in (a, b):
        if own.uncompared:
            return Pairing(
                a.contender, b.contender, None, not_comparable(f"{own.contender}: {own.uncompared}")
            )
    comparison = compare_blocks(dict(a.values), dict(b.values))
    coarser = max(a.resolution, b.resolution)
    if comparison is not None and abs(comparison.difference.estimate) < coarser:
        reason = f"the difference is smaller than the coarser clock's resolution, {coarser:g} s"
        return Pairing(a.contender, b.contender, comparison, Verdict(Kind.NOT_PROVEN, reason))
    verdict = decide(
        comparison, question.margin, question.noticeable, higher_is_better=question.better == "higher"
    )
    return Pairing(a.contender, b.contender, comparison, verdict)


def _corrected(found: list[Answer], header: Header) -> Iterator[Answer]:
    """Hochberg over the registered family: every headline question, for every pair without the baseline.

    A headline question whose cell was left out of the campaign counts all the same, as one that proves
    nothing: whoever asks fewer questions at a time may not correct for fewer.
    """
    real = [one.name for one in header.contenders if one.twin_of is None and not one.baseline]
    pairs = list(combinations(real, 2))
    members = {
        _member(question, a, b): Member(not_comparable("not in this campaign"), None)
        for question in registered.family(header)
        for a, b in pairs
    }
    members |= {
        _member(answer.question.id, pairing.a, pairing.b): Member(
            pairing.verdict,
            pairing.comparison.p_value if pairing.comparison else None,
            pairing.comparison.n if pairing.comparison else None,
        )
        for answer in found
        if answer.headline
        for pairing in answer.pairings
        if (pairing.a, pairing.b) in pairs
    }
    corrected = correct(members)
    for answer in found:
        if not answer.headline:
            yield answer
            continue
        pairings = tuple(
            replace(pairing, corrected=corrected.get(_member(answer.question.id, pairing.a, pairing.b)))
            for pairing in answer.pairings
        )
        yield replace(answer, pairings=pairings)


def _member(question: str, a: str, b: str) -> str:
    return f"{question} {a} {b}"
