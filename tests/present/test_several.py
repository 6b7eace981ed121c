"""Three and more orchestrators, every pair of them or each against a reference, in all three forms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from msgspec.structs import replace as with_changes

from benchmarks.analyse.results import answers
from benchmarks.analyse.versus import held_against
from benchmarks.errors import UsageError
from benchmarks.present.headlines import MOST, headlines
from benchmarks.present.roles import pairing_of, roles_of
from benchmarks.present.sections.section import repeat
from benchmarks.present.summary import summarise
from benchmarks.record.progress import Progress, replay
from benchmarks.record.schema import Line
from tests.made_up import Outcome, Plan, campaign, question
from tests.present.conftest import Forms, in_all_forms, unsourced

RUNS_S = {"plain": 0.01, "alpha": 0.1, "beta": 0.2, "gamma": 0.4, "delta": 0.8}
QUESTIONS = [
    question("run", "run.wall_ns", ask="How long does a run take?", headline="session/toy/tuned"),
    question("build", "build.wall_ns", ask="How long does a build take?", noticeable=None),
]
NO_BUILD = "there is nothing to build"


def toy(engine: str, size: Mapping[str, Any]) -> Outcome:
    """Each takes twice as long as the one before; gamma builds nothing."""
    seconds = {"run": RUNS_S[engine]}
    if engine == "gamma":
        return Outcome(seconds, unsupported={"build": NO_BUILD})
    return Outcome(seconds | {"build": 0.3})


def lines(*orchestrators: str, engines: Mapping[str, str] | None = None) -> Iterator[Line]:
    # Enough blocks for ten pairs to be proven after correction.
    plans = [Plan("session", "toy", toy, blocks=12)]
    return campaign(plans, QUESTIONS, names=("plain", *orchestrators), spread=0.002, engines=engines)


@pytest.fixture(scope="module")
def three() -> Progress:
    return replay(lines("alpha", "beta", "gamma"))


@pytest.fixture(scope="module")
def against_gamma(three: Progress) -> Forms:
    return in_all_forms(held_against(three, "gamma"))


@pytest.fixture(scope="module")
def four() -> Forms:
    return in_all_forms(replay(lines("alpha", "beta", "gamma", "delta")))


def test_every_pair_is_compared_unless_a_reference_is_chosen(three: Progress) -> None:
    assert roles_of(three.header).pairs == (("alpha", "beta"), ("alpha", "gamma"), ("beta", "gamma"))
    chosen = roles_of(held_against(three, "gamma").header)
    assert chosen.pairs == (("gamma", "alpha"), ("gamma", "beta"))


def test_plain_python_may_be_the_reference(three: Progress) -> None:
    chosen = roles_of(held_against(three, "plain").header)
    assert chosen.pairs == (("plain", "alpha"), ("plain", "beta"), ("plain", "gamma"))


def test_a_raw_file_remembers_its_reference_and_all_undoes_it(three: Progress) -> None:
    remembered = held_against(three, "beta")
    assert held_against(remembered, None).header.versus == "beta"
    assert held_against(remembered, "all").header == three.header


@pytest.mark.parametrize("unknown", ["omega", "alpha~twin", ""])
def test_a_reference_that_takes_no_part_is_refused_with_those_that_do(three: Progress, unknown: str) -> None:
    with pytest.raises(UsageError, match=r"there are plain, alpha, beta, gamma, and all for every pair"):
        held_against(three, unknown)


def test_a_raw_file_that_names_a_stranger_as_its_reference_shows_every_pair(three: Progress) -> None:
    strange = with_changes(three.header, versus="omega")
    assert roles_of(strange).pairs == roles_of(three.header).pairs


def test_a_pair_told_from_the_other_side_has_the_mirrored_figures_and_verdict(three: Progress) -> None:
    answer = answers(three)[0]
    there, back = pairing_of(answer, ("alpha", "gamma")), pairing_of(answer, ("gamma", "alpha"))
    assert there is not None
    assert back is not None
    assert there.comparison is not None
    assert back.comparison is not None
    assert back.comparison.difference.estimate == -there.comparison.difference.estimate
    assert back.comparison.ratio is not None
    assert back.comparison.ratio.estimate == pytest.approx(0.25, rel=0.05)
    assert (there.final.kind.value, back.final.kind.value) == ("A faster", "B faster")
    assert back.swapped() == there


def test_no_verdict_depends_on_the_reference(three: Progress) -> None:
    def told(versus: str) -> list[str]:
        progress = held_against(three, versus)
        found = answers(progress)
        pair = ("alpha", "gamma")
        pairings = (pairing_of(answer, pair) for answer in found)
        return [repr(pairing and pairing.final) for pairing in pairings]

    assert told("all") == told("alpha") == told("gamma") == told("beta")


@pytest.mark.parametrize("versus", ["all", "gamma", "plain"])
def test_one_cell_has_one_table_with_a_column_for_each_contender(three: Progress, versus: str) -> None:
    progress = held_against(three, versus)
    told = summarise(progress, answers(progress))
    assert [section.title for section in told.sections] == ["session · toy · tuned lane"]
    assert told.sections[0].contenders == ("plain", "alpha", "beta", "gamma")
    assert in_all_forms(progress).markdown.count("\n| run\\* |") == 1


@pytest.mark.parametrize("form", ["terminal", "markdown", "html"])
def test_every_form_shows_each_contender_against_the_reference_and_no_other_pair(
    against_gamma: Forms, form: str
) -> None:
    text = against_gamma.page.text if form == "html" else getattr(against_gamma, form)
    for name in ("alpha", "beta"):
        assert f"{name} / gamma" in text
        assert f"{name} faster" in text
    assert "beta / alpha" not in text
    assert "gamma / " not in text


def test_more_pairs_than_fit_beside_the_figures_have_tables_below_them(four: Forms) -> None:
    heads = [line for line in four.markdown.splitlines() if line.startswith("| question |")]
    assert heads[0] == "| question | plain | alpha | beta | gamma | delta | noise (A/A) |"
    assert heads[1].count(" / ") == 6
    assert "delta / gamma" in four.terminal


@pytest.mark.parametrize("versus", ["all", "gamma"])
def test_at_most_five_short_sentences_stand_on_top_of_four(four: Forms, versus: str) -> None:
    progress = held_against(four.progress, versus)
    told = headlines(roles_of(progress.header), answers(progress))
    assert 0 < len(told) <= MOST
    assert all(len(one.text) < 300 for one in told)


def test_exchanging_names_exchanges_them_in_every_sentence_and_table() -> None:
    names = ("alpha", "beta", "gamma")
    turn = {"alpha": "beta", "beta": "gamma", "gamma": "alpha"}

    def told(engines: Mapping[str, str], versus: str) -> list[str]:
        progress = held_against(replay(lines(*names, engines=engines)), versus)
        summary = summarise(progress, answers(progress))
        rows = [
            f"{b}/{a} {one.ratio} {one.difference} {one.verdict}"
            for section in summary.sections
            for row in section.rows
            for (a, b), one in zip(section.pairs, row.compared, strict=True)
        ]
        return [*sorted(summary.headlines), *sorted(rows)]

    # Each name follows the law of the one before it, so what was said of alpha is now said of beta.
    turned = told({new: old for old, new in turn.items()}, "beta")
    plain = [re.sub("|".join(names), lambda name: turn[name.group()], text) for text in told({}, "alpha")]
    assert sorted(turned) == sorted(plain)


def test_a_choice_of_a_pair_hides_its_rows_in_the_overview_and_nothing_below(four: Forms) -> None:
    rules = re.findall(r"#p-0:checked\) \.([\w-]+):not\(\.p0\)", four.html)
    assert rules == ["by-pair"]
    hidden = list(four.page.find(class_="by-pair"))
    assert all(element.name in ("tr", "span") for element in hidden)
    assert not [
        row for row in four.page.find("tr", class_="by-pair") if "o" not in row.attributes["class"].split()
    ]
    assert [one.text for one in four.page.find("span", class_="by-pair")][1].startswith(
        "Left of the line, the figure of gamma is the lower one; right of it, that of alpha"
    )


def test_the_command_that_repeats_it_names_whoever_was_named_and_the_reference(three: Progress) -> None:
    def repeated(*command: str, versus: str = "") -> str:
        header = with_changes(three.header, command=["fvk", "run", *command], versus=versus)
        return repeat(header, answers(three))

    assert "--engine" not in repeated("--profile", "quick")
    assert "--versus" not in repeated("--profile", "quick")
    named = repeated("--engine", "plain,alpha,beta,gamma", versus="gamma")
    assert " --engine plain,alpha,beta,gamma --versus gamma " in named


def test_every_number_on_a_page_of_several_names_its_source(four: Forms, against_gamma: Forms) -> None:
    assert unsourced(four) == []
    assert unsourced(against_gamma) == []
