"""What a pod's command costs in every form that each SDK documents: the page ``docs/forms.md``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.analyse.results import Answer, Own, answers
from benchmarks.present import figures
from benchmarks.present.markdown import row, safe
from benchmarks.present.product_names import product
from benchmarks.present.summary import own_text, verdict_text
from benchmarks.record.progress import Progress
from benchmarks.record.schema import Question
from benchmarks.safe_text import code_span

PAGE = Path("docs", "forms.md")
CAMPAIGN = "forms"
"""The campaign in docs/data that has every form as a contender."""
QUESTION = "step"

HEAD = """\
# The pod's command, in every form

`fvk publish` writes this page from `docs/data/forms`. Each SDK documents more than one way in which a pod
gets its code. A form stands behind the colon; without one, it is what the SDK's first pages show.
`FAIRNESS.md` says what each form is. Timed is what runs inside the container, as a bare process.
"""


def page(progress: Progress) -> str:
    """The page over the one campaign that has the forms."""
    lines = [
        HEAD,
        f"Measured {progress.header.started_at[:10]}: {code_span(' '.join(progress.header.command))}",
        "",
    ]
    for answer in answers(progress):
        if answer.question.id == QUESTION and answer.cell.target == "local":
            lines += [*_table(progress, answer), ""]
    return "\n".join(lines).rstrip() + "\n"


def _table(progress: Progress, answer: Answer) -> Iterator[str]:
    versus = progress.header.versus
    twins = {one.name for one in progress.header.contenders if one.twin_of}
    yield f"## {safe(answer.question.ask)}"
    yield ""
    place = f"{code_span(answer.cell.id)}, {answer.blocks} blocks"
    yield f"{place}; every ratio is to {safe(product(versus))} ({code_span(versus)})."
    yield ""
    yield row(("form", "the command", "ratio", "verdict"))
    yield "|---|---|---|---|"
    for own in answer.own:
        if own.contender not in twins:
            yield row(
                (own.contender, own_text(own, answer.question), *_beside(answer, own.contender, versus))
            )


def _value(own: Own, question: Question) -> str:
    return figures.estimate(own.interval, question) if own.interval else own_text(own, question)


def _beside(answer: Answer, contender: str, versus: str) -> tuple[str, str]:
    for pairing in answer.pairings:
        if {pairing.a, pairing.b} == {contender, versus}:
            told = pairing if pairing.a == versus else pairing.swapped()
            ratio = told.comparison.ratio if told.comparison else None
            return figures.ratio(ratio), verdict_text(told, answer.question)
    return figures.NONE, figures.NONE
