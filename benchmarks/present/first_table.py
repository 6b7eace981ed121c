"""The table of the first screen: what was timed, a value for each side, who is ahead, and how surely.

Rows that a campaign did not measure come from the committed campaigns and say so, with versions and date.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.analyse.interval import Interval
from benchmarks.analyse.results import Answer, Own, Pairing
from benchmarks.present import figures
from benchmarks.present.product_names import product
from benchmarks.present.roles import Roles, own_of, pairing_of, roles_of
from benchmarks.present.statements import comparative, place, undecided, winner
from benchmarks.record.progress import Progress
from benchmarks.record.schema import Question
from benchmarks.safe_text import one_line

_SPECIFIED = Path(__file__).with_suffix(".toml")
_COMMITTED = Path(__file__).with_name("committed.json")
_ABSENT = {"failed": "fails", "mismatch": "other outputs", "unsupported": "cannot", "untested": "not tried"}
"""*Cannot* is the SDK's own refusal; what the harness did not try is *not tried*."""
OWN = "this campaign"


@dataclass(frozen=True)
class FirstRow:
    """One row. Values are texts, by contender."""

    key: str
    title: str
    values: Mapping[str, str]
    ahead: str
    """Who is better, and by how much; or that nobody is."""
    sure: str
    winner: str
    """The contender that is proven better, or counted better; empty for none."""
    use: str
    better: str
    """The word for the winner: ``faster``, ``smaller``."""
    source: str = OWN
    """:data:`OWN`, or a committed campaign with its versions and date."""
    cells: tuple[str, ...] = ()
    """The cell or table it was computed from; empty for committed rows."""


@dataclass(frozen=True)
class FirstTable:
    """The rows, their contenders, and what follows from them."""

    contenders: tuple[str, ...]
    rows: tuple[FirstRow, ...]
    choose: tuple[str, ...]
    footnotes: tuple[str, ...]
    """Where the rows that this campaign did not measure come from, by the number beside them."""

    @property
    def heads(self) -> tuple[str, ...]:
        """The heads of the columns."""
        return ("What was measured", *map(product, self.contenders), "Who is ahead", "How sure")

    def texts(self, row: FirstRow) -> tuple[str, ...]:
        """The texts of one row, in the order of :attr:`heads`."""
        values = (row.values.get(name, figures.NONE) for name in self.contenders)
        return (self.title(row), *values, row.ahead, row.sure)

    def title(self, row: FirstRow) -> str:
        """What was measured, with the number of its footnote."""
        number = self.footnotes.index(row.source) + 1 if row.source != OWN else 0
        return f"{row.title} ({number})" if number else row.title

    def notes(self) -> tuple[str, ...]:
        """The footnotes, one line for all campaigns of the same day and versions."""
        lines: dict[str, list[str]] = {}
        for number, text in enumerate(self.footnotes, 1):
            name, _, told = text.partition(", ")
            lines.setdefault(told, []).append(f"({number}) {name}")
        return tuple(f"Committed campaigns of {told}: {', '.join(names)}" for told, names in lines.items())


def first_table(progress: Progress, answers: Sequence[Answer]) -> FirstTable:
    """A campaign's own rows, and committed ones where it measured nothing and has the same contenders."""
    roles = roles_of(progress.header)
    own = {row.key: row for row in _rows(progress, answers, roles)}
    if not own:
        own = {row.key: row for row in _headline_rows(answers, roles)}
        rows = tuple(own.values())
    else:
        committed = {row.key: row for row in _committed() if _fits(row, roles)}
        order = [str(spec["key"]) for spec in _specified()["row"]]
        rows = tuple(own.get(key) or committed[key] for key in order if key in own or key in committed)
    return _table(roles.shown, rows)


def library_table(campaigns: Mapping[str, tuple[Progress, Sequence[Answer]]]) -> FirstTable:
    """The rows of all committed campaigns, about the contenders that most of them share."""
    names = usual(campaigns)
    baselines = [roles_of(one.header).baseline for one, _ in campaigns.values()]
    first = [name for name in dict.fromkeys(baselines) if name is not None]
    return _table((*first, *names), tuple(committed_rows(campaigns)))


