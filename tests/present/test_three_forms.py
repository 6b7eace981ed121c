"""A campaign of known truth says exactly that, in the terminal, in Markdown and on the page."""

from __future__ import annotations

import re
from typing import Any

import pytest
from msgspec.structs import replace

from benchmarks.analyse.results import answers
from benchmarks.present import figures
from benchmarks.present.headlines import MOST, headlines
from benchmarks.present.roles import roles_of
from benchmarks.present.statements import added, unnoticeable
from benchmarks.record.progress import replay
from benchmarks.record.schema import Block, Header, Sample
from tests.made_up import Outcome, Plan, campaign, question
from tests.present.conftest import Forms, in_all_forms
from tests.present.known_truth import NO_COMMAND, OUT_OF_MEMORY, SLOWER_BY_S, known_truth

BOTH = "(beta and alpha|alpha and beta)"
TRUTH = [
    r"How long does a start take\? beta is faster: alpha takes 20\d ms \[.*\] more than beta, 2\.0\d× .*n=10",
    r"How long does a run take\? alpha is faster: beta takes 20\.\d ms \[.*\] more than alpha, 1\.20× .*n=10",
    rf"How long does a build take\? {BOTH} count as the same: .*inside the margin of ±5 %, n=10",
    rf"How long does a load take\? It is not proven which of {BOTH} is faster: .*n=10",
    rf"How long does a run take\? beta failed: {OUT_OF_MEMORY} \(large, tuned lane\)\.",
]
"""One statement each: the stronger side, the other side, what is equal, what is open, what failed."""


def told(laws: tuple[str, str]) -> list[str]:
    progress = replay(known_truth(laws=laws))
    return [one.text for one in headlines(roles_of(progress.header), answers(progress))]


@pytest.mark.parametrize("form", ["terminal", "markdown", "page"])
def test_exactly_the_known_statements_are_made(known: Forms, form: str) -> None:
    if form == "page":
        found = [item.one(class_="told").text for item in known.page.one(class_="headlines").find("li")]
    else:
        mark = "  • " if form == "terminal" else "- How"
        lines = known.terminal.splitlines() if form == "terminal" else known.markdown.splitlines()
        found = [line.removeprefix("  • ").removeprefix("- ") for line in lines if line.startswith(mark)]
    assert len(found) == len(TRUTH)
    for statement, truth in zip(found, TRUTH, strict=True):
        assert re.fullmatch(truth + ".*", statement)


def test_all_forms_make_the_same_statements(known: Forms) -> None:
    for sentence in headlines(roles_of(known.progress.header), known.answers):
        assert sentence.text in known.terminal
        assert sentence.text in known.markdown
        assert sentence.text in known.page.one(class_="headlines").text


def test_the_known_difference_comes_back_in_every_form(known: Forms) -> None:
    answer = next(one for one in known.answers if one.question.id == "run" and one.headline)
    pairing = next(one for one in answer.pairings if (one.a, one.b) == ("alpha", "beta"))
    assert pairing.comparison is not None
    assert pairing.comparison.difference.estimate == pytest.approx(SLOWER_BY_S, rel=0.02)
    figure = figures.quantity(pairing.comparison.difference.estimate, "s", signed=True)
    for form in (known.terminal, known.markdown, known.page.text):
        assert figure in form


def test_what_a_side_cannot_do_is_told_with_its_reason_in_every_form(known: Forms) -> None:
    for form in (known.terminal, known.markdown, known.page.text):
        assert "⊘ cannot" in form
        assert NO_COMMAND in form


def test_swapping_the_data_of_two_contenders_swaps_their_names_in_every_sentence() -> None:
    swap = {"alpha": "beta", "beta": "alpha"}
    mirrored = [
        re.sub("alpha|beta", lambda name: swap[name.group()], text) for text in told(("alpha", "beta"))
    ]
    assert told(("beta", "alpha")) == mirrored


def test_at_most_five_sentences_stand_on_top(everything: Forms) -> None:
    assert 0 < len(list(everything.page.one(class_="headlines").find("li"))) <= MOST


def test_equal_contenders_get_no_proven_sentence() -> None:
    assert not [text for text in told(("beta", "beta")) if "is faster: " in text and "not proven" not in text]


def test_a_side_without_a_proven_point_is_told_so() -> None:
    progress = replay(known_truth())
    only_run = [answer for answer in answers(progress) if answer.question.id == "run"]
    texts = [one.text for one in headlines(roles_of(progress.header), only_run)]
    assert "Nothing here is proven in favour of beta." in texts


