"""Judge each piece of evidence by the raw data alone, interval before estimate.

A figure agrees when its whole interval lies where the finding says, disagrees when its whole interval lies
elsewhere, and decides nothing in between or without an interval.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from scipy.stats import binomtest

from benchmarks.analyse.interval import Interval
from benchmarks.analyse.paired import compare_blocks
from benchmarks.analyse.results import Answer
from benchmarks.analyse.scaling import NoFit, growth, line
from benchmarks.present import figures, known_limits
from benchmarks.present.cost_model import break_even, overhead_of_a_step, settings
from benchmarks.present.roles import comparison_of, own_of
from benchmarks.present.sections.reach import reached
from benchmarks.present.sections.reach import told as reach_told
from benchmarks.present.view import Family, View
from benchmarks.publish.stated import Evidence, EvidenceKind, StatedFinding
from benchmarks.safe_text import one_line

Ruling = Literal["agrees", "disagrees", "open", "missing", "noted"]
EvidenceVerdict = Literal["reproduced", "refuted", "not decided", "not measured"]


@dataclass(frozen=True)
class Judged:
    """What one piece of evidence says, in one line, and how it bears on the finding."""

    told: str
    ruling: Ruling


def verdict(rulings: Sequence[Ruling]) -> EvidenceVerdict:
    """One figure that disagrees refutes; all must agree to reproduce; what is noted decides nothing."""
    if "disagrees" in rulings:
        return "refuted"
    if "missing" in rulings:
        return "not measured"
    return "not decided" if "open" in rulings else "reproduced"


def judge(finding: StatedFinding, views: Mapping[str, View]) -> list[Judged]:
    """Every piece of evidence, in the order of the file; ``views`` are the measured campaigns by name."""
    return [_judged(one, views.get(one.campaign)) for one in finding.evidence]


def _judged(evidence: Evidence, view: View | None) -> Judged:
    if view is None:
        return Judged(f"{_subject(evidence)}: {evidence.campaign} is not measured yet", "missing")
    return RULES[evidence.kind](evidence, view)


def family_of(
    view: View, question: str, workload: str, size: Mapping[str, object], lane: str
) -> Family | None:
    """The family of that question and workload whose cells have these parts of a size."""
    found = [
        family
        for family in view.families
        if family.question.id == question
        and (family.cell.workload, family.cell.lane, family.cell.bytecode) == (workload, lane, "warm")
        and all(family.cell.size.get(name) == value for name, value in size.items())
    ]
    return found[0] if found else None


def answer_of(view: View, evidence: Evidence, lane: str) -> Answer | None:
    """The answer of one cell."""
    for answer in view.answers:
        cell = answer.cell
        if (answer.question.id, cell.workload, cell.lane) == (
            evidence.question,
            evidence.workload,
            lane,
        ) and (cell.size == evidence.size):
            return answer
    return None


def _subject(evidence: Evidence) -> str:
    where = " ".join([evidence.workload, *(f"{name}={value}" for name, value in evidence.size.items())])
    return " of ".join(part for part in (evidence.question, where) if part) + f", {evidence.who}"


def _missing(evidence: Evidence, why: str = "no figure in the committed data") -> Judged:
    return Judged(f"{_subject(evidence)}: {why}", "missing")


def _ruled(evidence: Evidence, interval: Interval) -> Ruling:
    low, high = interval.low, interval.high
    if evidence.above is None and evidence.below is None:
        return "noted"
    if low is None or high is None:
        return "open"
    above = -float("inf") if evidence.above is None else evidence.above
    below = float("inf") if evidence.below is None else evidence.below
    if above < low and high < below:
        return "agrees"
    return "disagrees" if high <= above or low >= below else "open"


def _bounds(evidence: Evidence, unit: str) -> str:
    told = [
        f"{word} {figures.round_quantity(limit, unit)}"
        for word, limit in (("above", evidence.above), ("below", evidence.below))
        if limit is not None
    ]
    return f" (said: {' and '.join(told)})" if told else ""


def _figure(evidence: Evidence, interval: Interval, what: str, unit: str, sign: str = "") -> Judged:
    told = f"{figures.quantity(interval.estimate, unit)}{sign} {figures.bounds(interval, unit)}"
    text = f"{_subject(evidence)}: {what}{told}, n={interval.n}{_bounds(evidence, unit)}"
    return Judged(text, _ruled(evidence, interval))


def _growth(evidence: Evidence, view: View) -> Judged:
    family = family_of(view, evidence.question, evidence.workload, evidence.size, evidence.lane)
    if family is None:
        return _missing(evidence)
    measured = family.measured(evidence.who)
    by_size = {size: dict(own.values) for size, own in measured if size > 0 and size >= evidence.least}
    fitted = growth(by_size)
    if isinstance(fitted, NoFit):
        return _missing(evidence, fitted.reason)
    span = f" from {family.axis}={min(by_size):.12g} to {max(by_size):.12g}"
    return _figure(evidence, fitted.exponent, f"grows{span} with the power ", "1")


def _slope(evidence: Evidence, view: View) -> Judged:
    family = family_of(view, evidence.question, evidence.workload, evidence.size, evidence.lane)
    if family is None:
        return _missing(evidence)
    fitted = line({size: dict(own.values) for size, own in family.measured(evidence.who)})
    if isinstance(fitted, NoFit):
        return _missing(evidence, fitted.reason)
    what = f"one more {family.axis} adds "
    return _figure(evidence, fitted.per_unit, what, family.question.unit)


def _break_even(evidence: Evidence, view: View) -> Judged:
    for setting in settings(view):
        for model in setting.models:
            if (setting.key, model.contender) == (evidence.question, evidence.who):
                needed = break_even(overhead_of_a_step(model))
                return _figure(evidence, needed, "overhead is a tenth of the work in a step of ", "s")
    return _missing(evidence)


def _value(evidence: Evidence, view: View) -> Judged:
    answer = answer_of(view, evidence, evidence.lane)
    own = own_of(answer, evidence.who) if answer else None
    if answer is None or own is None:
        return _missing(evidence)
    if own.interval is None:
        return _missing(evidence, f"{own.standing}: {one_line(own.reason, 160)}")
    return _figure(evidence, own.interval, "", answer.question.unit)


def _ratio(evidence: Evidence, view: View) -> Judged:
    answer = answer_of(view, evidence, evidence.lane)
    comparison = comparison_of(answer, (evidence.to, evidence.who)) if answer else None
    if comparison is None or comparison.ratio is None:
        return _missing(evidence)
    return _figure(evidence, comparison.ratio, f"to {evidence.to} ", "1", "×")


def _lanes(evidence: Evidence, view: View) -> Judged:
    """One contender's default lane over its tuned one, block by block of the same number."""
    sides = [answer_of(view, evidence, lane) for lane in ("tuned", "default")]
    owns = [own_of(side, evidence.who) if side else None for side in sides]
    values = [dict(own.values) if own else {} for own in owns]
    comparison = compare_blocks(values[0], values[1]) if all(values) else None
    if comparison is None or comparison.ratio is None or sides[0] is None:
        return _missing(evidence)
    unit = sides[0].question.unit
    told = " and ".join(
        f"{lane} {figures.quantity(own.interval.estimate, unit)} {figures.bounds(own.interval, unit)}"
        for lane, own in zip(("tuned", "default"), owns, strict=True)
        if own and own.interval
    )
    return _figure(evidence, comparison.ratio, f"{told}; default to tuned ", "1", "×")