def usual(campaigns: Mapping[str, tuple[Progress, Sequence[Answer]]]) -> tuple[str, ...]:
    """The orchestrators that take part in more than half of the campaigns, in the order of the plan."""
    seen = [name for one, _ in campaigns.values() for name in roles_of(one.header).orchestrators]
    return tuple(name for name in dict.fromkeys(seen) if seen.count(name) > len(campaigns) / 2)


def committed_rows(campaigns: Mapping[str, tuple[Progress, Sequence[Answer]]]) -> list[FirstRow]:
    """The best row for every specified key, with its campaign's name, versions and date.

    A campaign of the usual contenders alone comes before one with others, then the one with most blocks.
    """
    names = usual(campaigns)
    best: dict[str, tuple[tuple[bool, int], FirstRow]] = {}
    for name, (progress, answers) in campaigns.items():
        every = roles_of(progress.header)
        roles = replace(every, orchestrators=tuple(one for one in every.orchestrators if one in names))
        source = _source(name, progress, roles)
        for row in _rows(progress, answers, roles):
            weight = (roles == every, _blocks(row, answers))
            if row.key not in best or weight > best[row.key][0]:
                best[row.key] = weight, replace(row, source=source)
    order = [str(spec["key"]) for spec in _specified()["row"]]
    return [best[key][1] for key in order if key in best]


def _source(name: str, progress: Progress, roles: Roles) -> str:
    """The campaign, its date and versions."""
    header = progress.header
    told = ", ".join(
        f"{package} {version}"
        for one in header.contenders
        if one.name in roles.orchestrators
        for package, version in list(one.versions.items())[:1]
    )
    return one_line(f"{name}, {header.started_at[:10]} ({told})", 200)


def committed_file(campaigns: Mapping[str, tuple[Progress, Sequence[Answer]]]) -> str:
    """The text of ``committed.json``, which travels with the distribution."""
    rows = [asdict(replace(row, cells=())) for row in committed_rows(campaigns)]
    return json.dumps(rows, indent=1, ensure_ascii=False) + "\n"


def _blocks(row: FirstRow, answers: Sequence[Answer]) -> int:
    return max((answer.blocks for answer in answers if answer.cell.id in row.cells), default=1)


def _table(contenders: tuple[str, ...], rows: tuple[FirstRow, ...]) -> FirstTable:
    notes = tuple(dict.fromkeys(row.source for row in rows if row.source != OWN))
    return FirstTable(contenders, rows, tuple(_choose(rows)), notes)


def _fits(row: FirstRow, roles: Roles) -> bool:
    """Whether a committed row compares contenders of this campaign."""
    return sum(name in row.values for name in roles.orchestrators) > 1


def _rows(progress: Progress, answers: Sequence[Answer], roles: Roles) -> Iterator[FirstRow]:
    for spec in _specified()["row"]:
        row = _observed(progress, spec, roles) if "table" in spec else _timed(spec, answers, roles)
        if row is not None:
            yield row


def _timed(spec: Mapping[str, Any], answers: Sequence[Answer], roles: Roles) -> FirstRow | None:
    for answer in answers:
        cell = answer.cell
        asked = (answer.question.id, cell.target, cell.workload, cell.lane, cell.size)
        target = spec.get("target", "local")
        wanted = (spec["question"], target, spec["workload"], spec["lane"], spec.get("size", {}))
        if asked != wanted or cell.bytecode != "warm":
            continue
        if sum(_told(answer, name) for name in roles.orchestrators) >= min(2, len(roles.orchestrators)):
            return _answered(str(spec["key"]), str(spec["title"]), str(spec["use"]), answer, roles)
    return None


def _told(answer: Answer, name: str) -> bool:
    """Whether a contender was tried here at all, and often enough for an interval where it worked."""
    own = own_of(answer, name)
    if own is None or own.standing == "untested":
        return False
    return own.interval is None or own.interval.low is not None or answer.blocks > 1


