"""The ledger of public claims: what was said, by whom, and what the committed data says to it.

The claims are text; every figure beside them is looked up in raw files.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

import msgspec

from benchmarks.analyse.results import Answer, answers
from benchmarks.errors import UsageError
from benchmarks.present.markdown import safe
from benchmarks.present.roles import Pair
from benchmarks.publish import lookup
from benchmarks.record.journal import FILE_NAME, read
from benchmarks.record.progress import replay
from benchmarks.record.schema import Table

CLAIMS = Path("docs", "claims.toml")
PAGE = Path("docs", "claims.md")
DATA = Path("docs", "data")
Reply = Literal["measured", "cluster only", "not testable"]
REPLIES: tuple[Reply, ...] = get_args(Reply)
INTRODUCTION = """\
Written by `fvk authoring claims` from `docs/claims.toml` and the raw files in `docs/data`; with `--check` it
fails where this page and the data disagree. A claim stands here in short, as others made it. *Measured*: the
figures that speak to it, and the command that repeats them. *Cluster only*: what it speaks of does not exist
on one machine; `docs/clusters.md` tells how to run the command on yours. *Not testable*: no code decides it.
"""


@dataclass(frozen=True)
class Claim:
    """One public claim."""

    said: str
    where: str
    answer: Reply
    evidence: tuple[str, ...] = ()
    """What is looked up: ``PART``, ``PART/CASE`` or ``question/ID@WORKLOAD``."""
    command: str = ""
    why: str = ""


@dataclass(frozen=True)
class ClaimsData:
    """What the raw files hold: the newest table of each name, and every answer of every campaign."""

    tables: Mapping[str, Table]
    answers: Sequence[Answer]


@dataclass(frozen=True)
class ClaimsLedger:
    """What a claims file holds."""

    title: str
    claim: tuple[Claim, ...]
    pair: tuple[str, str] | None = None
    """The two contenders that verdicts are looked up of; campaigns may have more."""


def read_claims(path: Path) -> ClaimsLedger:
    """A claims file; raises :class:`~benchmarks.errors.UsageError` where it is not usable."""
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), ClaimsLedger)
    except (OSError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise UsageError(f"{path}: {error}; see the comment at the head of docs/claims.toml") from error


def read_data(root: Path) -> ClaimsData:
    """Every raw file below ``docs/data``, in order of name."""
    tables: dict[str, Table] = {}
    found: list[Answer] = []
    for file in sorted((root / DATA).glob(f"*/{FILE_NAME}")):
        progress = replay(read(file))
        tables |= {table.name: table for table in progress.tables}
        found += answers(progress)
    return ClaimsData(tables, found)


def page(root: Path) -> str:
    """The ledger as Markdown, one section a kind of answer."""
    ledger, data = read_claims(root / CLAIMS), read_data(root)
    claims = ledger.claim
    counts = ", ".join(f"{sum(one.answer == reply for one in claims)} {reply}" for reply in REPLIES)
    lines = [f"# {safe(ledger.title)}", "", INTRODUCTION, f"{len(claims)} claims: {counts}.", ""]
    for reply in REPLIES:
        lines += _section(reply, [one for one in claims if one.answer == reply], data, ledger.pair)
    return "\n".join(lines).rstrip() + "\n"


def _section(reply: Reply, claims: Sequence[Claim], data: ClaimsData, pair: Pair | None) -> Iterator[str]:
    yield from (f"## {reply.capitalize()}", "")
    heads = {
        "measured": ("claim", "where", "what the data says", "command"),
        "cluster only": ("claim", "where", "why", "what decides it on your cluster"),
        "not testable": ("claim", "where", "why"),
    }[reply]
    yield _row(heads)
    yield "|" + "---|" * len(heads)
    for claim in claims:
        why = _evidence(claim, data, pair) if reply == "measured" else safe(claim.why)
        command = f"`{claim.command}`" if claim.command else "no command yet"
        yield _row((safe(claim.said), safe(claim.where), why, command)[: len(heads)])
    yield ""


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _evidence(claim: Claim, data: ClaimsData, pair: Pair | None) -> str:
    """Each thing that is looked up on a line of its cell, and last what it leaves open."""
    told = [lookup.told(wanted, data.tables, data.answers, pair) for wanted in claim.evidence]
    return "<br>".join(safe(text) for text in (*told, claim.why) if text)