def _last(evidence: Evidence, view: View) -> Judged:
    """The largest size that worked, and the first that failed with the words of the finding."""
    family = family_of(view, evidence.question, evidence.workload, evidence.size, evidence.lane)
    if family is None:
        return _missing(evidence)
    good = [size for size, _ in family.measured(evidence.who)]
    bad = [(size, own) for size, own in family.absences(evidence.who) if own.standing != "unsupported"]
    last = max((size for size in good if not bad or size < bad[0][0]), default=None)
    name = family.axis or "size"
    told = f"{_subject(evidence)}: " + (
        "no size worked" if last is None else f"largest that worked {name}={last:.12g}"
    )
    if not bad:
        ruling: Ruling = "disagrees" if evidence.failed and last and last >= evidence.failed else "missing"
        return Judged(f"{told}, none failed", "agrees" if evidence.failed is None and last else ruling)
    size, own = bad[0]
    told += f", first that failed {name}={size:.12g}, n={own.samples}: {one_line(own.reason, 160)}"
    right = evidence.words.lower() in own.reason.lower()
    if evidence.failed is None or not right or size > evidence.failed:
        return Judged(told, "disagrees" if evidence.failed is None or not right else "open")
    kept = evidence.worked is None or (last is not None and last >= evidence.worked)
    return Judged(told, "agrees" if kept else "disagrees")