def _headline_rows(answers: Sequence[Answer], roles: Roles) -> Iterator[FirstRow]:
    """Rows for contenders that no specified row is about: the headline questions, or the first cells."""
    compared = [one for one in answers if sum(_told(one, name) for name in roles.shown) > 1]
    chosen = [one for one in compared if one.headline]
    if not chosen:
        chosen = list({one.question.id: one for one in reversed(compared)}.values())[::-1][:12]
    for answer in chosen:
        where = place(answer.cell)
        yield _answered(
            f"{answer.question.id} {answer.cell.id}", f"{answer.question.ask} ({where})", "", answer, roles
        )


def _answered(key: str, title: str, use: str, answer: Answer, roles: Roles) -> FirstRow:
    values = {
        name: _value(own, answer.question, is_baseline=name == roles.baseline)
        for name in roles.shown
        if (own := own_of(answer, name)) is not None
    }
    ahead, sure, best = _standing(answer, roles)
    return FirstRow(
        key=key,
        title=title,
        values=values,
        ahead=ahead,
        sure=sure,
        winner=best,
        use=use,
        better=comparative(answer.question),
        cells=(answer.cell.id,),
    )


def _value(own: Own, question: Question, *, is_baseline: bool) -> str:
    if is_baseline and own.standing == "unsupported":
        return figures.NONE
    if own.standing == "unsupported" and own.reason.startswith("left out"):
        return "left out"
    if own.interval is None or own.standing != "measured":
        return _ABSENT.get(own.standing, figures.NONE)
    return figures.quantity(own.interval.estimate, question.unit)


def _standing(answer: Answer, roles: Roles) -> tuple[str, str, str]:
    """Who is ahead and by how much, how sure that is, and the winner's name."""
    names = [name for name in roles.orchestrators if own_of(answer, name) is not None]
    if len(names) == 1 and roles.baseline is not None:
        names = [roles.baseline, *names]
    able = [name for name in names if _is_measured(answer, name)]
    if len(able) < len(names):
        missing = [own for name in names if (own := own_of(answer, name)) and own.standing != "measured"]
        reason = one_line(missing[0].reason, 80)
        if len(able) == 1 and missing[0].standing in ("failed", "unsupported"):
            return f"only {product(able[0])} works", reason, able[0]
        return "not comparable", reason, ""
    return _ahead(answer, able)


def _is_measured(answer: Answer, name: str) -> bool:
    own = own_of(answer, name)
    return own is not None and own.standing == "measured"


def _ahead(answer: Answer, names: Sequence[str]) -> tuple[str, str, str]:
    for best in names:
        others = [pairing for name in names if name != best and (pairing := pairing_of(answer, (best, name)))]
        if others and all(winner(one) == best for one in others):
            nearest = min(others, key=_distance)
            if word := undecided(nearest, answer.question):
                return word, _sure(nearest.comparison.n if nearest.comparison else 0, ""), ""
            ratio = nearest.comparison.ratio if nearest.comparison else None
            much = f", {figures.ratio(_above_one(ratio))}" if ratio else ""
            proof = "95 %, corrected" if answer.headline else "95 %"
            return (
                f"{product(best)} {comparative(answer.question)}{much}",
                _sure(nearest.comparison.n if nearest.comparison else 0, proof),
                best,
            )
    pair = next((one for a in names for b in names if a < b and (one := pairing_of(answer, (a, b)))), None)
    if pair is None:
        return figures.NONE, figures.NONE, ""
    words = undecided(pair, answer.question) if len(names) == 2 else "no one ahead of all others"
    return words, _sure(pair.comparison.n if pair.comparison else 0, ""), ""


def _sure(blocks: int, proof: str) -> str:
    told = f"{blocks} block{'' if blocks == 1 else 's'}"
    return f"{proof}, {told}" if proof else told


def _distance(pairing: Pairing) -> float:
    log_ratio = pairing.comparison.log_ratio if pairing.comparison else None
    return abs(log_ratio.estimate) if log_ratio else float("inf")