@pytest.mark.parametrize(
    ("plan", "told"),
    [
        (
            {"changed": ["run: margin 0.2 instead of 0.05"]},
            "run: margin 0.2 instead of 0.05. Read its verdicts",
        ),
        ({"changed": None}, "its headline family is none of a release"),
    ],
)
def test_a_changed_family_or_margin_marks_every_form_as_exploratory(plan: dict[str, Any], told: str) -> None:
    progress = replay(known_truth())
    progress.header = replace(progress.header, **plan)
    forms = in_all_forms(progress)
    for form in (forms.terminal, forms.markdown, forms.page.one(class_="checks").text):
        assert "Exploratory: questions.toml is not what the release registers: " in form
        assert told in form


def test_the_registered_family_is_told_with_what_of_it_was_measured(known: Forms) -> None:
    progress = replay(known_truth())
    progress.header = replace(progress.header, family=["run", "build", "start", "load", "another"])
    forms = in_all_forms(progress)
    for form in (forms.terminal, forms.markdown, forms.page.one(class_="checks").text):
        assert "4 of 5 headline questions are in this campaign" in form
        assert "corrected for all 5 comparisons of the family" in form
    assert "Exploratory: questions.toml" not in known.page.text


def test_a_cell_in_which_nothing_was_measured_takes_one_line() -> None:
    lines = [
        line for line in known_truth() if not isinstance(line, Sample | Block) or "large" not in line.cell
    ]
    forms = in_all_forms(replay(lines))
    told = "nothing was measured; 0 blocks, ended: precise"
    assert f"session · large · tuned lane: {told}" in forms.terminal.splitlines()
    assert f"**session · large · tuned lane**: {told}" in forms.markdown.splitlines()
    assert "### session · large" not in forms.markdown


def test_what_had_blocks_enough_is_told_before_what_could_prove_nothing() -> None:
    lines = list(known_truth())
    header = lines[0]
    assert isinstance(header, Header)
    first = replace(header.questions[0], id="first", metric="first.wall_ns", ask="How long at first?")
    lines[0] = replace(header, questions=[first, *header.questions])
    lines[1:] = [
        replace(line, metrics={**line.metrics, "first.wall_ns": 1e9 + line.position})
        if isinstance(line, Sample) and line.block == 0
        else line
        for line in lines[1:]
    ]
    progress = replay(lines)
    (unproven,) = (
        one.text for one in headlines(roles_of(progress.header), answers(progress)) if one.kind == "unproven"
    )
    assert unproven.startswith("How long does a load take?")


def test_what_must_be_borne_in_mind_with_a_question_stands_beside_its_sentence() -> None:
    lines = list(known_truth())
    header = lines[0]
    assert isinstance(header, Header)
    noted = [replace(one, note="only half of it" if one.id == "start" else "") for one in header.questions]
    forms = in_all_forms(replay([replace(header, questions=noted), *lines[1:]]))
    for form in (forms.terminal, forms.markdown, forms.page.one(class_="headlines").text):
        assert "n=10 (toy, tuned lane). Note: only half of it" in form


def test_an_orchestrator_below_plain_python_takes_less_and_adds_nothing_negative() -> None:
    progress = replay(known_truth(laws=("plain", "beta")))
    answer = next(one for one in answers(progress) if one.question.id == "run" and one.headline)
    pairing = next(one for one in answer.pairings if (one.a, one.b) == ("plain", "beta"))
    assert re.search(r"plain takes 70\.\d ms \[.*\] less than beta", added(answer, pairing.swapped()).text)
    assert re.search(r"beta adds 70\.\d ms \[.*\] to plain", added(answer, pairing).text)


def test_what_a_person_notices_leads_before_a_larger_ratio_that_nobody_does() -> None:
    """Alpha is 9 ms ahead of beta where 10 ms would be noticed, and half a second elsewhere."""

    def law(engine: str, size: object) -> Outcome:
        short = {"plain": 0.001, "alpha": 0.004, "beta": 0.013}[engine]
        return Outcome({"blink": short, "wait": {"plain": 0.1, "alpha": 0.5, "beta": 1.0}[engine]})

    for order in (("blink", "wait"), ("wait", "blink")):
        asked = [question(name, f"{name}.wall_ns", headline="session/toy/tuned") for name in order]
        progress = replay(campaign([Plan("session", "toy", law)], asked, spread=0.3))
        blink = next(one for one in answers(progress) if one.question.id == "blink")
        pairing = next(one for one in blink.pairings if (one.a, one.b) == ("alpha", "beta"))
        assert unnoticeable(pairing, blink.question)
        first = headlines(roles_of(progress.header), answers(progress))[0]
        assert first.text.startswith("How long does wait take? alpha is faster")
