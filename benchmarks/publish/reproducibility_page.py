"""How far repeated quick campaigns agree: the page ``docs/reproducibility.md``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.analyse.interval import Interval
from benchmarks.analyse.results import Answer, Pairing, answers
from benchmarks.present import figures
from benchmarks.present.markdown import row, safe
from benchmarks.present.summary import verdict_text
from benchmarks.record.progress import Progress
from benchmarks.safe_text import code_span

PAGE = Path("docs", "reproducibility.md")
PREFIX = "again-"
"""Repeats of the quick campaign in docs/data; no other page draws from them."""

HEAD = """\
# Does a quick campaign say the same again?

`fvk publish` writes this page from the campaigns `quick` and `again-*` in `docs/data`: the same plan with
other seeds, on one machine. Every headline stands with its ratio, its 95 % interval, its blocks and its
verdict after correction. *Agree* means that all intervals of a headline overlap.
"""

Headline = tuple[Answer, Pairing]


def page(campaigns: Mapping[str, Progress]) -> str:
    """The page over all campaigns by name; the first one is what README shows."""
    found = {name: list(_headlines(progress)) for name, progress in campaigns.items()}
    lines = [HEAD, *_places(campaigns), ""]
    first = next(iter(found.values()), [])
    for answer, pairing in first:
        lines += [f"## {safe(answer.question.ask)}", ""]
        lines += [f"{safe(pairing.b)} beside {safe(pairing.a)}, {code_span(answer.cell.id)}", ""]
        lines += [row(("campaign", "ratio", "blocks", "verdict")), "|---|---|---|---|"]
        same = {name: _same(answer, pairing, told) for name, told in found.items()}
        lines += [row((name, *_cells(told))) for name, told in same.items()]
        lines += ["", _conclusion([told for told in same.values() if told]), ""]
    return "\n".join(lines).rstrip() + "\n"


def _places(campaigns: Mapping[str, Progress]) -> Iterator[str]:
    yield row(("campaign", "command", "measured", "blocks disturbed", "took"))
    yield "|---|---|---|---|---|"
    for name, progress in campaigns.items():
        blocks = [one for cell in progress.header.cells for one in progress.counted_blocks(cell.id)]
        flagged = sum(bool(block.flags) for block in blocks)
        took = "not finished" if progress.end is None else f"{progress.end.elapsed_s / 60:.1f} min"
        command = " ".join(progress.header.command)
        started = progress.header.started_at[:16].replace("T", " ")
        yield row((name, command, started, f"{flagged} of {len(blocks)}", took))


def _headlines(progress: Progress) -> Iterator[Headline]:
    for answer in answers(progress):
        for pairing in answer.pairings:
            if pairing.corrected is not None:
                yield answer, pairing


def _same(answer: Answer, pairing: Pairing, told: Sequence[Headline]) -> Headline | None:
    return next(
        (
            (other, found)
            for other, found in told
            if (other.question.id, found.a, found.b) == (answer.question.id, pairing.a, pairing.b)
        ),
        None,
    )


def _cells(told: Headline | None) -> tuple[str, str, str]:
    if told is None:
        return figures.NONE, figures.NONE, "not asked"
    answer, pairing = told
    comparison = pairing.comparison
    verdict = verdict_text(pairing, answer.question)
    return (
        figures.ratio(comparison.ratio) if comparison else figures.NONE,
        str(comparison.n) if comparison else figures.NONE,
        safe(verdict),
    )


def _conclusion(told: Sequence[Headline]) -> str:
    intervals = [pairing.comparison.ratio for _, pairing in told if pairing.comparison is not None]
    known = [one for one in intervals if one is not None and one.low is not None]
    kinds = {pairing.final.kind for _, pairing in told}
    verdicts = "All verdicts are the same." if len(kinds) == 1 else "The verdicts are not all the same."
    if len(known) < 2:
        return f"{verdicts} There is nothing to hold the first interval against."
    return f"{verdicts} The intervals {'agree' if _overlap(known) else 'do not all agree'}."


def _overlap(intervals: Sequence[Interval]) -> bool:
    lows = [one.low for one in intervals if one.low is not None]
    highs = [one.high for one in intervals if one.high is not None]
    return max(lows) <= min(highs)
