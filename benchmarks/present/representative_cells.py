"""Which cell stands for a question in the overview, under every setting of the filters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.analyse.results import Answer, Pairing
from benchmarks.present.roles import Pair, pairing_of
from benchmarks.present.view import Family, View

EVERY = "*/*"
"""The filters as the page opens: every lane, every start."""


@dataclass(frozen=True)
class Chosen:
    """A family's cell for one pair, and the filters under which it leads."""

    family: Family
    answer: Answer
    pair: Pair
    pairing: Pairing
    leads: tuple[str, ...]
    """``lane:…/start:…``, with ``*`` for any."""


def choose(view: View) -> Iterator[Chosen]:
    """Every family once for every pair."""
    for pair in view.roles.pairs:
        found = [
            (family, answer) for family in view.families if (answer := _of_family(family, pair)) is not None
        ]
        leads = _leads(found)
        for number, (family, answer) in enumerate(found):
            pairing = pairing_of(answer, pair)
            if pairing is not None:
                yield Chosen(family, answer, pair, pairing, leads[number])


def _of_family(family: Family, pair: Pair) -> Answer | None:
    """Its headline size; else the largest at which the pair can be compared; else the largest."""
    answers = [answer for _, answer in family.answers if pairing_of(answer, pair) is not None]
    compared = [answer for answer in answers if _comparison(answer, pair)]
    headline = [answer for answer in answers if answer.headline]
    return next(iter(headline or compared[::-1] or answers[::-1]), None)


def _comparison(answer: Answer, pair: Pair) -> bool:
    pairing = pairing_of(answer, pair)
    return pairing is not None and pairing.comparison is not None


def _leads(found: Sequence[tuple[Family, Answer]]) -> list[tuple[str, ...]]:
    """Each question's first row under every setting of the filters; headlines before others."""
    order = sorted(
        range(len(found)), key=lambda number: (not found[number][1].headline, _usual(found[number][0]))
    )
    leads: list[list[str]] = [[] for _ in found]
    taken: set[tuple[str, str]] = set()
    for number in order:
        cell, question = found[number][1].cell, found[number][1].question.id
        for lane in (f"lane:{cell.lane}", "*"):
            for start in (f"start:{cell.bytecode}", "*"):
                key = f"{lane}/{start}"
                if (question, key) not in taken:
                    taken.add((question, key))
                    leads[number].append(key)
    return [tuple(keys) for keys in leads]


def _usual(family: Family) -> tuple[bool, bool, bool]:
    return family.cell.lane != "tuned", family.cell.bytecode != "warm", family.grows
