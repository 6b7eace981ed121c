"""Whether the figures can be trusted: noise, the A/A twin, controls, failed samples; and what to do then."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from benchmarks.analyse.results import Answer
from benchmarks.present import figures, selfcheck_results
from benchmarks.present.roles import Roles, comparison_of
from benchmarks.present.sentences import CAMPAIGN, SAMPLES, Cited, Part, Sentence, sentence
from benchmarks.record import registered
from benchmarks.record.progress import Progress
from benchmarks.record.schema import Block, Sample
from benchmarks.safe_text import one_line

_MANY = 0.25
"""Share of disturbed blocks from which the whole campaign is called noisy: a judgement."""


@dataclass(frozen=True)
class TrustCheck:
    """One of the grounds on which a reader may trust the figures, or may not."""

    title: str
    state: Literal["good", "look", "none"]
    sentence: Sentence


def checks(progress: Progress, answers: Sequence[Answer]) -> tuple[TrustCheck, ...]:
    """Plan, noise, A/A, control, failures: always these five, in this order."""
    return (
        _plan(progress, answers),
        _noise(progress),
        _twin(answers),
        _control(progress),
        _failures(progress),
    )


def counted(progress: Progress) -> list[Block]:
    """Every block that counts, over all cells of the plan."""
    return [block for cell in progress.header.cells for block in progress.counted_blocks(cell.id)]


def samples_of(progress: Progress) -> Iterator[Sample]:
    """Every sample, in the order of the file."""
    for block in progress.samples.values():
        yield from block.values()


def warnings(progress: Progress, roles: Roles, answers: Sequence[Answer]) -> tuple[Sentence, ...]:
    """What weakens this campaign, each with what to do about it."""
    return tuple(_warnings(progress, roles, answers))


def _number(value: int, *sources: str) -> Cited:
    return Cited(str(value), sources or (SAMPLES,))


def _plan(progress: Progress, answers: Sequence[Answer]) -> TrustCheck:
    """Whether what decides was fixed before anything was seen, by the release and not by who measured."""
    if not progress.header.questions:
        return TrustCheck("Plan", "none", sentence("No question that has a verdict was asked."))
    if changes := registered.changed(progress.header):
        words = one_line("; ".join(changes), 300)
        parts: tuple[Part, ...] = (Cited(words, (CAMPAIGN,)), ". Read its verdicts as hypotheses.")
        lead = "Exploratory: questions.toml is not what the release registers: "
        return TrustCheck("Plan", "look", sentence(lead, *parts))
    family = registered.family(progress.header)
    asked = {answer.question.id for answer in answers if answer.headline} & set(family)
    size = max((one.corrected.family_size for a in answers for one in a.pairings if one.corrected), default=0)
    told: list[Part] = [
        "Margins and headline family are the release's, written down before the first sample; ",
        _number(len(asked), CAMPAIGN),
        " of ",
        _number(len(family), CAMPAIGN),
        " headline questions are in this campaign",
    ]
    if size:
        told += [
            ", and verdicts are corrected for all ",
            _number(size, CAMPAIGN),
            " comparisons of the family",
        ]
    return TrustCheck("Plan", "good", sentence(*told, "."))


def _noise(progress: Progress) -> TrustCheck:
    blocks = counted(progress)
    disturbed = [block for block in blocks if block.flags]
    repeated = sum(1 for of_cell in progress.blocks.values() for block in of_cell if not block.counts)
    if not blocks:
        return TrustCheck("Noise", "none", sentence("No block was finished."))
    parts: list[Part] = [
        _number(len(disturbed)),
        " of ",
        _number(len(blocks)),
        " blocks were disturbed by something else",
    ]
    if disturbed:
        parts += [" (", Cited(one_line(disturbed[-1].flags[0], 120), (disturbed[-1].cell,)), ")"]
    parts += ["; ", _number(repeated), " were repeated for that."]
    return TrustCheck("Noise", "look" if len(disturbed) > _MANY * len(blocks) else "good", sentence(*parts))


def _twin(answers: Sequence[Answer]) -> TrustCheck:
    twins = [(answer, answer.twin) for answer in answers if answer.twin and answer.twin.comparison]
    if not twins:
        text = "No contender took part twice, so the noise floor is not known."
        return TrustCheck("A/A", "none", sentence(text))
    different = [answer for answer, twin in twins if twin.verdict.proven is not None]
    floor, answer = _floor(answers)
    parts: list[Part] = ["One contender took part twice: it differs from itself in "]
    parts += [_number(len(different)), " of ", _number(len(twins)), " comparisons"]
    if floor is not None and answer is not None:
        worst = Cited(f"{figures.digits(floor * 100)} %", (answer.cell.id,))
        parts += [", and its interval reaches at most ", worst, " from equality in a headline question"]
    parts.append(".")
    expected = 0.05 * len(twins)
    look = len(different) > max(1.0, 2 * expected)
    return TrustCheck("A/A", "look" if look else "good", sentence(*parts))


def _floor(answers: Sequence[Answer]) -> tuple[float | None, Answer | None]:
    """The furthest that any headline question's A/A interval reaches from equality, as a share."""
    reaches = [
        (max(ratio.high - 1, 1 / ratio.low - 1), answer)
        for answer in answers
        if answer.headline and answer.twin and answer.twin.comparison
        if (ratio := answer.twin.comparison.ratio) is not None and ratio.low and ratio.high
    ]
    return max(reaches, key=lambda reach: reach[0], default=(None, None))


