"""Read ``docs/findings.toml``: the campaigns behind the page, and findings as data that a rule can judge."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Literal

import msgspec

from benchmarks.errors import UsageError

EvidenceKind = Literal[
    "growth",
    "slope",
    "break-even",
    "value",
    "share",
    "ratio",
    "lanes",
    "last",
    "failures",
    "reach",
    "equal",
    "table",
]


class Planned(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One campaign: ``fvk run OPTIONS --out docs/data/NAME``."""

    name: str
    title: str
    minutes: float
    """About how long it takes on two quiet cores."""
    options: str

    def arguments(self, out: Path) -> list[str]:
        """What follows ``fvk`` on the command line."""
        return ["run", *shlex.split(self.options), "--out", out.as_posix()]


class Evidence(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One figure of one campaign, and where it must lie for the finding to hold."""

    campaign: str
    kind: EvidenceKind
    who: str
    question: str = ""
    workload: str = ""
    size: dict[str, int | float | str] = {}
    """All of a cell's size, or for growth the words alone, such as ``{kind = "frame"}``."""
    lane: str = "tuned"
    to: str = ""
    """Whom a ratio is to."""
    above: float | None = None
    below: float | None = None
    least: float = 0
    """For ``growth``: the smallest size of the fit, where a fixed cost would hide how smaller ones grow."""
    worked: float | None = None
    """For ``last``: a size that must have worked."""
    failed: float | None = None
    """For ``last``: a size at or before which it must have failed."""
    words: str = ""
    """For ``reach`` the name of the limit; else of the reason of a failure, or of a table's row."""


class Drawn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A chart of how one question grows."""

    campaign: str
    question: str
    workload: str
    size: dict[str, int | float | str] = {}


class StatedFinding(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something that was said, and the evidence that decides it."""

    said: str
    evidence: list[Evidence]
    why: str = ""
    """The cause, where it is known, and where it can be looked up."""
    chart: Drawn | None = None


class Stated(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A findings file; the findings in the order of their importance."""

    campaign: list[Planned]
    finding: list[StatedFinding]


def read_stated(file: Path) -> Stated:
    """The file; :class:`~benchmarks.errors.UsageError` where it is not usable or names what is not there."""
    try:
        stated = msgspec.toml.decode(file.read_bytes(), type=Stated)
    except (OSError, msgspec.DecodeError) as error:
        raise UsageError(f"{file}: {error}; see the comment at its head") from error
    known = {campaign.name for campaign in stated.campaign}
    named = {one.campaign for finding in stated.finding for one in finding.evidence}
    named |= {finding.chart.campaign for finding in stated.finding if finding.chart}
    if unknown := sorted(named - known):
        raise UsageError(f"{file}: a finding names the campaign {unknown[0]!r}, which the file does not have")
    return stated