def _above_one(ratio: Interval) -> Interval:
    """The ratio told from the side that makes it larger than 1."""
    if ratio.estimate >= 1 or ratio.estimate <= 0:
        return ratio
    low = 1 / ratio.high if ratio.high else None
    high = 1 / ratio.low if ratio.low else None
    return replace(ratio, estimate=1 / ratio.estimate, low=low, high=high)


def _observed(progress: Progress, spec: Mapping[str, Any], roles: Roles) -> FirstRow | None:
    table = next((one for one in progress.tables if one.name == spec["table"] and one.rows), None)
    if table is None:
        return None
    rows = [row for row in table.rows if all(row.get(k) == v for k, v in spec.get("case", {}).items())]
    counted = {side: _count([row for row in rows if row.get("side") == side], spec) for side in roles.shown}
    known = {side: found for side, found in counted.items() if found is not None}
    if not known:
        return None
    number = {side: found[0] for side, found in known.items()}
    wanted = (max if spec["better"] == "higher" else min)(number.values())
    first = [side for side, value in number.items() if value == wanted]
    word = "more" if spec["better"] == "higher" else "fewer"
    rest = sorted(
        (value for side, value in number.items() if side not in first), reverse=spec["better"] == "higher"
    )
    ahead = f"{product(first[0])}, {wanted} against {rest[0]}" if len(first) == 1 and rest else "equal"
    return FirstRow(
        key=str(spec["key"]),
        title=str(spec["title"]),
        values={side: found[1] for side, found in known.items()},
        ahead=ahead,
        sure="counted, each case executed" if "counts" in spec else "counted from the source",
        winner=first[0] if len(first) == 1 and rest else "",
        use=str(spec["use"]),
        better=word,
        cells=(f"table/{spec['table']}",),
    )


def _count(rows: Sequence[Mapping[str, Any]], spec: Mapping[str, Any]) -> tuple[int, str] | None:
    """The number and how it is written; ``None`` without a row of this side."""
    if not rows:
        return None
    if "counts" in spec:
        shown = [row for row in rows if row.get("effect") != "not shown"]
        number = sum(row.get(spec["field"]) in spec["counts"] for row in shown)
        return number, f"{number} of {len(shown)}"
    value = rows[0].get(spec["field"])
    return (value, str(value)) if isinstance(value, int) else None


def _choose(rows: Iterable[FirstRow]) -> Iterator[str]:
    """One line for each use: what its rows say together, and never more than they say."""
    of_use: dict[str, list[FirstRow]] = {}
    for row in rows:
        of_use.setdefault(row.use, []).append(row)
    for spec in _specified()["choose"]:
        found = of_use.get(spec["use"], [])
        winners = {row.winner for row in found if row.winner}
        if not winners:
            continue
        said = (_ahead_in(best, found) for best in sorted(winners))
        yield f"{spec['when']}: {'; '.join(said)}."


def _ahead_in(best: str, rows: Sequence[FirstRow]) -> str:
    """In how many of the rows somebody is ahead, with the first of them."""
    ahead = [row for row in rows if row.winner == best]
    lead = f"{ahead[0].title}: {_values(ahead[0])}"
    if len(rows) == 1:
        return f"{product(best)} is ahead ({lead})"
    every = "both rows" if len(rows) == 2 else f"all {len(rows)} rows"
    count = every if len(ahead) == len(rows) else f"{len(ahead)} of {len(rows)} rows"
    return f"{product(best)} is ahead in {count} ({lead})"


def _values(row: FirstRow) -> str:
    shown = ((name, text) for name, text in row.values.items() if text != figures.NONE)
    return ", ".join(f"{product(name)} {text}" for name, text in shown)


@cache
def _specified() -> dict[str, Any]:
    return tomllib.loads(_SPECIFIED.read_text(encoding="utf-8"))


@cache
def _committed() -> tuple[FirstRow, ...]:
    if not _COMMITTED.exists():
        return ()
    return tuple(
        FirstRow(**{**row, "cells": ()}) for row in json.loads(_COMMITTED.read_text(encoding="utf-8"))
    )