def _control(progress: Progress) -> TrustCheck:
    delay = progress.header.delay
    if not delay and (found := selfcheck_results.rows(progress, "delay")):
        return _delay_control(progress, found)
    if not delay:
        command = Cited("fvk selfcheck delay", (CAMPAIGN,))
        text = "No known delay was injected in this campaign; "
        return TrustCheck("Control", "none", sentence(text, command, " does it on this machine."))
    told = one_line(_injected(delay), 120)
    injected = sentence("A delay was injected on purpose: ", Cited(told, (CAMPAIGN,)), ".")
    return TrustCheck("Control", "look", injected)


def _injected(delay: Mapping[str, Any]) -> str:
    amount = delay.get("ns")
    if not isinstance(amount, int | float):
        return ", ".join(f"{name} {value}" for name, value in delay.items())
    length = figures.round_quantity(amount / 1e9, "s")
    return f"{length} in every {delay.get('phase')} of {delay.get('contender')}"


def _delay_control(progress: Progress, found: Sequence[selfcheck_results.CheckRow]) -> TrustCheck:
    """The control that ``fvk selfcheck delay --into`` kept beside this campaign."""
    told, right = selfcheck_results.delay_told(found)
    machine = progress.header.fingerprint.get("machine")
    processor = str(machine.get("cpu_model") or "") if isinstance(machine, dict) else ""
    here = all(row.get("processor") == processor for row in found)
    where = "In campaigns of its own on this kind of machine, " if here else "On another kind of machine, "
    cited = Cited(told, (f"table/{selfcheck_results.TABLE}",))
    return TrustCheck("Control", "good" if right and here else "look", sentence(where, cited, "."))


def _failures(progress: Progress) -> TrustCheck:
    samples = list(samples_of(progress))
    bad = {
        status: sum(1 for sample in samples if sample.status == status) for status in ("failed", "mismatch")
    }
    parts: list[Part] = [_number(bad["failed"]), " of ", _number(len(samples)), " samples failed, "]
    parts += [_number(bad["mismatch"]), " gave other outputs than plain Python."]
    return TrustCheck("Failed samples", "look" if any(bad.values()) else "good", sentence(*parts))


def _warnings(progress: Progress, roles: Roles, answers: Sequence[Answer]) -> Iterator[Sentence]:
    header = progress.header
    if header.delay:
        yield sentence(
            "This is a control: one contender was delayed on purpose; its figures describe nobody."
        )
    if progress.end is None:
        command = Cited("fvk resume", (CAMPAIGN,))
        yield sentence("The campaign has not ended: ", command, " with its directory runs what is missing.")
    blocks = counted(progress)
    disturbed = sum(1 for block in blocks if block.flags)
    if disturbed > _MANY * len(blocks):
        share = Cited(f"{100 * disturbed / len(blocks):.0f} %", (SAMPLES,))
        doctor = Cited("fvk doctor", (CAMPAIGN,))
        cause = " of the blocks were disturbed, so intervals are wide: "
        yield sentence(share, cause, doctor, " names the cause; then run again.")
    if any(own.standing == "mismatch" for answer in answers for own in answer.own):
        yield sentence(
            "Some outputs differ from plain Python's: those figures are void until that is repaired."
        )
    without = [answer for answer in answers if _lacks_interval(roles, answer)]
    if without:
        count = Cited(str(len(without)), (SAMPLES,))
        more = Cited("--profile standard" if header.profile == "quick" else "--profile full", (CAMPAIGN,))
        nothing = " comparisons have too few blocks for an interval, so they prove nothing: "
        yield sentence(count, nothing, more, " measures more.")
    project = header.fingerprint.get("project")
    if isinstance(project, dict) and project.get("dirty"):
        yield sentence("The sources had changes that are in no commit: commit, and run again before quoting.")


def _lacks_interval(roles: Roles, answer: Answer) -> bool:
    return any(
        comparison.difference.low is None
        for pair in roles.pairs
        if (comparison := comparison_of(answer, pair)) is not None
    )