def _failures(evidence: Evidence, view: View) -> Judged:
    """How often samples fail for that reason, with the exact binomial interval."""
    answer = answer_of(view, evidence, evidence.lane)
    if answer is None:
        return _missing(evidence)
    taken = [sample for _, sample in view.progress.samples_of(answer.cell.id, evidence.who)]
    if not taken:
        return _missing(evidence)
    words, reasons = evidence.words.lower(), [one.reason.lower() for one in taken if one.status == "failed"]
    failed = sum(words in reason for reason in reasons)
    return _proportion(evidence, failed, len(taken), f"fail with {evidence.words}")


def _share(evidence: Evidence, view: View) -> Judged:
    """How often a figure that should be zero is not."""
    answer = answer_of(view, evidence, evidence.lane)
    own = own_of(answer, evidence.who) if answer else None
    values = list(dict(own.values).values()) if own else []
    if not values:
        return _missing(evidence)
    return _proportion(evidence, sum(value > 0 for value in values), len(values), "are above zero")


def _proportion(evidence: Evidence, count: int, n: int, what: str) -> Judged:
    """With the exact binomial interval (Clopper and Pearson)."""
    exact = binomtest(count, n).proportion_ci(method="exact")
    told = (
        f"{_subject(evidence)}: {count} of {n} {what}, "
        f"{count / n:.0%} [{exact.low:.0%}, {exact.high:.0%}], n={n}"
    )
    return Judged(told, _ruled(evidence, Interval(count / n, exact.low, exact.high, n, 0.95)))


def _reach(evidence: Evidence, view: View) -> Judged:
    """The size at which a figure comes to a limit of the real systems."""
    family = family_of(view, evidence.question, evidence.workload, evidence.size, evidence.lane)
    limits = known_limits.of(family.question.metric) if family else ()
    limit = next((one for one in limits if one.name == evidence.words), None)
    if family is None or limit is None:
        return _missing(evidence)
    size = reached(family, evidence.who, limit)
    if isinstance(size, NoFit):
        return _missing(evidence, size.reason)
    what = f"{limit.name}, {figures.binary(limit.size_bytes)}, is reached at"
    text = f"{_subject(evidence)}: {what} {reach_told(family, size)}{_bounds(evidence, '1')}"
    return Judged(text, _ruled(evidence, size))


def _equal(evidence: Evidence, view: View) -> Judged:
    """Whether every sample of a contender gave plain Python's outputs, but for what its SDK cannot run."""
    taken = [
        sample for block in view.progress.samples.values() if (sample := block.get(evidence.who)) is not None
    ]
    if not taken:
        return _missing(evidence)
    refused = [one for one in taken if one.status == "unsupported" or "run" in one.unsupported]
    wrong = [one for one in taken if one.status in ("mismatch", "failed")]
    cells = ", ".join(dict.fromkeys(one.cell for one in (*wrong, *refused)))
    right = len(taken) - len(refused) - len(wrong)
    told = (
        f"{evidence.who}: {right} of {len(taken)} samples gave the outputs of plain Python, "
        f"{len(refused)} are unsupported, {len(wrong)} failed or gave others"
    )
    return Judged(f"{told} ({cells})" if cells else told, "disagrees" if wrong else "agrees")


def _table(evidence: Evidence, view: View) -> Judged:
    """How many of a side's rows in an observed table have the words in their verdict; a count, no sample."""
    table = view.table(evidence.workload)
    rows = [row for row in table.rows if row.get("side") == evidence.who] if table else []
    if not rows:
        return _missing(evidence)
    found = [row for row in rows if evidence.words in str(row.get("verdict", ""))]
    told = f"{evidence.workload}, {evidence.who}: {evidence.words} in {len(found)} of {len(rows)} cases"
    told += f" ({', '.join(str(row.get('case')) for row in found)})" if found else ""
    count = float(len(found))
    exact = Interval(count, count, count, len(rows), 1.0)
    return Judged(told, _ruled(evidence, exact))


RULES: Mapping[EvidenceKind, Callable[[Evidence, View], Judged]] = {
    "growth": _growth,
    "slope": _slope,
    "break-even": _break_even,
    "value": _value,
    "ratio": _ratio,
    "lanes": _lanes,
    "last": _last,
    "failures": _failures,
    "share": _share,
    "reach": _reach,
    "equal": _equal,
    "table": _table,
}
