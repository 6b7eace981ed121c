"""Make spans of a server's stamps. What a server does not tell gives no span: never zero, never a guess."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from shared.contract import Span

SECOND_NS = 1_000_000_000


def stamp_ns(moment: Any) -> int | None:
    """Read a stamp as nanoseconds since 1970; ``None`` for one that is not set, which some write as 1970.

    Takes a protobuf Timestamp, a datetime (one without a zone is in UTC) or a text in RFC 3339.
    """
    if moment is None or moment == "":
        return None
    if isinstance(moment, str):
        moment = datetime.fromisoformat(moment)
    if isinstance(moment, datetime):
        zoned = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        since = zoned - datetime(1970, 1, 1, tzinfo=UTC)
        found = (since.days * 86400 + since.seconds) * SECOND_NS + since.microseconds * 1000
    else:
        found = moment.seconds * SECOND_NS + moment.nanos
    return found if found > 0 else None


def span(
    name: str, step: str, start_ns: int | None, end_ns: int | None, resolution_ns: int, source: str
) -> list[Span]:
    """One span, or none where an end of it is not told."""
    if start_ns is None or end_ns is None:
        return []
    return [Span(name, step, start_ns, end_ns, resolution_ns, source)]


def resolution_ns(stamps: Iterable[int | None]) -> int:
    """The coarsest of a nanosecond, a microsecond, a millisecond and a second that all stamps fit."""
    told = [stamp for stamp in stamps if stamp is not None]
    for unit in (SECOND_NS, 1_000_000, 1000):
        if told and all(stamp % unit == 0 for stamp in told):
            return unit
    return 1


def around(spans: Sequence[Span], run: Span | None) -> list[Span]:
    """What of a run lies before its first step and after its last."""
    steps = [one for one in spans if one.name == "step"]
    if run is None or not steps:
        return []
    first = min(one.start_ns for one in steps)
    last = max(one.end_ns for one in steps)
    coarser = max(run.resolution_ns, *(one.resolution_ns for one in steps))
    return [
        Span("setup", "", run.start_ns, first, coarser, run.source),
        Span("finish", "", last, run.end_ns, coarser, run.source),
    ]
